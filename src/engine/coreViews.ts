/** The core's memory, read in place. */
import { REPLAY_ACK, REPLAY_ACKS, REPLAY_SACKED, REPLAY_SEGMENT, REPLAY_SEQ, REPLAY_STATES } from '../contracts/abi'

/** The core's memory as typed arrays; a pointer `p` is at index `p`, `p >>> 1`, `p >>> 2`, `p >>> 3`. */
export interface Views {
  readonly buffer: ArrayBufferLike
  readonly u8: Uint8Array
  readonly u16: Uint16Array
  readonly u32: Uint32Array
  readonly f64: Float64Array
}

/**
 * Rows of segments as the tracker saw them, in order, as columns. They are views of the core's memory: valid until the
 * core is called again. `states` packs TcpState of A, Certainty of A << 4, TcpState of B << 6, Certainty of B << 10.
 */
export interface TrackedRows {
  readonly rows: number
  /** Relative to the sender's initial sequence number; go on past 2^32. */
  readonly seq: Float64Array
  readonly ack: Float64Array
  /** Segment index. */
  readonly segment: Uint32Array
  /** Index of the segment that this one acknowledges, or NO_SEGMENT. */
  readonly acks: Uint32Array
  /** Bytes that the segment's SACK option names; 0 in a replay. */
  readonly sacked: Uint32Array
  readonly states: Uint16Array
}

/** The whole memory, until it grows. */
export function viewsOf(memory: WebAssembly.Memory): Views {
  const { buffer } = memory
  return {
    buffer,
    u8: new Uint8Array(buffer),
    u16: new Uint16Array(buffer),
    u32: new Uint32Array(buffer),
    f64: new Float64Array(buffer),
  }
}

/** Columns of `rows` rows in a table that has room for `capacity`. @param pointer where the table begins. */
export function trackedRows({ buffer }: Views, pointer: number, rows: number, capacity: number): TrackedRows {
  return {
    rows,
    seq: new Float64Array(buffer, pointer + REPLAY_SEQ * capacity, rows),
    ack: new Float64Array(buffer, pointer + REPLAY_ACK * capacity, rows),
    segment: new Uint32Array(buffer, pointer + REPLAY_SEGMENT * capacity, rows),
    acks: new Uint32Array(buffer, pointer + REPLAY_ACKS * capacity, rows),
    sacked: new Uint32Array(buffer, pointer + REPLAY_SACKED * capacity, rows),
    states: new Uint16Array(buffer, pointer + REPLAY_STATES * capacity, rows),
  }
}

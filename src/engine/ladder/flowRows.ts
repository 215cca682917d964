/** One flow's segments as plain columns: all that the ladder's kernels need, copied out of the core once. */
import { Flag, NO_SEGMENT, type TcpState } from '../../contracts/abi'
import type { Side } from '../../contracts/flow'

/** Index into every pair below, and value of `from`. */
export const CLIENT = 0
export const SERVER = 1
export type SideIndex = typeof CLIENT | typeof SERVER

/** Both sides, in the order of pairs. */
export const SIDES: readonly SideIndex[] = [CLIENT, SERVER]

export const sideName = (side: SideIndex): Side => (side === CLIENT ? 'client' : 'server')
export const otherSide = (side: SideIndex): SideIndex => (side === CLIENT ? SERVER : CLIENT)

/** What the endpoints' SYNs offered. */
export interface Offer {
  readonly port: number
  /** Bytes; 0: no MSS option seen. */
  readonly mss: number
  /** Window shift of the SYN, 0 to 14; null: none offered, or no SYN seen. */
  readonly windowShift: number | null
  readonly sackPermitted: boolean
  readonly timestamps: boolean
}

/**
 * Columns of one flow, one entry a segment, in capture order. An index into them is called a position, to keep it
 * apart from the core's segment index.
 */
export interface FlowRows {
  readonly count: number
  /** Nanoseconds since the epoch of the first segment. */
  readonly start: bigint
  /** Nanoseconds since `start`; exact for 104 days. */
  readonly time: Float64Array
  /** Nanoseconds from `start` until when the capture is known to be complete. */
  readonly captureEnd: number
  /** SideIndex of the sender. */
  readonly from: Uint8Array
  /** Flag bits and SEGMENT_ bits. */
  readonly flags: Uint16Array
  /** Relative, past 2^32 where the flow goes there. */
  readonly seq: Float64Array
  readonly ack: Float64Array
  /** Payload bytes by the IP header. */
  readonly length: Uint32Array
  /** Advertised window in bytes, scaled where the scale is known. */
  readonly window: Uint32Array
  readonly analysis: Uint16Array
  /** After the segment: client's TcpState, its Certainty << 4, server's TcpState << 6, its Certainty << 10. */
  readonly states: Uint16Array
  /** Core index of the segment that is acknowledged, or NO_SEGMENT. */
  readonly acks: Uint32Array
  readonly frame: Uint32Array
  /** Core index, ascending. */
  readonly segment: Uint32Array
  readonly offers: readonly [Offer, Offer]
}

const STATE_MASK = 0xf
const CERTAINTY_MASK = 0x3
const SIDE_BITS = 6
const CERTAINTY_SHIFT = 4
/** Both states without their certainties. */
export const STATES_ONLY = STATE_MASK | (STATE_MASK << SIDE_BITS)

export const stateOf = (states: number, side: SideIndex): TcpState => (states >> (side * SIDE_BITS)) & STATE_MASK
export const certaintyOf = (states: number, side: SideIndex): number =>
  (states >> (side * SIDE_BITS + CERTAINTY_SHIFT)) & CERTAINTY_MASK

/** Packs as FlowRows.states does. */
export function packStates(
  client: TcpState,
  clientCertainty: number,
  server: TcpState,
  serverCertainty: number,
): number {
  const one = client | (clientCertainty << CERTAINTY_SHIFT)
  return one | ((server | (serverCertainty << CERTAINTY_SHIFT)) << SIDE_BITS)
}

/** Exchanges the two halves of a states value: the core counts A and B, the ladder client and server. */
export function swapStates(states: number): number {
  const half = (1 << SIDE_BITS) - 1
  return ((states & half) << SIDE_BITS) | ((states >> SIDE_BITS) & half)
}

export const senderOf = (rows: FlowRows, position: number): SideIndex =>
  rows.from[position] === SERVER ? SERVER : CLIENT
export const hasFlag = (rows: FlowRows, position: number, flags: number): boolean =>
  ((rows.flags[position] ?? 0) & flags) !== 0
export const hasAnalysis = (rows: FlowRows, position: number, bits: number): boolean =>
  ((rows.analysis[position] ?? 0) & bits) !== 0

/** Relative sequence number after the segment: SYN and FIN take one each (RFC 9293 §3.4). */
export function sequenceEnd(rows: FlowRows, position: number): number {
  const flags = rows.flags[position] ?? 0
  const controls = ((flags & Flag.SYN) !== 0 ? 1 : 0) + ((flags & Flag.FIN) !== 0 ? 1 : 0)
  return (rows.seq[position] ?? 0) + (rows.length[position] ?? 0) + controls
}

/** Position of a core segment index in this flow, or -1. */
export function positionOfSegment(rows: FlowRows, segment: number): number {
  return segment === NO_SEGMENT ? -1 : search(rows.segment, rows.count, segment)
}

/** Position of the first segment of this flow that frame `frame` holds, or -1. */
export function positionOfFrame(rows: FlowRows, frame: number): number {
  return search(rows.frame, rows.count, frame)
}

function search(column: Uint32Array, count: number, wanted: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low < count && column[low] === wanted ? low : -1
}

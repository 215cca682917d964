/**
 * Rows of segments as the tracker saw them, in the REPLAY column layout: those of the last feed while tracing is on, or
 * of one replayed flow.
 */
import {
  ENDPOINT_BYTES,
  FLOW_ENDPOINTS,
  REPLAY_ACK,
  REPLAY_ACKS,
  REPLAY_ROW_BYTES,
  REPLAY_SACKED,
  REPLAY_SEGMENT,
  REPLAY_SEQ,
  REPLAY_STATES,
} from '../contracts/abi'
import { allocate } from './memory'
import { certaintyOf, relativeSequence, stateOf } from './tcp/endpoint'

/** A buffer of rows: its address, how many rows its columns are laid out for and how many are filled. */
export class Rows {
  at: usize = 0
  stride: u32 = 0
  filled: u32 = 0
  private capacity: u32 = 0

  /** Empties the buffer and lays its columns out for `rows`; false when no memory is left. */
  open(rows: u32): bool {
    this.filled = 0
    this.stride = 0
    if (rows > this.capacity) {
      const wanted = max(rows, this.capacity << 1)
      const fresh = allocate(<usize>wanted * REPLAY_ROW_BYTES)
      if (fresh === 0) return false
      this.at = fresh
      this.capacity = wanted
    }
    this.stride = rows
    return true
  }

  /** Adds the row of a segment that `observe` has just taken in. */
  add(flow: usize, senderIsB: bool, seq: u32, ack: u32, hasAck: bool, segment: u32, acks: u32, sacked: u32): void {
    if (this.filled >= this.stride) return
    const a = flow + FLOW_ENDPOINTS
    const b = a + ENDPOINT_BYTES
    const sender = senderIsB ? b : a
    const receiver = senderIsB ? a : b
    const row: usize = this.filled
    const stride: usize = this.stride
    store<f64>(this.at + <usize>REPLAY_SEQ * stride + (row << 3), relativeSequence(sender, seq))
    store<f64>(this.at + <usize>REPLAY_ACK * stride + (row << 3), hasAck ? relativeSequence(receiver, ack) : 0)
    store<u32>(this.at + <usize>REPLAY_SEGMENT * stride + (row << 2), segment)
    store<u32>(this.at + <usize>REPLAY_ACKS * stride + (row << 2), acks)
    store<u32>(this.at + <usize>REPLAY_SACKED * stride + (row << 2), sacked)
    const states = stateOf(a) | (certaintyOf(a) << 4) | (stateOf(b) << 6) | (certaintyOf(b) << 10)
    store<u16>(this.at + <usize>REPLAY_STATES * stride + (row << 1), u16(states))
    this.filled++
  }
}

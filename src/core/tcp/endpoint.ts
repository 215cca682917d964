/** Accessors of one endpoint's record; the layout is in contracts/abi.ts. */
import {
  Certainty,
  ENDPOINT_BITS,
  ENDPOINT_ISS,
  ENDPOINT_SND_NXT,
  ENDPOINT_STATE,
  ENDPOINT_WRAPS,
  EndpointBit,
  TcpState,
} from '../../contracts/abi'
import { Event, transition } from './stateTable'

export function has(endpoint: usize, bit: EndpointBit): bool {
  return (load<u16>(endpoint, ENDPOINT_BITS) & (bit as u16)) !== 0
}

export function mark(endpoint: usize, bit: u32): void {
  store<u16>(endpoint, load<u16>(endpoint, ENDPOINT_BITS) | u16(bit), ENDPOINT_BITS)
}

export function unmark(endpoint: usize, bit: u32): void {
  store<u16>(endpoint, load<u16>(endpoint, ENDPOINT_BITS) & ~u16(bit), ENDPOINT_BITS)
}

export function stateOf(endpoint: usize): u32 {
  return load<u8>(endpoint, ENDPOINT_STATE) & 15
}

export function certaintyOf(endpoint: usize): u32 {
  return load<u8>(endpoint, ENDPOINT_STATE) >> 4
}

export function setState(endpoint: usize, state: u32, certainty: u32): void {
  store<u8>(endpoint, u8(state | (certainty << 4)), ENDPOINT_STATE)
}

/** Moves the endpoint along the state table; false where the table has no such step. */
export function step(endpoint: usize, event: Event, certainty: Certainty): bool {
  const to = transition(stateOf(endpoint), event)
  if (to < 0) return false
  setState(endpoint, to, certainty)
  return true
}

/** What was presumed is now proved. */
export function prove(endpoint: usize): void {
  if (stateOf(endpoint) !== TcpState.UNKNOWN) setState(endpoint, stateOf(endpoint), Certainty.PROVED)
}

/**
 * `seq` counted from the endpoint's ISS, as a whole number that goes on past 2^32: the one nearest to the highest
 * sequence number seen. Negative for what lies before the ISS.
 */
export function relativeSequence(endpoint: usize, seq: u32): f64 {
  const highest = load<u32>(endpoint, ENDPOINT_SND_NXT)
  const fromStart =
    ((load<u16>(endpoint, ENDPOINT_WRAPS) as i64) << 32) + i64(highest - load<u32>(endpoint, ENDPOINT_ISS))
  return f64(fromStart + i64(i32(seq - highest)))
}

/** Moves SND.NXT forward to `next`, counting passes of 2^32 relative to the ISS. */
export function advance(endpoint: usize, next: u32): void {
  const iss = load<u32>(endpoint, ENDPOINT_ISS)
  if (next - iss < load<u32>(endpoint, ENDPOINT_SND_NXT) - iss) {
    store<u16>(endpoint, load<u16>(endpoint, ENDPOINT_WRAPS) + 1, ENDPOINT_WRAPS)
  }
  store<u32>(endpoint, next, ENDPOINT_SND_NXT)
}

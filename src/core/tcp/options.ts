/** The options of a SYN that the tracker needs; all options in full are shown by the segment view. */
import {
  ENDPOINT_MSS,
  ENDPOINT_WINDOW_SHIFT,
  EndpointBit,
  WINDOW_SHIFT_NONE,
  WINDOW_SHIFT_UNKNOWN,
} from '../../contracts/abi'
import { u16be, u32be } from '../bytes'
import { mark } from './endpoint'

// https://www.iana.org/assignments/tcp-parameters
const END_OF_LIST: u32 = 0
const NO_OPERATION: u32 = 1
const MSS: u32 = 2
const WINDOW_SCALE: u32 = 3
const SACK_PERMITTED: u32 = 4
const SACK: u32 = 5
const TIMESTAMPS: u32 = 8
const MPTCP: u32 = 30
const FAST_OPEN: u32 = 34

/** Shift above 14 is treated as 14: RFC 7323 §2.3. */
const MAX_SHIFT: u32 = 14

/** Reads the options in [at, end) of a SYN from `sender`. False where an option's length is impossible. */
export function readSynOptions(sender: usize, at: usize, end: usize): bool {
  while (at < end) {
    const kind: u32 = load<u8>(at)
    if (kind === END_OF_LIST) return true
    if (kind === NO_OPERATION) {
      at++
      continue
    }
    if (end - at < 2) return false
    const length: usize = load<u8>(at, 1)
    if (length < 2 || length > end - at) return false
    if (kind === MSS && length === 4) store<u16>(sender, u16(u16be(at + 2)), ENDPOINT_MSS)
    else if (kind === WINDOW_SCALE && length === 3)
      store<u8>(sender, u8(min<u32>(load<u8>(at, 2), MAX_SHIFT)), ENDPOINT_WINDOW_SHIFT)
    else if (kind === SACK_PERMITTED) mark(sender, EndpointBit.SACK_PERMITTED)
    else if (kind === TIMESTAMPS) mark(sender, EndpointBit.TIMESTAMPS)
    else if (kind === MPTCP) mark(sender, EndpointBit.MPTCP)
    else if (kind === FAST_OPEN) mark(sender, EndpointBit.FASTOPEN)
    at += length
  }
  return true
}

/** How many bytes the SACK blocks among the options in [at, end) name, all together (RFC 2018 §3). */
export function sackedBytes(at: usize, end: usize): u32 {
  let bytes: u32 = 0
  while (at + 2 <= end) {
    const kind: u32 = load<u8>(at)
    if (kind === END_OF_LIST) break
    if (kind === NO_OPERATION) {
      at++
      continue
    }
    const length: usize = load<u8>(at, 1)
    if (length < 2 || length > end - at) break
    if (kind === SACK) {
      for (let block = at + 2; block + 8 <= at + length; block += 8) bytes += u32be(block + 4) - u32be(block)
    }
    at += length
  }
  return bytes
}

/** RFC 7323 §2.2: windows are scaled only where both SYNs offer it; one without the option settles it for both. */
export function settleWindowScale(sender: usize, receiver: usize, isSynAck: bool): void {
  if (load<u8>(sender, ENDPOINT_WINDOW_SHIFT) === <u8>WINDOW_SHIFT_UNKNOWN) {
    store<u8>(sender, u8(WINDOW_SHIFT_NONE), ENDPOINT_WINDOW_SHIFT)
    store<u8>(receiver, u8(WINDOW_SHIFT_NONE), ENDPOINT_WINDOW_SHIFT)
  } else if (isSynAck && load<u8>(receiver, ENDPOINT_WINDOW_SHIFT) === <u8>WINDOW_SHIFT_NONE) {
    store<u8>(sender, u8(WINDOW_SHIFT_NONE), ENDPOINT_WINDOW_SHIFT)
  }
}

/**
 * Which letters a segment adds to a flow's history: upper case for the originator's. s SYN, h SYN,ACK, a pure ACK, d
 * data, f FIN, r RST, i FIN,RST, q SYN with FIN or RST, ^ roles exchanged, and on powers of ten: t data sent again, w
 * zero window, g gap. Behaviour: Zeek 8, src/packet_analysis/protocol/tcp and scripts/base/protocols/conn.
 */
import { Flag, HISTORY_BITS, HISTORY_FILLED, HISTORY_LETTERS, HISTORY_MORE, HistoryBit } from '../../contracts/abi'
import {
  append,
  endOf,
  extraOf,
  FEW_GAPS,
  FIN,
  GAPS,
  hasExtras,
  isOriginator,
  LAST_RST,
  LAST_SYN,
  SEEN,
  setBit,
} from './record'

const LOWER: u8 = 0x20
const FLIP: u8 = 0x5e
const S: u8 = 0x53
const H: u8 = 0x48
const A: u8 = 0x41
const D: u8 = 0x44
const F: u8 = 0x46
const R: u8 = 0x52
const I: u8 = 0x49
const Q: u8 = 0x51
export const T: u8 = 0x54
export const W: u8 = 0x57
const G: u8 = 0x47

const MOST_FEW_GAPS: u32 = 255

const SEEN_SYN: u32 = 1
const SEEN_FIN: u32 = 2
const SEEN_RST: u32 = 4
const SEEN_DATA: u32 = 8
const SEEN_ACK: u32 = 16
const SEEN_FIN_RST: u32 = 32
const SEEN_SYN_WITH: u32 = 64
/** The responder's bits stand this much higher. */
const RESPONDER_SHIFT: u32 = 8

/** Adds a letter of this side; false when no memory is left. */
function addOf(record: usize, side: usize, letter: u8): bool {
  return append(record, isOriginator(record, side) ? letter : letter | LOWER)
}

function exchangeRoles(record: usize): void {
  store<u8>(record, load<u8>(record, HISTORY_BITS) ^ HistoryBit.ORIGINATOR_IS_B, HISTORY_BITS)
}

/** Exchanges originator and responder, and says so in the history. */
export function flip(record: usize): bool {
  exchangeRoles(record)
  return append(record, FLIP)
}

/** The whole history is one SYN,ACK of the originator. */
function isSynAckOnly(record: usize): bool {
  return (
    load<u8>(record, HISTORY_FILLED) === 1 &&
    load<u8>(record, HISTORY_LETTERS) === H &&
    load<u32>(record, HISTORY_MORE) === 0
  )
}

function bitFor(record: usize, side: usize, seen: u32): u32 {
  return isOriginator(record, side) ? seen : seen << RESPONDER_SHIFT
}

/** Whether that kind was seen of this side's role before; from now on it is. */
function seenBefore(record: usize, side: usize, seen: u32): bool {
  const all: u32 = load<u16>(record, SEEN)
  const bit = bitFor(record, side, seen)
  if ((all & bit) !== 0) return true
  store<u16>(record, u16(all | bit), SEEN)
  return false
}

/** Data, or a pure ACK, of this side's role adds no letter any more. */
export function hasLetter(record: usize, side: usize, isData: bool): bool {
  return (load<u16>(record, SEEN) & bitFor(record, side, isData ? SEEN_DATA : SEEN_ACK)) !== 0
}

function once(record: usize, side: usize, seen: u32, letter: u8): bool {
  return seenBefore(record, side, seen) || addOf(record, side, letter)
}

/** A pure ACK or data. Traffic after a lone SYN,ACK shows that its sender is the responder. */
function traffic(record: usize, side: usize, seen: u32, letter: u8): bool {
  if ((load<u16>(record, SEEN) & bitFor(record, side, seen)) !== 0) return true
  if (isSynAckOnly(record)) {
    exchangeRoles(record)
    store<u8>(record, FLIP, HISTORY_LETTERS)
    if (!append(record, H | LOWER)) return false
  }
  return once(record, side, seen, letter)
}

/** @param number its sequence number; 0: that of the connection's first SYN */
function syn(record: usize, side: usize, number: u32, letter: u8): bool {
  const before: u32 = hasExtras(record) ? load<u32>(extraOf(record, side), LAST_SYN) : 0
  if (number !== before) {
    const extra = extraOf(record, side)
    if (extra === 0) return false
    store<u32>(extra, number, LAST_SYN)
  }
  return seenBefore(record, side, SEEN_SYN) && number === before ? true : addOf(record, side, letter)
}

function fin(record: usize, side: usize, number: u32): bool {
  const end = endOf(record, side)
  const isOther = load<u32>(end, FIN) !== number
  store<u32>(end, number, FIN)
  return seenBefore(record, side, SEEN_FIN) && !isOther ? true : addOf(record, side, F)
}

function rst(record: usize, side: usize, number: u32): bool {
  const extra = extraOf(record, side)
  if (extra === 0) return false
  const isOther = load<u32>(extra, LAST_RST) !== number
  store<u32>(extra, number, LAST_RST)
  return seenBefore(record, side, SEEN_RST) && !isOther ? true : addOf(record, side, R)
}

/**
 * The letters for a segment's control bits and payload; false when no memory is left.
 *
 * @param synNumber what tells its SYN from the connection's first: its sequence number where the flow was over, else 0
 */
export function addControl(record: usize, side: usize, seq: u32, flags: u32, length: u32, synNumber: u32): bool {
  const control = flags & (Flag.SYN | Flag.FIN | Flag.RST)
  if ((flags & Flag.FIN) !== 0) setBit(record, side === 0 ? HistoryBit.FIN_OF_A : HistoryBit.FIN_OF_B)
  if (control === 0) {
    if (length > 0) return traffic(record, side, SEEN_DATA, D)
    return (flags & Flag.ACK) === 0 || traffic(record, side, SEEN_ACK, A)
  }
  if (control === Flag.SYN) return syn(record, side, synNumber, (flags & Flag.ACK) !== 0 ? H : S)
  if (control === Flag.FIN) return fin(record, side, seq + length)
  if (control === Flag.RST) return rst(record, side, seq)
  if ((control & (Flag.FIN | Flag.RST)) === (Flag.FIN | Flag.RST)) return once(record, side, SEEN_FIN_RST, I)
  return once(record, side, SEEN_SYN_WITH, Q)
}

/** Counts one more of what `counter` counts; its letter comes at 1, 10, 100 … False when no memory is left. */
export function count(record: usize, side: usize, counter: usize, letter: u8): bool {
  const extra = extraOf(record, side)
  if (extra === 0) return false
  const total = load<u32>(extra + counter) + 1
  store<u32>(extra + counter, total)
  return !isPowerOfTen(total) || addOf(record, side, letter)
}

function isPowerOfTen(total: u32): bool {
  let power: u64 = 1
  while (power < total) power *= 10
  return power === total
}

/** Counts a gap. Captures of headers only have them in every flow: the first few need no block. */
export function countGap(record: usize, side: usize): bool {
  const few: u32 = load<u8>(record + side, FEW_GAPS)
  if (few < MOST_FEW_GAPS) {
    store<u8>(record + side, u8(few + 1), FEW_GAPS)
    return !isPowerOfTen(few + 1) || addOf(record, side, G)
  }
  const extra = extraOf(record, side)
  if (extra === 0) return false
  if (load<u32>(extra, GAPS) === 0) store<u32>(extra, few, GAPS)
  return count(record, side, GAPS, G)
}

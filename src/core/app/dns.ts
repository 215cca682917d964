/** DNS answers: the name that was asked for and the addresses that it has. RFC 1035 §4.1. */
import { u16be } from '../bytes'
import { keepAddressName } from './addressNames'
import { nameOf } from './names'

const HEADER: u32 = 12
const FLAGS: usize = 2
const QUESTIONS: usize = 4
const ANSWERS: usize = 6
const RESPONSE: u32 = 0x8000
/** Opcode and reserved bits of an ordinary query's answer are 0. */
const OTHER_OPCODE: u32 = 0x7840
const ERROR: u32 = 0x000f
const MAX_ANSWERS: u32 = 64
const POINTER: u32 = 0xc0
const MAX_LABEL: u32 = 63
const MAX_NAME: u32 = 253
/** Type, class, time to live, length. */
const RECORD: u32 = 10
const RECORD_LENGTH: u32 = 8
const QUESTION: u32 = 4
const TYPE_A: u32 = 1
const TYPE_AAAA: u32 = 28
const CLASS_IN: u32 = 1
const DOT: u8 = 0x2e

const text = memory.data(MAX_NAME + 1, 8)

/** Where what follows the name at `from` begins; 0: it runs out of the message. */
function behindName(at: usize, from: u32, length: u32): u32 {
  let next = from
  while (next < length) {
    const label: u32 = load<u8>(at + next)
    if (label === 0) return next + 1
    if ((label & POINTER) === POINTER) return next + 2 <= length ? next + 2 : 0
    if (label > MAX_LABEL) return 0
    next += label + 1
  }
  return 0
}

/** Puts the question's name into `text`; answers its bytes. It is the message's first, so nothing is compressed. */
function spell(at: usize, length: u32): u32 {
  let next = HEADER
  let filled: u32 = 0
  while (next < length) {
    const label: u32 = load<u8>(at + next)
    if (label === 0) return filled
    if (label > MAX_LABEL || next + 1 + label > length || filled + 1 + label > MAX_NAME) return 0
    if (filled > 0) store<u8>(text + filled++, DOT)
    memory.copy(text + filled, at + next + 1, label)
    filled += label
    next += 1 + label
  }
  return 0
}

/** Whether these may be the first bytes of a DNS message. */
export function isDnsMessage(at: usize, length: u32): bool {
  return length > HEADER && (u16be(at + FLAGS) & OTHER_OPCODE) === 0 && u16be(at + QUESTIONS) === 1
}

/** Takes in the answer that `asker` (4 or 16 bytes) got: each address gets the name that was asked for. */
export function takeDnsAnswer(at: usize, length: u32, asker: usize, askerIsIpv6: bool): void {
  if (!isDnsMessage(at, length)) return
  const flags = u16be(at + FLAGS)
  if ((flags & RESPONSE) === 0 || (flags & ERROR) !== 0) return
  const answers = min(u16be(at + ANSWERS), MAX_ANSWERS)
  if (answers === 0) return
  let name: usize = 0
  let next = behindName(at, HEADER, length)
  if (next === 0) return
  next += QUESTION
  for (let answer: u32 = 0; answer < answers; answer++) {
    next = behindName(at, next, length)
    if (next === 0 || next + RECORD > length) return
    const type = u16be(at + next)
    const bytes = u16be(at + next + RECORD_LENGTH)
    const isInternet = u16be(at + next + 2) === CLASS_IN
    next += RECORD
    if (bytes > length - next) return
    const isIpv6 = type === TYPE_AAAA && bytes === 16
    if (isInternet && (isIpv6 || (type === TYPE_A && bytes === 4))) {
      if (name === 0) name = nameOf(text, spell(at, length))
      if (name === 0) return
      keepAddressName(asker, askerIsIpv6, at + next, isIpv6, name)
    }
    next += bytes
  }
}

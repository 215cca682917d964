/** ICMP errors about TCP segments, each tied to the flow that it is about. Layout: contracts/abi.ts, ICMP_. */
import {
  FREE_ROW,
  ICMP_BYTES,
  ICMP_CODE,
  ICMP_DESTINATION_PORT,
  ICMP_FLOW,
  ICMP_FRAME,
  ICMP_IS_IPV6,
  ICMP_MTU,
  ICMP_OFFSET,
  ICMP_REPORTER,
  ICMP_SEQ,
  ICMP_SOURCE_PORT,
  ICMP_TIME,
  ICMP_TYPE,
} from '../contracts/abi'
import { hashOf } from './flow/key'
import { find, found, foundSender } from './flow/table'
import {
  icmpCode,
  icmpIsVersion6,
  icmpMtu,
  icmpReporter,
  icmpType,
  quotedDestination,
  quotedDestinationPort,
  quotedSeq,
  quotedSource,
  quotedSourcePort,
} from './ip/icmp'
import { allocate, recycle } from './memory'

const FIRST_CAPACITY: u32 = 64
/** Floods of errors say nothing new: later ones are left out. */
const MAX_ERRORS: u32 = 1 << 20

let errors: usize = 0
let capacity: u32 = 0
let count: u32 = 0

export function icmpErrorCount(): u32 {
  return count
}

export function icmpErrorAt(error: u32): usize {
  return errors + <usize>error * ICMP_BYTES
}

function grow(): bool {
  const wanted = max<u32>(capacity << 1, FIRST_CAPACITY)
  const fresh = wanted <= MAX_ERRORS ? allocate(<usize>wanted * ICMP_BYTES) : 0
  if (fresh === 0) return false
  memory.copy(fresh, errors, <usize>count * ICMP_BYTES)
  if (count > 0) recycle(errors, <usize>capacity * ICMP_BYTES)
  errors = fresh
  capacity = wanted
  return true
}

/** The flow << 1 | sender of the quoted segment, or FREE_ROW where the capture showed no such flow before. */
function quotedFlow(): u32 {
  const isV6 = icmpIsVersion6()
  const source = quotedSource()
  const destination = quotedDestination()
  const hash = hashOf(source, destination, quotedSourcePort(), quotedDestinationPort(), isV6)
  const isKnown = find(hash, source, destination, quotedSourcePort(), quotedDestinationPort(), isV6)
  return isKnown ? (found() << 1) | u32(foundSender()) : FREE_ROW
}

/** Keeps the error that the last frame held. `offset`: of its record in the file. */
export function keepIcmpError(time: u64, frame: u32, offset: u64): void {
  if (count === capacity && !grow()) return
  const at = icmpErrorAt(count)
  const isV6 = icmpIsVersion6()
  store<u64>(at, time, ICMP_TIME)
  store<u32>(at, frame, ICMP_FRAME)
  store<u64>(at, offset, ICMP_OFFSET)
  store<u32>(at, quotedFlow(), ICMP_FLOW)
  store<u8>(at, u8(icmpType()), ICMP_TYPE)
  store<u8>(at, u8(icmpCode()), ICMP_CODE)
  store<u8>(at, u8(isV6), ICMP_IS_IPV6)
  store<u32>(at, icmpMtu(), ICMP_MTU)
  store<u32>(at, quotedSeq(), ICMP_SEQ)
  store<u16>(at, u16(quotedSourcePort()), ICMP_SOURCE_PORT)
  store<u16>(at, u16(quotedDestinationPort()), ICMP_DESTINATION_PORT)
  memory.copy(at + ICMP_REPORTER, icmpReporter(), isV6 ? 16 : 4)
  count++
}

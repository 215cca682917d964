/**
 * PAWS (RFC 7323 §5) as an observer can follow it: TS.Recent as each receiver keeps it of its peer, and which segments
 * it therefore drops. Kept beside the flows, and only where segments bear timestamps.
 *
 *   flow:  TS.Recent of A's segments u32 | of B's u32      valid with FlowBit.RECENT_TIMESTAMP_A, _B
 */
import {
  ENDPOINT_BYTES,
  ENDPOINT_LAST_ACK,
  ENDPOINT_LAST_ACK_TIME,
  EndpointBit,
  FLOW_BITS,
  FLOW_ENDPOINTS,
  FLOWS_PER_BLOCK,
  Flag,
  FlowBit,
} from '../../contracts/abi'
import { u32be } from '../bytes'
import { allocate } from '../memory'
import { has } from './endpoint'
import * as sequence from './sequence'

const BLOCK_LIMIT: usize = 1 << 16
const RECENT_BYTES: usize = 8
/** Two NOPs, then the option's kind 8 and length 10: how nearly every stack writes it (RFC 7323, Appendix A). */
const USUAL: u32 = 0x0101080a
const KIND: u32 = 8
const LENGTH: usize = 10
/** After so long without a segment TS.Recent says nothing: a clock of 1 kHz half wraps (RFC 7323 §5.5), ns. */
const OUTDATED: u64 = <u64>24 * 86_400 * 1_000_000_000

let blocks: usize = 0
let found: u32 = 0

/** Whether the options in [at, end) hold timestamps; `isTooOld` then takes their TSval. */
export function findTimestamp(at: usize, end: usize): bool {
  if (end < at + LENGTH) return false
  if (end >= at + 2 + LENGTH && u32be(at) === USUAL) {
    found = u32be(at + 4)
    return true
  }
  while (at + LENGTH <= end) {
    const kind: u32 = load<u8>(at)
    if (kind === 0) return false
    if (kind === 1) {
      at++
      continue
    }
    const length: usize = load<u8>(at, 1)
    if (kind === KIND && length === LENGTH) {
      found = u32be(at + 2)
      return true
    }
    if (length < 2) return false
    at += length
  }
  return false
}

function recentAt(flow: u32, senderIsB: bool): usize {
  if (blocks === 0) blocks = allocate(BLOCK_LIMIT * 4)
  if (blocks === 0) return 0
  const slot = blocks + ((<usize>(flow / FLOWS_PER_BLOCK)) << 2)
  let block: usize = load<u32>(slot)
  if (block === 0) {
    block = allocate(<usize>FLOWS_PER_BLOCK * RECENT_BYTES)
    store<u32>(slot, u32(block))
    if (block === 0) return 0
  }
  return block + <usize>(flow % FLOWS_PER_BLOCK) * RECENT_BYTES + (senderIsB ? 4 : 0)
}

/** Whether the segment would bring its receiver something: else nothing is lost with it. */
function isNews(sender: usize, receiver: usize, ack: u32, flags: u32, space: u32, end: u32): bool {
  if (space > 0 && sequence.greaterThan(end, load<u32>(receiver, ENDPOINT_LAST_ACK))) return true
  if ((flags & Flag.ACK) === 0) return false
  return !has(sender, EndpointBit.ACK_SEEN) || sequence.greaterThan(ack, load<u32>(sender, ENDPOINT_LAST_ACK))
}

/**
 * Takes in TSval of the segment that `findTimestamp` read, before the tracker takes in the segment. True where the
 * receiver drops it: its TSval is older than TS.Recent (§5.3, R1), and it would have brought something new. A reset is
 * never dropped so, and a SYN begins anew.
 *
 * @param number of the flow
 */
export function isTooOld(
  flow: usize,
  number: u32,
  senderIsB: bool,
  time: u64,
  seq: u32,
  ack: u32,
  flags: u32,
  space: u32,
): bool {
  if ((flags & Flag.RST) !== 0) return false
  const recent = recentAt(number, senderIsB)
  if (recent === 0) return false
  const a = flow + FLOW_ENDPOINTS
  const sender = senderIsB ? a + ENDPOINT_BYTES : a
  const receiver = senderIsB ? a : a + ENDPOINT_BYTES
  const bit: u32 = senderIsB ? FlowBit.RECENT_TIMESTAMP_B : FlowBit.RECENT_TIMESTAMP_A
  const bits = load<u32>(flow, FLOW_BITS)
  const isSyn = (flags & Flag.SYN) !== 0
  if (!isSyn) {
    // Not agreed on by both SYNs: whoever sends it all the same is not heard (§3.2).
    if (has(sender, EndpointBit.SYN_SEEN) && !has(sender, EndpointBit.TIMESTAMPS)) return false
    if (has(receiver, EndpointBit.SYN_SEEN) && !has(receiver, EndpointBit.TIMESTAMPS)) return false
    // What the receiver has acknowledged is not known yet.
    if (!has(receiver, EndpointBit.ACK_SEEN)) return false
    const last = load<u64>(sender, ENDPOINT_LAST_ACK_TIME)
    const isOutdated = time > last && time - last > OUTDATED
    if ((bits & bit) !== 0 && !isOutdated) {
      if (sequence.lessThan(found, load<u32>(recent))) return isNews(sender, receiver, ack, flags, space, seq + space)
    }
    // §4.3: only what reaches back to the last ACK sent sets it, so that late ACKs and gaps don't.
    if (sequence.greaterThan(seq, load<u32>(receiver, ENDPOINT_LAST_ACK))) return false
  }
  store<u32>(recent, found)
  if ((bits & bit) === 0) store<u32>(flow, bits | bit, FLOW_BITS)
  return false
}

/** What a segment shows of the capture's quality: checksums, offload, frames captured twice or cut. */
import {
  COUNTER_BAD_CHECKSUMS,
  COUNTER_DUPLICATES,
  COUNTER_OFFLOADED_CHECKSUMS,
  COUNTER_SUPER_SEGMENTS,
  ENDPOINT_BYTES,
  ENDPOINT_MSS,
  FLOW_BITS,
  FLOW_ENDPOINTS,
  FlowBit,
  SEGMENT_CUT,
  SEGMENT_DUPLICATE,
  SEGMENT_MALFORMED,
} from '../contracts/abi'
import { countQuality } from './counters'
import { destinationAddress, isIpv6, sourceAddress, tcpAt, tcpLength } from './cursor'
import { ChecksumKind, checkChecksum } from './tcp/checksum'

function bitOfSender(bitOfA: u32, senderIsB: bool): u32 {
  return senderIsB ? bitOfA << 1 : bitOfA
}

/** Marks the flow and counts, for the segment that the cursor describes. `marks`: its SEGMENT_ bits. */
export function noteQuality(flow: usize, senderIsB: bool, length: u32, marks: u32): void {
  let bits: u32 = 0
  if ((marks & SEGMENT_CUT) !== 0) bits |= FlowBit.CUT_FRAMES
  else if ((marks & SEGMENT_MALFORMED) === 0) {
    const kind = checkChecksum(tcpAt(), tcpLength(), sourceAddress(), destinationAddress(), isIpv6())
    if (kind === ChecksumKind.WRONG) {
      bits |= bitOfSender(FlowBit.BAD_CHECKSUM_A, senderIsB)
      countQuality(COUNTER_BAD_CHECKSUMS, 1)
    } else if (kind === ChecksumKind.OFFLOADED) {
      bits |= bitOfSender(FlowBit.OFFLOADED_A, senderIsB)
      countQuality(COUNTER_OFFLOADED_CHECKSUMS, 1)
    }
  }
  const receiver = flow + FLOW_ENDPOINTS + (senderIsB ? 0 : <usize>ENDPOINT_BYTES)
  const mss: u32 = load<u16>(receiver, ENDPOINT_MSS)
  if (mss !== 0 && length > mss) {
    bits |= bitOfSender(FlowBit.SUPER_SEGMENTS_A, senderIsB)
    countQuality(COUNTER_SUPER_SEGMENTS, 1)
  }
  if ((marks & SEGMENT_DUPLICATE) !== 0) {
    bits |= FlowBit.DUPLICATES
    countQuality(COUNTER_DUPLICATES, 1)
  }
  if (bits !== 0) store<u32>(flow, load<u32>(flow, FLOW_BITS) | bits, FLOW_BITS)
}

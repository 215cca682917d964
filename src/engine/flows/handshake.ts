/** The round trip that a handshake shows. */
import { Flag, FlowBit } from '../../contracts/abi'
import type { Core } from '../core'
import type { FlowRecord } from '../flowRecord'
import { SegmentRecord } from '../segmentRecord'
import { SegmentScan } from '../segmentScan'

/**
 * Nanoseconds from the SYN to the ACK that completes the handshake, null unless all three were seen. Where SYN or
 * SYN,ACK were sent again, the waits for that are no part of a round trip: it is the way from the last SYN to the
 * first SYN,ACK and from the last SYN,ACK to the ACK.
 */
export function handshakeRttNs(core: Core, flow: FlowRecord): number | null {
  if (!flow.has(FlowBit.HANDSHAKE_COMPLETE)) return null
  if (flow.synAckRetransmissions === 0) return flow.handshakeRtt || null
  const scan = new SegmentScan(core)
  const segment = new SegmentRecord(core)
  let syn: SegmentRecord | null = null
  let firstWay: number | null = null
  let synAck: SegmentRecord | null = null
  for (
    let index = scan.next(flow.id, flow.firstSegment, flow.lastSegment);
    index !== null;
    index = scan.next(flow.id, index + 1, flow.lastSegment)
  ) {
    const open = segment.at(index).flags & (Flag.SYN | Flag.ACK | Flag.RST)
    if (open === Flag.SYN) syn = new SegmentRecord(core).at(index)
    else if (open === (Flag.SYN | Flag.ACK)) {
      if (syn !== null && firstWay === null) firstWay = segment.nanosecondsSince(syn)
      synAck = new SegmentRecord(core).at(index)
    } else if (open === Flag.ACK && firstWay !== null && synAck !== null && segment.sender !== synAck.sender) {
      return Math.max(0, firstWay) + Math.max(0, segment.nanosecondsSince(synAck))
    }
  }
  return null
}

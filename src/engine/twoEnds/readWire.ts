/** Reads all segments of a flow back from one capture, on the first capture's scale of sequence numbers. */
import { Flag } from '../../contracts/abi'
import type { Side, Sides } from '../../contracts/flow'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { headerOffset } from '../packets/fragments'
import { readRecord } from '../segment/readRecord'
import { SegmentRecord } from '../segmentRecord'
import { type CaptureEnd, timeBaseOf } from './captureEnd'
import { readWireHeaders } from './wireHeaders'
import { otherSide, type WireSegment } from './wireSegment'
import { inSlices, type Work } from './work'

/** Most packets fit the first read; offloaded segments take the second. */
const READS: readonly number[] = [4 * 1024, 64 * 1024, 2 * 1024 * 1024, 64 * 1024 * 1024]

/** How a flow of one capture is to be read so that it compares with the other's. */
export interface Scale {
  /** This capture takes for the client what the other takes for the server. */
  readonly isSwapped: boolean
  /** Taken off each side's sequence numbers: what a middlebox added. */
  readonly shift: Sides<number>
  /** Sequence numbers that `position` counts from. */
  readonly origin: Sides<number>
}

/**
 * @param flow of this capture. @param most segments to read, from its first on: it is only looked at then.
 * @throws with a sentence where the capture's file can't be read any more.
 */
export function* readWire(
  end: CaptureEnd,
  flow: number,
  scale: Scale,
  most = Number.POSITIVE_INFINITY,
): Work<WireSegment[]> {
  const { core, source } = end
  const { start } = timeBaseOf(end)
  const record = new FlowRecord(core).at(flow)
  const sideOf = (endpoint: EndpointIndex): Side =>
    scale.isSwapped ? otherSide(record.side(endpoint)) : record.side(endpoint)
  const addresses = [addressBytes(end, record, 0), addressBytes(end, record, 1)] as const
  const ports = [record.port(0), record.port(1)] as const
  const reached: { -readonly [Name in Side]: number } = { client: 0, server: 0 }
  const cursor = new SegmentRecord(core)
  const segmentAt = (index: number): WireSegment => {
    const { sender, seq: rawSeq, ack: rawAck, flags, length } = cursor.at(index)
    const offset = headerOffset(core, cursor)
    const receiver = (1 - sender) as EndpointIndex
    const from = sideOf(sender)
    const to = otherSide(from)
    const known = {
      sourcePort: ports[sender],
      destinationPort: ports[receiver],
      source: addresses[sender],
      destination: addresses[receiver],
      seq: rawSeq,
      ack: rawAck,
      length,
    }
    const { options, ...headers } = readWireHeaders(readRecord(core, source, offset, READS).bytes, known)
    const sack = options.sack.map((bound) => (bound - scale.shift[to]) >>> 0)
    const hasAck = (flags & Flag.ACK) !== 0
    const seq = (rawSeq - scale.shift[from]) >>> 0
    const ack = hasAck ? (rawAck - scale.shift[to]) >>> 0 : 0
    const position = near(reached[from], seq, scale.origin[from])
    // A reset may bear any number: it moves nothing.
    if ((flags & Flag.RST) === 0) reached[from] = Math.max(reached[from], position)
    return {
      frame: cursor.frame,
      time: Number(cursor.time - start),
      from,
      rawSeq,
      seq,
      ack,
      position,
      ackedPosition: hasAck ? near(reached[to], ack, scale.origin[to]) : Number.NaN,
      flags,
      window: cursor.windowField,
      length,
      ...headers,
      options: { ...options, sack },
    }
  }
  const segments: WireSegment[] = []
  const indexes = Array.from(core.replay(flow).segment.slice(0, most))
  yield* inSlices(indexes, (index) => segments.push(segmentAt(index)), most === Number.POSITIVE_INFINITY)
  return segments
}

/** The place of a sequence number within 2^31 of where its sender is. */
const near = (reached: number, seq: number, origin: number): number => reached + ((seq - origin - reached) | 0)

function addressBytes({ core }: CaptureEnd, flow: FlowRecord, endpoint: EndpointIndex): Uint8Array {
  const { u8 } = core.views
  if (!flow.isIpv6) return u8.slice(flow.addressPointer(endpoint), flow.addressPointer(endpoint) + 4)
  return u8.slice(flow.address(endpoint), flow.address(endpoint) + 16)
}

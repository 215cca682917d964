/** What a segment says about its conversation that takes other packets of its flow to tell. */
import { frameNumber } from '../../contracts/units'
import type { Core } from '../core'
import { InFlight } from '../inFlight'
import { type FlowRows, otherSide, senderOf } from '../ladder/flowRows'
import { type PacketFacts, packetReader } from '../packets/packetFacts'
import { SegmentRecord } from '../segmentRecord'
import type { Source } from '../source/source'
import type { ConversationFacts } from './segmentFacts'

/** Earlier packets of the peer that are read to find the one whose timestamp comes back. */
const ECHO_REACH = 256

/** Reads packets of the flow back; what can't be read is not told. */
export function readConversation(core: Core, source: Source, rows: FlowRows, position: number): ConversationFacts {
  const reader = packetReader(core, source)
  const record = new SegmentRecord(core)
  const packetAt = (at: number): PacketFacts | null => {
    const side = senderOf(rows, at)
    const ports = { source: rows.offers[side].port, destination: rows.offers[otherSide(side)].port }
    return reader(record.at(rows.segment[at] ?? 0), ports)
  }
  return { ...flightAt(rows, position, packetAt), echo: echoAt(rows, position, packetAt) }
}

type PacketAt = (position: number) => PacketFacts | null

function flightAt(
  rows: FlowRows,
  position: number,
  packetAt: PacketAt,
): Pick<ConversationFacts, 'inFlight' | 'pushedBytes'> {
  if ((rows.length[position] ?? 0) === 0) return { inFlight: null, pushedBytes: null }
  // Only what the peer named last counts: the one packet to look at.
  const heard = lastOf(rows, position, otherSide(senderOf(rows, position)))
  const flights = new InFlight()
  let inFlight: number | null = null
  for (let at = 0; at <= position; at++) {
    const sacked = at === heard ? (packetAt(at)?.sackedBytes ?? 0) : 0
    inFlight = flights.take({
      flow: 0,
      sender: senderOf(rows, at),
      seq: rows.seq[at] ?? 0,
      ack: rows.ack[at] ?? 0,
      length: rows.length[at] ?? 0,
      flags: rows.flags[at] ?? 0,
      analysis: rows.analysis[at] ?? 0,
      sacked,
    })
  }
  return { inFlight, pushedBytes: inFlight === null ? null : flights.pushedBytes }
}

function lastOf(rows: FlowRows, before: number, side: number): number {
  for (let at = before - 1; at >= 0; at--) if (senderOf(rows, at) === side) return at
  return -1
}

/**
 * The round trip by timestamps: from the peer's first segment with the TSval that comes back to this one. Only where
 * this segment acknowledges something new (RFC 7323 §4.1): else the echo may be old.
 */
function echoAt(rows: FlowRows, position: number, packetAt: PacketAt): ConversationFacts['echo'] {
  const side = senderOf(rows, position)
  const before = lastOf(rows, position, side)
  if (before >= 0 && (rows.ack[position] ?? 0) <= (rows.ack[before] ?? 0)) return null
  const packet = packetAt(position)
  if (!packet?.hasTimestamps || packet.timestampEcho === 0) return null
  let found = -1
  for (let at = position - 1, read = 0; at >= 0 && read < ECHO_REACH; at--) {
    if (senderOf(rows, at) === side) continue
    read++
    const sent = packetAt(at)
    if (!sent?.hasTimestamps) continue
    if (sent.timestamp === packet.timestampEcho) found = at
    else if (((sent.timestamp - packet.timestampEcho) | 0) < 0) break
  }
  if (found < 0) return null
  const rttNs = (rows.time[position] ?? 0) - (rows.time[found] ?? 0)
  return { frame: frameNumber(rows.frame[found] ?? 0), rttNs }
}

/** SACK blocks over time. Options aren't kept in columns, so the packets are read back: only those that a picture shows. */
import { Analysis, Flag } from '../../contracts/abi'
import type { Core } from '../core'
import type { PacketReader } from '../packets/packetFacts'
import { SegmentRecord } from '../segmentRecord'
import { decimate, type View } from './decimate'
import { Points, type Series } from './series'
import { isTwice, type Track } from './track'

/** Packets read for one picture: some 20 µs each. */
const MOST_READ = 1500

/**
 * ACKs that may bear SACK blocks: those that repeat the ACK before while data beyond it was sent, and those that follow
 * until all of that is acknowledged.
 */
export function sackCandidates(track: Track): Series {
  const { rows, sender, time } = track
  const candidates = new Points('sack', 'dots', 4)
  if (!rows.offers[0].sackPermitted && !rows.offers[1].sackPermitted && hasHandshake(track)) return candidates
  let sent = 0
  let latest = -1
  let recovery = -1
  for (let i = 0; i < rows.count; i += 1) {
    if (isTwice(track, i)) continue
    if (rows.from[i] === sender) {
      sent = Math.max(sent, (rows.seq[i] as number) + (rows.length[i] as number))
      continue
    }
    const flags = rows.flags[i] as number
    if ((flags & Flag.ACK) === 0 || (flags & (Flag.RST | Flag.SYN)) !== 0) continue
    const ack = rows.ack[i] as number
    const isRepeated = ((rows.analysis[i] as number) & Analysis.DUPLICATE_ACK) !== 0
    if (isRepeated || (ack <= latest && ack < sent && rows.length[i] === 0)) recovery = sent
    if (isRepeated || ack < recovery) candidates.add(time[i] as number, i, ack)
    latest = Math.max(latest, ack)
  }
  return candidates
}

const hasHandshake = ({ rows }: Track): boolean => ((rows.flags[0] ?? 0) & Flag.SYN) !== 0

/** A bar for each SACK block in the view. @param known blocks that were read before, by position; filled. */
export function sackBars(
  core: Core,
  read: PacketReader,
  track: Track,
  candidates: Series,
  view: View,
  known: Map<number, readonly number[]>,
): Points {
  const { points } = decimate(candidates, { ...view, width: Math.min(view.width, MOST_READ / 2) })
  return readBlocks(core, read, track, points, known)
}

/** A bar for each SACK block of these ACKs, read out of the capture. */
export function readBlocks(
  core: Core,
  read: PacketReader,
  track: Track,
  candidates: Series,
  known = new Map<number, readonly number[]>(),
): Points {
  const bars = new Points('sack', 'bars')
  const { rows, sender } = track
  const segment = new SegmentRecord(core)
  const ports = { source: rows.offers[sender === 0 ? 1 : 0].port, destination: rows.offers[sender].port }
  for (let k = 0; k < candidates.count; k += 1) {
    const position = candidates.position[k] as number
    const at = segment.at(rows.segment[position] as number)
    const edges = known.get(position) ?? read(at, ports)?.sackEdges ?? []
    known.set(position, edges)
    const ack = rows.ack[position] as number
    for (let edge = 0; edge + 1 < edges.length; edge += 2) {
      // 32-bit differences to the ACK beside them: right wherever the numbers wrapped.
      const from = ack + (((edges[edge] as number) - at.ack) | 0)
      const to = ack + (((edges[edge + 1] as number) - at.ack) | 0)
      if (to > from) bars.add(candidates.time[k] as number, position, from, to)
    }
  }
  return bars
}

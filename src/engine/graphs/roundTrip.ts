/** Round-trip samples over time: from a segment to the ACK that acknowledges it first. */
import { NO_SEGMENT } from '../../contracts/abi'
import type { FlowRows } from '../ladder/flowRows'
import { positionOfSegment, sequenceEnd } from '../ladder/flowRows'
import { RETRANSMISSIONS } from './sequence'
import { Points, type Series } from './series'
import { isTwice, type Track } from './track'

/** RFC 6298 §2.3. */
const SMOOTHING = 1 / 8

interface Range {
  readonly from: number
  readonly to: number
}

/**
 * A sample for each ACK that acknowledges something anew, and the smoothed time that RFC 6298 makes of them. Karn's rule:
 * an ACK that may be for a segment sent again (RFC 6298 §3) is no sample.
 */
export function roundTrip(track: Track): Series[] {
  const { rows, sender, time } = track
  const samples = new Points('sample', 'dots', rows.count)
  const smoothed = new Points('smoothed', 'line', rows.count)
  const place = placeOf(rows)
  /** What was sent again and isn't acknowledged yet. */
  let again: Range[] = []
  let mean = -1
  let before = Number.NEGATIVE_INFINITY
  for (let i = 0; i < rows.count; i += 1) {
    if (isTwice(track, i)) continue
    if (rows.from[i] === sender) {
      if (((rows.analysis[i] as number) & RETRANSMISSIONS) !== 0)
        again.push({ from: rows.seq[i] as number, to: sequenceEnd(rows, i) })
      continue
    }
    const acked = rows.acks[i] as number
    if (acked === NO_SEGMENT) continue
    const ack = rows.ack[i] as number
    const since = before
    before = Math.max(before, ack)
    const isAmbiguous = again.some(({ from, to }) => from < ack && to > since)
    if (again.length > 0) again = again.filter(({ to }) => to > ack)
    const of = isAmbiguous ? -1 : place(acked)
    if (of < 0 || rows.from[of] !== sender) continue
    const took = (time[i] as number) - (time[of] as number)
    samples.add(time[i] as number, i, took)
    mean = mean < 0 ? took : mean + SMOOTHING * (took - mean)
    smoothed.add(time[i] as number, i, mean)
  }
  return [samples, smoothed]
}

/** Finds positions of segments; one after another nearly for free, since ACKs go on where the last one ended. */
function placeOf(rows: FlowRows): (segment: number) => number {
  let at = 0
  return (segment) => {
    if (at >= rows.count || (rows.segment[at] as number) > segment) return positionOfSegment(rows, segment)
    while (at < rows.count && (rows.segment[at] as number) < segment) at += 1
    return rows.segment[at] === segment ? at : -1
  }
}

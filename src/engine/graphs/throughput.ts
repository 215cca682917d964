/** Rates: payload sent, and payload that was acknowledged. */
import { Flag } from '../../contracts/abi'
import type { GraphRole } from '../../contracts/graphs'
import { NO_POSITION, Points, pointFrom, type Series } from './series'
import { isTwice, type Track } from './track'

/** Bytes summed up so far after each segment that adds some; `low` is the sum. */
export interface Sums {
  readonly throughput: Series
  readonly goodput: Series
}

const NS_PER_SECOND = 1e9
/** A mean is over so many parts of what is shown, or less. */
const PARTS = 40
const LEAST_MEAN_NS = 1e3

/** Sums up what one direction sent, and what of it was acknowledged for the first time; SYN and FIN are no bytes. */
export function sumsOf(track: Track): Sums {
  const { rows, sender, time } = track
  const throughput = new Points('throughput', 'line', rows.count)
  const goodput = new Points('goodput', 'line', rows.count)
  let sent = 0
  let good = 0
  let acked = Number.NaN
  let finEnd = Number.POSITIVE_INFINITY
  for (let i = 0; i < rows.count; i += 1) {
    if (isTwice(track, i)) continue
    const flags = rows.flags[i] as number
    const length = rows.length[i] as number
    const seq = rows.seq[i] as number
    if (rows.from[i] === sender) {
      const isSyn = (flags & Flag.SYN) !== 0
      if ((flags & Flag.FIN) !== 0) finEnd = seq + length + 1
      if (Number.isNaN(acked) && (isSyn || length > 0)) acked = seq + (isSyn ? 1 : 0)
      if (length === 0) continue
      sent += length
      throughput.add(time[i] as number, i, sent)
    } else if ((flags & Flag.ACK) !== 0 && (flags & Flag.RST) === 0) {
      const ack = Math.min(rows.ack[i] as number, finEnd - 1)
      if (!Number.isNaN(acked) && ack > acked) {
        good += ack - acked
        goodput.add(time[i] as number, i, good)
      }
      if (Number.isNaN(acked) || ack > acked) acked = ack
    }
  }
  return { throughput, goodput }
}

/** Over how many nanoseconds rates are means where `span` is shown: 1, 2 or 5 times a power of ten. */
export function meanOver(span: number): number {
  const wanted = Math.max(LEAST_MEAN_NS, span / PARTS)
  const power = 10 ** Math.floor(Math.log10(wanted))
  return [5, 2, 1].map((step) => step * power).find((step) => step <= wanted) ?? power
}

/**
 * Bytes a second over the last `mean` nanoseconds: at the end of each pixel column, and at the segment in it after which
 * the rate is highest, so that no peak is lost.
 */
export function ratesOf(sums: Series, role: GraphRole, from: number, to: number, width: number, mean: number): Points {
  const rates = new Points(role, 'line', 2 * width + 2)
  if (sums.count === 0) return rates
  const perByte = NS_PER_SECOND / mean
  const { time, low: sum, count, position } = sums
  const total = (point: number): number => (point < 0 ? 0 : (sum[point] as number))
  let next = pointFrom(sums, from)
  /** The first point that the mean still holds. */
  let held = pointFrom(sums, from - mean)
  const step = (to - from) / width
  for (let column = 0; column <= width; column += 1) {
    const end = from + column * step
    let most = -1
    let at = -1
    for (; next < count && (time[next] as number) <= end; next += 1) {
      const start = (time[next] as number) - mean
      while (held < next && (time[held] as number) <= start) held += 1
      const bytes = total(next) - total(held - 1)
      if (bytes <= most) continue
      most = bytes
      at = next
    }
    while (held < next && (time[held] as number) <= end - mean) held += 1
    const last = total(next - 1) - total(held - 1)
    if (at >= 0 && most > last) rates.add(time[at] as number, position[at] as number, most * perByte)
    rates.add(end, at >= 0 && most === last ? (position[at] as number) : NO_POSITION, last * perByte)
  }
  return rates
}

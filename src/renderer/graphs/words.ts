/** Numbers and points of graphs in words. */
import type { Graph } from '../../contracts/graphs'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount, formatDuration, formatInUnit, type TimeUnit } from '../ui/format'
import { drawnValue, type GraphPoint, type Picture } from './picture'

/** Bits a second with three figures: `12.4 Mbit/s`. */
export function formatRate(bits: number): string {
  const units = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']
  let value = bits
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value.toFixed(unit === 0 || value >= 99.95 ? 0 : 1)} ${units[unit]}`
}

/** What a point says: `seq 1,449 to 2,897`, `28 ms`, `64.1 kB`, `12.4 Mbit/s`. */
export function valueWords(graph: Graph, { low, high }: GraphPoint): string {
  if (graph.kind === 'roundTrip') return formatDuration(low)
  if (graph.kind === 'throughput') return formatRate(drawnValue(graph, low))
  if (graph.kind === 'window') return formatBytes(low)
  if (high === low) return formatCount(low)
  return i18n.t('graphs:range', { from: formatCount(low), to: formatCount(high), bytes: formatBytes(high - low) })
}

export const roleWords = ({ role }: GraphPoint): string => i18n.t(`graphs:roles.${role}`)

/** `Retransmission, seq 1 to 1,001 (1.0 kB), at 0.330 s, frame 8`. */
export function pointWords(graph: Graph, point: GraphPoint, unit: TimeUnit): string {
  return i18n.t('graphs:point', {
    what: roleWords(point),
    value: valueWords(graph, point),
    time: timeWords(point.time, unit),
    frame: point.frame ?? '',
  })
}

export const timeWords = (time: number, unit: TimeUnit): string =>
  unit.day ? formatInUnit(time, unit) : `${formatInUnit(time, unit)} ${unit.name}`

const TIME_UNITS = [
  { name: 'ns', size: 1, below: 2e3 },
  { name: 'µs', size: 1e3, below: 2e6 },
  { name: 'ms', size: 1e6, below: 2e9 },
  { name: 's', size: 1e9, below: Number.POSITIVE_INFINITY },
] as const

export interface Tick {
  readonly value: number
  readonly text: string
}

/** Ticks in the unit in which `most` nanoseconds are read best. */
function durationTicks(from: number, to: number, most: number, scale: Picture['x'], count: number): Tick[] {
  const unit = TIME_UNITS.find(({ below }) => most < below) ?? TIME_UNITS[3]
  const inUnit = scale.copy().domain([from / unit.size, to / unit.size])
  const format = inUnit.tickFormat(count)
  return inUnit
    .ticks(count)
    .map((value) => ({ value: value * unit.size, text: value === 0 ? '0' : `${format(value)} ${unit.name}` }))
}

/** A range that is so much shorter than the time before it has ticks in a unit of its own. */
const FINE = 1000

/** Times along the graph; the unit is that of the range's length, so that ticks differ where one looks closely. */
export function timeTicks({ x, width }: Picture): Tick[] {
  const [from = 0, to = 1] = x.domain()
  return durationTicks(from, to, (to - from) * FINE < to ? to - from : to, x, Math.max(2, Math.floor(width / 130)))
}

const PREFIXES: Readonly<Record<string, string>> = { k: ' k', M: ' M', G: ' G', T: ' T' }

export function valueTicks({ graph, y, height }: Picture): Tick[] {
  const [from = 0, to = 1] = y.domain()
  const count = Math.max(2, Math.floor(height / 44))
  if (graph.kind === 'roundTrip') return durationTicks(from, to, to, y, count)
  const format = y.tickFormat(count, 's')
  return y
    .ticks(count)
    .filter((value) => Number.isInteger(value) || graph.kind === 'throughput')
    .map((value) => ({
      value,
      text: value === 0 ? '0' : format(value).replace(/[kMGT]$/, (prefix) => PREFIXES[prefix] ?? prefix),
    }))
}

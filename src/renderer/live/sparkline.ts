/** Traffic of the last minute on an interface: from running totals to rates, and from rates to a line. */
import { area, curveMonotoneX, line, scaleLinear } from 'd3'
import type { Traffic } from '../../contracts/ipc'

/** Rates kept: a minute, asked once a second. */
export const MOST_RATES = 60

export interface Rate {
  /** Milliseconds since 1970. */
  readonly at: number
  /** A second, over the time since the totals before. */
  readonly packets: number
  readonly bytes: number
}

/** Rates of each interface, oldest first. */
export type RateHistory = ReadonlyMap<string, readonly Rate[]>

/** `history` with what passed between two readings. A counter that went back (the interface came up anew) is no rate. */
export function withReading(history: RateHistory, before: Traffic | null, reading: Traffic): RateHistory {
  if (before === null || reading.at <= before.at) return history
  const seconds = (reading.at - before.at) / 1000
  const next = new Map<string, readonly Rate[]>()
  for (const [name, total] of Object.entries(reading.interfaces)) {
    const rates = history.get(name) ?? []
    const last = before.interfaces[name]
    const isKnown = last !== undefined && total.packets >= last.packets && total.bytes >= last.bytes
    const rate = isKnown && {
      at: reading.at,
      packets: (total.packets - last.packets) / seconds,
      bytes: (total.bytes - last.bytes) / seconds,
    }
    next.set(name, rate ? [...rates, rate].slice(-MOST_RATES) : rates)
  }
  return next
}

/** All interfaces together: what passes where they are all captured. */
export function ofAll(history: RateHistory): readonly Rate[] {
  const sums = new Map<number, Rate>()
  for (const { at, packets, bytes } of [...history.values()].flat()) {
    const sum = sums.get(at)
    sums.set(at, { at, packets: packets + (sum?.packets ?? 0), bytes: bytes + (sum?.bytes ?? 0) })
  }
  return [...sums.values()].toSorted((a, b) => a.at - b.at)
}

/** A quiet interface draws no mountains: its scale reaches at least this many packets a second. */
const LEAST_SCALE = 10

export interface Sparkline {
  readonly line: string
  readonly area: string
}

/** Paths of `rates` in a box, the newest at its right end; null while there are fewer than two. */
export function sparkline(rates: readonly Rate[], width: number, height: number): Sparkline | null {
  if (rates.length < 2) return null
  const most = Math.max(LEAST_SCALE, ...rates.map(({ packets }) => packets))
  const x = scaleLinear(
    [MOST_RATES - rates.length, MOST_RATES - 1],
    [width * (1 - (rates.length - 1) / (MOST_RATES - 1)), width],
  )
  const y = scaleLinear([0, most], [height - 1, 1])
  const place = (_: Rate, index: number) => x(MOST_RATES - rates.length + index)
  const top = line<Rate>(place, ({ packets }) => y(packets)).curve(curveMonotoneX)
  const body = area<Rate>(place, height, ({ packets }) => y(packets)).curve(curveMonotoneX)
  return { line: top(rates) ?? '', area: body(rates) ?? '' }
}

/** Mean packets a second over the last `count` rates: by this the busiest comes first. */
export function busyness(rates: readonly Rate[] = [], count = 5): number {
  const last = rates.slice(-count)
  return last.length === 0 ? 0 : last.reduce((sum, { packets }) => sum + packets, 0) / last.length
}

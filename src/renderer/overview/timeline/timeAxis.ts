/** Times along the timeline: since the capture's start, all in one unit. */

import { type DayStyle, formatDay, formatDayTime } from '../../ui/dayTime'

export interface AxisUnit {
  readonly name: 'µs' | 'ms' | 's' | 'min' | 'h' | 'd'
  readonly nanoseconds: number
}

const UNITS: readonly (AxisUnit & { readonly below: number })[] = [
  { name: 'µs', nanoseconds: 1e3, below: 2e6 },
  { name: 'ms', nanoseconds: 1e6, below: 2e9 },
  { name: 's', nanoseconds: 1e9, below: 180e9 },
  { name: 'min', nanoseconds: 60e9, below: 3 * 3600e9 },
  { name: 'h', nanoseconds: 3600e9, below: 3 * 86_400e9 },
  { name: 'd', nanoseconds: 86_400e9, below: Number.POSITIVE_INFINITY },
]

/** The unit in which `spanNs` nanoseconds are few enough to read and many enough to tell apart. */
export function axisUnit(spanNs: number): AxisUnit {
  const { name, nanoseconds } = UNITS.find(({ below }) => spanNs < below) ?? (UNITS[UNITS.length - 1] as AxisUnit)
  return { name, nanoseconds }
}

/** `ns` since the capture's start, to the pixel: `12.4 s`. @param pixelNs what a pixel stands for. */
export function formatAt(ns: number, unit: AxisUnit, pixelNs: number): string {
  const decimals = Math.min(6, Math.max(0, Math.ceil(-Math.log10(pixelNs / unit.nanoseconds))))
  const value = ns / unit.nanoseconds
  const shown = value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return `${shown === `-${(0).toFixed(decimals)}` ? shown.slice(1) : shown} ${unit.name}`
}

/** Where a pixel stands for more than this, a time of day alone could be that of several days. */
const DAY_PIXEL_NS = 120e9

/** `ns` nanoseconds since 1970 as a time of day, to the pixel: `12:00:03.25`; over days with the date: `03-01 12:00`. */
export function formatDayAt(ns: number, style: DayStyle, pixelNs: number): string {
  const decimals = Math.min(6, Math.max(0, Math.ceil(-Math.log10(pixelNs / 1e9))))
  // A double knows such a moment to a quarter of a microsecond: what is cut off must not be what it lacks.
  const step = 10 ** (9 - decimals)
  const moment = BigInt(Math.round(ns / step)) * BigInt(step)
  const time = formatDayTime(moment, style, decimals)
  return pixelNs > DAY_PIXEL_NS ? `${formatDay(moment, style).slice(5)} ${time.slice(0, 5)}` : time
}

const LEAST_LIVE_NS = 10e9
const LIVE_STEP = 1.25

/**
 * Until when the axis of a live capture reaches: it grows by a quarter at a time, so that between two steps nothing on
 * it moves but what is new.
 */
export function liveEnd(from: number, now: number): number {
  const steps = Math.ceil(Math.log(Math.max(1, (now - from) / LEAST_LIVE_NS)) / Math.log(LIVE_STEP))
  return from + LEAST_LIVE_NS * LIVE_STEP ** steps
}

/** Numbers as people read them: thousands separators, units, times. */
import type { Endpoint } from '../../contracts/flow'
import type { TimeStyle } from '../../contracts/preferences'
import { type DayStyle, formatDay, formatDayTime } from './dayTime'

const count = new Intl.NumberFormat('en-US')

/** `118,204`. */
export function formatCount(value: number): string {
  return count.format(value)
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Decimal units, three figures at most: `812 B`, `51.6 kB`, `310 kB`, `1.9 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (unit < BYTE_UNITS.length - 1 && value >= 999.5) {
    value /= 1000
    unit += 1
  }
  const decimals = unit > 0 && value < 99.95 ? 1 : 0
  return `${value.toFixed(decimals)} ${BYTE_UNITS[unit]}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `ns` nanoseconds as `400 µs`, `28 ms`, `0.31 s`, `12.4 s`, `14m 03s`, `3h 04m` or `2d 03h`. */
export function formatDuration(ns: number): string {
  if (ns < 0) return `−${formatDuration(-ns)}`
  if (ns === 0) return '0 s'
  if (ns < 999.5) return `${Math.round(ns)} ns`
  if (ns < 999_500) return `${Math.round(ns / 1e3)} µs`
  if (ns < 9.95e6) return `${(ns / 1e6).toFixed(1)} ms`
  if (ns < 99.5e6) return `${Math.round(ns / 1e6)} ms`
  if (ns < 9.995e9) return `${(ns / 1e9).toFixed(2)} s`
  if (ns < 59.95e9) return `${(ns / 1e9).toFixed(1)} s`
  const seconds = Math.round(ns / 1e9)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`
  return `${Math.floor(minutes / 1440)}d ${two(Math.floor(minutes / 60) % 24)}h`
}

/** Nanoseconds as milliseconds with three figures, for a column in ms: `0.213`, `28.0`, `1,240`. */
export function formatMilliseconds(ns: number): string {
  const ms = ns / 1e6
  if (ms < 1) return ms.toFixed(3)
  if (ms < 100) return ms.toFixed(1)
  return formatCount(Math.round(ms))
}

/** Unit and decimals of a column of times that spans `spanNs`. */
export interface TimeUnit {
  readonly name: 'ms' | 's' | 'UTC' | 'local'
  readonly decimals: number
  readonly nanoseconds: number
  /** Times are times of day, counted from this moment on. */
  readonly day?: { readonly start: bigint; readonly style: DayStyle }
}

/** What a preference makes of times that are counted from `start`; undefined: they stay relative. */
export const dayFrom = (style: TimeStyle, start: bigint): TimeUnit['day'] =>
  style === 'relative' ? undefined : { start, style }

/** A time of day to the microsecond, as a ladder writes it. */
const DAY_DECIMALS = 6

/** Milliseconds for what lasts less than a second, else seconds; both to the microsecond or millisecond. */
export function timeUnit(spanNs: number, day?: TimeUnit['day']): TimeUnit {
  if (day) return { name: day.style === 'utc' ? 'UTC' : 'local', decimals: DAY_DECIMALS, nanoseconds: 1e9, day }
  return spanNs < 1e9
    ? { name: 'ms', decimals: 3, nanoseconds: 1e6 }
    : { name: 's', decimals: spanNs < 1e12 ? 3 : 2, nanoseconds: 1e9 }
}

/** `ns` in `unit`, without the unit's name: `843.402`. */
export function formatInUnit(ns: number, unit: TimeUnit): string {
  const { day } = unit
  if (day) return formatDayTime(day.start + BigInt(Math.round(ns)), day.style, unit.decimals)
  return (ns / unit.nanoseconds).toFixed(unit.decimals)
}

/** A moment, in UTC unless the style is `local`, to the microsecond: `2024-03-01 12:00:00.123456`. */
export function formatMoment(ns: bigint, style: TimeStyle = 'utc'): string {
  const known = style === 'local' ? style : 'utc'
  return `${formatDay(ns, known)} ${formatDayTime(ns, known, 6)}`
}

/** Address as it stands before a port: IPv6 in brackets. */
export function formatHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}

/** `10.0.0.1:443`, `[2001:db8::1]:443`. */
export function formatEndpoint(endpoint: Endpoint): string {
  return `${formatHost(endpoint.address)}:${endpoint.port}`
}

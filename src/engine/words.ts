/** Numbers, sizes and durations in the words people write. Deterministic: no locale of the machine is asked. */

const MILLISECOND = 1e6
const SECOND = 1e9
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A whole number with thousands separators: `1,448`. */
export function countWords(value: number): string {
  return Math.trunc(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 segment`, `36 segments`; `noun` is the singular. */
export function pluralWords(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** A size in bytes: exact below 10,000 (`1,448 B`), then three digits in decimal units (`49.8 kB`, `1.70 MB`). */
export function byteWords(bytes: number): string {
  if (bytes < 10_000) return `${countWords(bytes)} B`
  let value = bytes
  let unit = 'B'
  for (const larger of ['kB', 'MB', 'GB', 'TB']) {
    if (value < 999.5) break
    value /= 1000
    unit = larger
  }
  return `${value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${unit}`
}

const trimmed = (value: number, decimals: number): string => value.toFixed(decimals).replace(/\.?0+$/, '')
const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`

/** A span of time in nanoseconds: `412 µs`, `1.024 s`, `14 min 2 s`, `3 d 4 h`. Negative spans keep their sign. */
export function durationWords(ns: number): string {
  if (ns < 0) return `-${durationWords(-ns)}`
  if (ns < 999.5) return `${Math.round(ns)} ns`
  if (ns < 0.9995 * MILLISECOND) return `${Math.round(ns / 1000)} µs`
  if (ns < 10 * MILLISECOND) return `${trimmed(ns / MILLISECOND, 1)} ms`
  if (ns < 0.9995 * SECOND) return `${Math.round(ns / MILLISECOND)} ms`
  if (ns < 10 * SECOND) return `${trimmed(ns / SECOND, 3)} s`
  if (ns < 59.95 * SECOND) return `${trimmed(ns / SECOND, 1)} s`
  const seconds = Math.round(ns / SECOND)
  if (ns < HOUR - SECOND / 2) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(ns / MINUTE)
  if (ns < DAY - MINUTE / 2) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(ns / HOUR)
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

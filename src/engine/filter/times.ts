/** Durations and points in time as text to nanoseconds. */

const UNITS: Readonly<Record<string, number>> = {
  '': 1e9,
  ns: 1,
  us: 1e3,
  ms: 1e6,
  s: 1e9,
  min: 60e9,
  h: 3600e9,
  d: 86_400e9,
}
const DURATION = /^(-?)(\d+)(?:\.(\d*))?(ns|us|ms|s|min|h|d)?$/

/** `0.5`, `200ms`, `60s`, `5min`: exact to the nanosecond; null: it is none. */
export function durationOf(text: string): number | null {
  const found = DURATION.exec(text)
  if (found === null) return null
  const [, sign, whole = '', fraction = '', unit = ''] = found
  const scale = UNITS[unit] ?? 1e9
  // Apart, since 0.1 times a power of ten isn't exact.
  const parts =
    Number(whole) * scale + Math.round((Number(fraction === '' ? '0' : fraction) * scale) / 10 ** fraction.length)
  return sign === '-' ? -parts : parts
}

/** Seconds since 1970, as nanoseconds since `start`. */
export function epochOf(text: string, start: bigint): number | null {
  const found = /^(\d{1,11})(?:\.(\d{0,9}))?$/.exec(text)
  if (found === null) return null
  const [, whole = '', fraction = ''] = found
  return Number(BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0')) - start)
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/

/** A date and time in this computer's zone, or in the one that it names, as nanoseconds since `start`. */
export function timeOf(text: string, start: bigint): number | null {
  const found = DATE.exec(text.trim())
  if (found === null) return null
  const [, day = '', minute = '00:00', second = '00', fraction = '', zone = ''] = found
  const at = Date.parse(`${day}T${minute}:${second}${zone === 'UTC' ? 'Z' : zone}`)
  if (Number.isNaN(at)) return null
  return Number(BigInt(at) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) - start)
}

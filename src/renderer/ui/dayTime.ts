/** Moments as times of day, where someone prefers these to times since a start. */
import type { TimeStyle } from '../../contracts/preferences'

/** A style that names times of day. */
export type DayStyle = Exclude<TimeStyle, 'relative'>

const two = (value: number): string => String(value).padStart(2, '0')

/** Date of `ns` nanoseconds since 1970: `2024-03-01`. */
export function formatDay(ns: bigint, style: DayStyle): string {
  const date = new Date(Number(ns / 1_000_000n))
  if (style === 'utc') return date.toISOString().slice(0, 10)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Time of day of `ns` nanoseconds since 1970, with `decimals` of a second: `12:00:00.123`. */
export function formatDayTime(ns: bigint, style: DayStyle, decimals: number): string {
  const date = new Date(Number(ns / 1_000_000n))
  const [hours, minutes, seconds] =
    style === 'utc'
      ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
      : [date.getHours(), date.getMinutes(), date.getSeconds()]
  const fraction = String(ns % 1_000_000_000n)
    .padStart(9, '0')
    .slice(0, decimals)
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${decimals > 0 ? `.${fraction}` : ''}`
}

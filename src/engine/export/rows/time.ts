/** Times of the core as text, without a bigint a row. */
import type { Core } from '../../core'
import type { Column } from './columns'

const HALF = 65536
/** 2^48 ns = 281474 s + 976710656 ns. */
const HALF_SECONDS = 281474
const HALF_NS = 976710656
const SECOND_NS = 1e9
const DECIMALS = 9

/**
 * `1700000000.123456789` from the two halves of a u64 of nanoseconds since the epoch. Exact: every intermediate value
 * stays below 2^53.
 */
export function secondsText(high: number, low: number): string {
  const upper = Math.floor(high / HALF)
  const rest = upper * HALF_NS + (high % HALF) * 4294967296 + low
  const seconds = upper * HALF_SECONDS + Math.floor(rest / SECOND_NS)
  return `${seconds}.${String(rest % SECOND_NS).padStart(DECIMALS, '0')}`
}

/** The u64 at index `at` of the core's memory, see `secondsText`. */
export const secondsAt = (u32: Uint32Array, pointer: number): string =>
  secondsText(u32[(pointer >>> 2) + 1] as number, u32[pointer >>> 2] as number)

/** A column of times, from pointers to u64 in the core's memory. */
export const time = <Row extends { readonly core: Core }>(name: string, read: (row: Row) => number): Column<Row> => ({
  name,
  isQuoted: true,
  isList: false,
  write: (out, row) => {
    const { u32 } = row.core.views
    const at = read(row) >>> 2
    const high = u32[at + 1] as number
    const upper = Math.floor(high / HALF)
    const rest = upper * HALF_NS + (high % HALF) * 4294967296 + (u32[at] as number)
    const extra = Math.floor(rest / SECOND_NS)
    out.time(upper * HALF_SECONDS + extra, rest - extra * SECOND_NS)
  },
})

/** What stands between the brackets of a slice. */
import { said } from '../said/said'
import type { SliceRange, Span } from './ast'
import { FilterError } from './problem'

const OFFSET_AND_LENGTH = /^(-?\d+)?:(\d+)?$/
const FIRST_AND_LAST = /^(-?\d+)-(-?\d+)$/
const SINGLE = /^-?\d+$/

/** `2`: one byte, `0:4`: four bytes from 0, `1-3`: bytes 1, 2 and 3, `:4`, `4:`; negative offsets count from the end. */
export function sliceRange(text: string, span: Span): SliceRange {
  if (SINGLE.test(text)) return { from: Number(text), length: 1 }
  const pair = OFFSET_AND_LENGTH.exec(text)
  if (pair !== null && (pair[1] !== undefined || pair[2] !== undefined) && pair[2] !== '0') {
    return { from: Number(pair[1] ?? 0), length: pair[2] === undefined ? null : Number(pair[2]) }
  }
  const ends = FIRST_AND_LAST.exec(text)
  const from = Number(ends?.[1])
  const last = Number(ends?.[2])
  if (ends !== null && from < 0 === last < 0 && last >= from) return { from, length: last - from + 1 }
  throw new FilterError(said`A slice is written [offset:length], [first-last] or [offset].`, span)
}

/** The bytes that ranges name, one after another; null: the value is too short for them. */
export function sliced(bytes: Uint8Array, ranges: readonly SliceRange[]): Uint8Array | null {
  const parts: Uint8Array[] = []
  for (const { from, length } of ranges) {
    const start = from < 0 ? bytes.length + from : from
    const end = length === null ? bytes.length : start + length
    if (start < 0 || start >= bytes.length || end > bytes.length) return null
    parts.push(bytes.subarray(start, end))
  }
  if (parts.length === 1) return parts[0] ?? null
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

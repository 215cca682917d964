/** The time range by keyboard. */
import type { TimeRange } from '../../../contracts/timeline'

/** A step is this part of what is shown; so is the least range, and the first one. */
const STEP = 1 / 50
const LEAST = 1 / 200
const FIRST = 1 / 10

export interface RangeKey {
  readonly key: string
  readonly shiftKey: boolean
}

/**
 * The range after a key, within `shown`: arrows move it, with Shift its end; up and down make it longer and shorter;
 * Page keys move it by its own length, Home and End to an end of the time. The first arrow makes a range.
 *
 * @returns null: no range, after Escape. undefined: the key means nothing here.
 */
export function rangeAfter(
  { key, shiftKey }: RangeKey,
  range: TimeRange | null,
  shown: TimeRange,
): TimeRange | null | undefined {
  const span = shown.to - shown.from
  if (key === 'Escape') return range === null ? undefined : null
  if (!isRangeKey(key)) return undefined
  if (range === null) {
    const atEnd = key === 'ArrowLeft' || key === 'End'
    const length = span * FIRST
    return atEnd ? { from: shown.to - length, to: shown.to } : { from: shown.from, to: shown.from + length }
  }
  const { from, to } = range
  const length = to - from
  const step = span * STEP
  const least = span * LEAST
  const moved = (by: number): TimeRange => {
    const start = Math.min(Math.max(from + by, shown.from), Math.max(shown.from, shown.to - length))
    return { from: start, to: start + length }
  }
  const ending = (end: number): TimeRange => ({ from, to: Math.min(Math.max(end, from + least), shown.to) })
  switch (key) {
    case 'ArrowLeft':
      return shiftKey ? ending(to - step) : moved(-step)
    case 'ArrowRight':
      return shiftKey ? ending(to + step) : moved(step)
    case 'PageUp':
      return moved(-length)
    case 'PageDown':
      return moved(length)
    case 'Home':
      return moved(shown.from - from)
    case 'End':
      return shiftKey ? ending(shown.to) : moved(shown.to - to)
    case 'ArrowUp':
      return { from: Math.max(shown.from, from - step), to: Math.min(shown.to, to + step) }
    case 'ArrowDown':
      return length - 2 * step < least ? range : { from: from + step, to: to - step }
  }
}

const RANGE_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] as const

const isRangeKey = (key: string): key is (typeof RANGE_KEYS)[number] => RANGE_KEYS.some((known) => known === key)

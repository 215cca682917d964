import { useLayoutEffect } from 'react'
import type { Arrival } from '../live/useFollow'
import { ROW_HEIGHT } from './layout'
import { mostOffset, type ScrollSpace } from './scrollMath'

/** Rows that a view glides over at most; more came at once than anyone could follow. */
const MOST_ROWS = 8

/** Keeps the end in view while `isAtEnd`, gliding to rows that have just come. */
export function useStayAtEnd(
  isAtEnd: boolean,
  space: ScrollSpace,
  arrival: Arrival,
  scrollTo: (offset: number) => void,
): void {
  const end = mostOffset(space)
  const glide = arrival.part < 1 ? (1 - arrival.part) * Math.min(arrival.count, MOST_ROWS) * ROW_HEIGHT : 0
  useLayoutEffect(() => {
    if (isAtEnd && space.view > 0) scrollTo(end - glide)
  }, [isAtEnd, space.view, end, glide, scrollTo])
}

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { clampOffset, isScaled, mostOffset, offsetOf, type ScrollSpace, scrollTopOf } from './scrollMath'

export interface LadderScroll {
  readonly ref: RefObject<HTMLDivElement | null>
  /** Content pixels above the view. */
  readonly offset: number
  readonly scrollTo: (offset: number) => void
  readonly onScroll: () => void
}

/** How the user moved the view. */
export interface ScrollMove {
  readonly isUpwards: boolean
  readonly isAtEnd: boolean
}

/** Pixels of a line and a page, for wheels that count in those. */
const LINE = 26

/** Scroll position of a ladder, exact even where the scrollbar is scaled. `moved` hears of moves that aren't ours. */
export function useLadderScroll(space: ScrollSpace, moved: (move: ScrollMove) => void): LadderScroll {
  const ref = useRef<HTMLDivElement>(null)
  const [wanted, setOffset] = useState(0)
  const offset = clampOffset(space, wanted)
  const latest = useRef({ space, offset, moved })
  latest.current = { space, offset, moved }
  /** Where our own move left the scrollbar, as the browser rounded it; null once the user moved it. */
  const ours = useRef<number | null>(null)

  const scrollTo = useCallback((next: number) => {
    const element = ref.current
    const target = clampOffset(latest.current.space, next)
    latest.current.offset = target
    setOffset(target)
    if (!element) return
    element.scrollTop = scrollTopOf(latest.current.space, target)
    ours.current = element.scrollTop
  }, [])

  const onScroll = useCallback(() => {
    const element = ref.current
    if (!element) return
    const { space: now, offset: known } = latest.current
    // Our own move is no news: taken for the user's, its rounding would end the following of a live capture.
    if (element.scrollTop === ours.current) return
    if (isScaled(now) && Math.abs(element.scrollTop - scrollTopOf(now, known)) < 1.5) return
    ours.current = null
    const next = offsetOf(now, element.scrollTop)
    latest.current.offset = next
    setOffset(next)
    // A view that grew was moved up by the browser, before its new size is known here: it still shows the end.
    const below = element.scrollHeight - element.clientHeight - element.scrollTop
    const move = moveOf(now, known, next)
    latest.current.moved(below <= NEAR_END ? { ...move, isAtEnd: true } : move)
  }, [])

  useEffect(() => {
    const element = ref.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      const { space: now, offset: known } = latest.current
      if (!isScaled(now) || event.ctrlKey) return
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : event.deltaMode ? now.view : 1
      const next = known + event.deltaY * unit
      scrollTo(next)
      latest.current.moved(moveOf(now, known, next))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scrollTo])

  return { ref, offset, scrollTo, onScroll }
}

/** The browser rounds positions: this near to the end is at the end. */
const NEAR_END = 4

const moveOf = (space: ScrollSpace, before: number, after: number): ScrollMove => ({
  isUpwards: after < before - 0.5,
  isAtEnd: after >= mostOffset(space) - NEAR_END,
})

import { useEffect, useRef } from 'react'
import type { Band } from './geometry'
import { ROW_HEIGHT } from './layout'
import { revealOffset, type ScrollSpace } from './scrollMath'
import type { LadderScroll } from './useLadderScroll'
import type { LadderSelection } from './useSelection'

/**
 * Brings the selected row into view when that is asked for, not when the view scrolls or grows. `bandOf` says where a
 * row stands, null where that comes later; `version` then grows. Returns what does the same for a row that is about to be
 * selected: the ladder is then drawn once, there.
 */
export function useReveal(
  { selected, reveal }: Pick<LadderSelection, 'selected' | 'reveal'>,
  bandOf: (row: number) => Band | null,
  space: ScrollSpace,
  { offset, scrollTo }: Pick<LadderScroll, 'offset' | 'scrollTo'>,
  version: number,
): (row: number) => void {
  const revealed = useRef(reveal)
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when asked to, not when the view scrolls or grows
  useEffect(() => {
    if (selected < 0 || space.view === 0 || revealed.current.count === reveal.count) return
    const band = bandOf(selected)
    if (band === null) return
    revealed.current = reveal
    const { center } = reveal
    const next = revealOffset(space, offset, band.top, band.bottom, { margin: ROW_HEIGHT, center })
    if (next !== offset) scrollTo(next)
  }, [reveal, space.view > 0, version])
  return (row) => {
    const band = space.view === 0 ? null : bandOf(row)
    if (band === null) return
    const next = revealOffset(space, offset, band.top, band.bottom, { margin: ROW_HEIGHT })
    if (next !== offset) scrollTo(next)
  }
}

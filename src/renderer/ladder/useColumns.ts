import { useMemo } from 'react'
import type { Flow } from '../../contracts/flow'
import type { LadderOutline } from '../../contracts/ladderRows'
import { useSessionState } from '../app/context'
import { dayFrom, formatInUnit, type TimeUnit, timeUnit } from '../ui/format'
import { laneCount, type PlacedBracket, placeBrackets } from './brackets'
import { type LadderLayout, ladderLayout } from './layout'
import { type TimeScale, unitAt } from './timeScale'
import { CHAR_WIDTH } from './useLadderScene'

export interface LadderColumns {
  readonly layout: LadderLayout
  readonly brackets: readonly PlacedBracket[]
  readonly unit: TimeUnit
}

/** Where a ladder's columns stand in a pane `width` pixels wide, and how its times are written. */
export function useColumns(flow: Flow, outline: LadderOutline, width: number, scale: TimeScale | null): LadderColumns {
  const times = useSessionState((state) => state.preferences.times)
  const brackets = useMemo(() => placeBrackets(outline.brackets), [outline])
  const span = Number(flow.last - flow.first)
  const unit = useMemo(() => {
    const usual = timeUnit(span, dayFrom(times, flow.first))
    return scale === null ? usual : unitAt(usual, scale)
  }, [span, flow.first, scale, times])
  const timeWidth = formatInUnit(span, unit).length * CHAR_WIDTH + 4
  const layout = useMemo(() => ladderLayout(width, timeWidth, laneCount(brackets)), [width, timeWidth, brackets])
  return { layout, brackets, unit }
}

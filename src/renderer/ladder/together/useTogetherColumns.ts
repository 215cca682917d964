import { useMemo } from 'react'
import type { TogetherOutline } from '../../../contracts/together'
import { useSessionState } from '../../app/context'
import { dayFrom, formatInUnit, type TimeUnit, timeUnit } from '../../ui/format'
import { laneCount, type PlacedBracket, placeBrackets } from '../brackets'
import { type TimeScale, unitAt } from '../timeScale'
import { CHAR_WIDTH } from '../useLadderScene'
import { type TogetherColumns, togetherColumns } from './columns'

interface Columns {
  readonly columns: TogetherColumns
  /** Of the flow in focus. */
  readonly brackets: readonly PlacedBracket[]
  readonly unit: TimeUnit
}

/** Where the columns of several ladders stand in a pane `width` pixels wide, and how times are written. */
export function useTogetherColumns(
  outline: TogetherOutline,
  focus: number,
  width: number,
  scale: TimeScale | null,
): Columns {
  const brackets = useMemo(() => placeBrackets(outline.flows[focus]?.brackets ?? []), [outline, focus])
  // The column of brackets stays, whichever flow is in focus.
  const lanes = useMemo(
    () => Math.max(...outline.flows.map((known) => laneCount(placeBrackets(known.brackets)))),
    [outline],
  )
  const times = useSessionState((state) => state.preferences.times)
  const unit = useMemo(() => {
    const usual = timeUnit(outline.span, dayFrom(times, outline.first))
    return scale === null ? usual : unitAt(usual, scale)
  }, [outline, times, scale])
  const timeWidth = formatInUnit(outline.span, unit).length * CHAR_WIDTH + 4
  const columns = useMemo(
    () => togetherColumns(outline.hosts, width, timeWidth, lanes),
    [outline, width, timeWidth, lanes],
  )
  return { columns, brackets, unit }
}

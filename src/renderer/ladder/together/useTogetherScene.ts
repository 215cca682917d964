import { useCallback, useMemo } from 'react'
import type { PlacedRow, TogetherOutline } from '../../../contracts/together'
import type { TimeUnit } from '../../ui/format'
import type { PlacedBracket } from '../brackets'
import type { Paints } from '../brush'
import { PADDING, ROW_HEIGHT } from '../layout'
import { nearestRow, type RowPlace } from '../timedScene'
import { CHAR_WIDTH } from '../useLadderScene'
import type { TogetherColumns } from './columns'
import { drawTogether } from './draw'
import { buildTogetherScene } from './scene'
import { buildTimedTogether, nearestTogether, placesByFlow } from './timedScene'
import type { TogetherRowSource } from './useTogetherRows'
import type { TogetherScaled } from './useTogetherScale'

/** What stands out among the rows; a new object when something else does. */
export interface TogetherEmphasis {
  readonly selected: number
  readonly hovered: number
  readonly focus: number
  readonly matches: ReadonlySet<number>
  readonly marks: ReadonlyMap<number, string>
}

interface SceneParts {
  readonly outline: TogetherOutline
  readonly columns: TogetherColumns
  readonly source: TogetherRowSource
  readonly scaled: TogetherScaled | null
  /** Rows fetched by time. */
  readonly timed: readonly PlacedRow[]
  readonly offset: number
  readonly left: number
  readonly size: { readonly width: number; readonly height: number }
  readonly brackets: readonly PlacedBracket[]
  readonly unit: TimeUnit
  readonly emphasis: TogetherEmphasis
}

export interface TogetherPicture {
  /** Draws it; another function when it is another. */
  readonly paint: (paints: Paints) => void
  /** Rows to scale that are in view, ascending; none by row. */
  readonly placed: readonly PlacedRow[]
  /** The row at a point of the view; null: there is none. */
  readonly rowAt: (x: number, y: number) => number | null
}

const NO_PLACES: readonly (readonly RowPlace[])[] = []

/** The picture of several ladders, whichever way time runs. */
export function useTogetherScene(parts: SceneParts): TogetherPicture {
  const { outline, columns, source, scaled, timed, offset, left, size, brackets, unit, emphasis } = parts
  const { height } = size
  const common = useMemo(
    () => ({ columns, offset, height, brackets, start: outline.first, unit, charWidth: CHAR_WIDTH, ...emphasis }),
    [columns, offset, height, brackets, outline, unit, emphasis],
  )
  const timedInput = useMemo(
    () => scaled && { ...common, ...scaled, shown: timed, firstRows: outline.flows.map(({ firstRow }) => firstRow) },
    [common, scaled, timed, outline],
  )
  const byFlow = useMemo(() => (timedInput === null ? NO_PLACES : placesByFlow(timedInput)), [timedInput])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the rows that are here
  const paint = useCallback(
    (paints: Paints) => {
      const view = { left: left + columns.fixed, right: left + size.width }
      const scene =
        timedInput === null
          ? buildTogetherScene({ ...common, view, rows: outline.rows, at: source.at })
          : buildTimedTogether({ ...timedInput, view }, byFlow)
      drawTogether(paints, scene, columns, { ...size, left, top: offset })
    },
    [common, timedInput, byFlow, columns, left, size, offset, outline, source, source.version],
  )
  const placed = useMemo(() => {
    const seen = new Set(
      byFlow.flat().flatMap(({ row, top, bottom }) => (bottom >= 0 && top <= height ? [row.row] : [])),
    )
    return timed.filter(({ row }) => seen.has(row))
  }, [byFlow, timed, height])
  const rowAt = (x: number, y: number): number | null => {
    if (timedInput !== null) return nearestTogether(columns.flows, byFlow, x + left, y, nearestRow)
    const row = Math.floor((y + offset - PADDING.top) / ROW_HEIGHT)
    return row >= 0 && row < outline.rows ? row : null
  }
  return { paint, placed, rowAt }
}

import { useCallback, useMemo } from 'react'
import type { Flow } from '../../contracts/flow'
import type { LadderRow } from '../../contracts/ladderRows'
import type { Arrival } from '../live/useFollow'
import type { TimeUnit } from '../ui/format'
import type { PlacedBracket } from './brackets'
import type { Paints } from './brush'
import { drawScene } from './draw'
import type { LadderLayout } from './layout'
import { buildScene, type Emphasis } from './scene'
import { buildTimedScene, placesOf, type RowPlace, type TimedInput } from './timedScene'
import type { LadderRowSource } from './useLadderRows'
import type { Scaled } from './useScale'

/** Width of a character of the label's face, JetBrains Mono at 11 px. */
export const CHAR_WIDTH = 6.6

interface SceneParts {
  readonly flow: Flow
  readonly rows: number
  readonly layout: LadderLayout
  readonly source: LadderRowSource
  readonly scaled: Scaled | null
  /** Rows fetched by time. */
  readonly timed: readonly LadderRow[]
  readonly offset: number
  readonly height: number
  readonly brackets: readonly PlacedBracket[]
  readonly unit: TimeUnit
  readonly emphasis: Emphasis
  readonly arrival: Arrival
}

export interface LadderScene {
  /** Draws the picture; another function when it is another. */
  readonly paint: (paints: Paints) => void
  /** Where rows drawn to scale stand in the view; none by row. */
  readonly places: readonly RowPlace[]
}

const NO_PLACES: readonly RowPlace[] = []

/** The picture of a ladder, whichever way time runs. */
export function useLadderScene(parts: SceneParts): LadderScene {
  const { flow, rows, layout, source, scaled, timed, offset, height, brackets, unit, emphasis, arrival } = parts
  const start = flow.first
  const input = useMemo<TimedInput | null>(() => {
    if (scaled === null) return null
    const common = { layout, offset, height, brackets, start, unit, charWidth: CHAR_WIDTH }
    return { ...scaled, ...common, ...emphasis, shown: timed }
  }, [scaled, layout, offset, height, brackets, start, unit, emphasis, timed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the rows that are here
  const paint = useCallback(
    (paints: Paints) => {
      const common = { layout, offset, height, brackets, start, unit, charWidth: CHAR_WIDTH }
      const scene =
        input === null ? buildScene({ ...common, ...emphasis, rows, at: source.at, arrival }) : buildTimedScene(input)
      drawScene({ ...paints, layout }, scene, offset, height)
    },
    [input, layout, offset, height, brackets, start, unit, emphasis, rows, source, source.version, arrival],
  )
  const places = useMemo(() => (input === null ? NO_PLACES : placesOf(input)), [input])
  return { paint, places }
}

import { useMemo } from 'react'
import type { LadderAxis } from '../../contracts/ladder'
import type { LadderOutline } from '../../contracts/ladderRows'
import { useEngineQuery } from '../app/useEngineQuery'
import { type TimeScale, timeScale } from './timeScale'
import type { TimeAxis } from './zoom'

/** How a ladder is drawn to scale. */
export interface Scaled {
  readonly scale: TimeScale
  readonly axis: LadderAxis
  /** First row after the last segment. */
  readonly endingsFrom: number
}

/** The scale of a ladder, or null where it is drawn by row or its times aren't known yet. */
export function useScale(outline: LadderOutline, axis: TimeAxis, height: number, stretch: number): Scaled | null {
  const { flow, rows, segments, revision = 0 } = outline
  const asked = useEngineQuery('ladderAxis', axis === 'scale' ? { flow } : null, `${revision} ${segments}`)
  const known = axis === 'scale' ? (asked.data ?? null) : null
  return useMemo(() => {
    if (known === null || height === 0) return null
    return { scale: timeScale(known, rows, height, stretch), axis: known, endingsFrom: rows - known.endings }
  }, [known, rows, height, stretch])
}

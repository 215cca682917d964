import { useMemo } from 'react'
import type { LadderOutline } from '../../contracts/engine'
import type { LadderMap } from '../../contracts/ladder'
import { useEngineQuery } from '../app/useEngineQuery'
import { stepEdges, type TimeScale } from './timeScale'

/** Pixels of a step: finer would not be seen. */
const STEP = 2

/** The map of a ladder for a strip `height` pixels high; by row, or by the time that `scale` draws. */
export function useLadderMap(outline: LadderOutline, scale: TimeScale | null, height: number): LadderMap | null {
  const steps = Math.min(4096, Math.floor(height / STEP))
  const edges = useMemo(() => (scale === null || steps < 1 ? null : stepEdges(scale, steps)), [scale, steps])
  const { flow, level = '', revision = 0 } = outline
  const args = steps < 1 ? null : { flow, steps, edges }
  return useEngineQuery('ladderMap', args, `${level} ${revision} ${outline.rows}`).data ?? null
}

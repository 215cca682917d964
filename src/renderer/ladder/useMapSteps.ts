import { useMemo } from 'react'
import { stepEdges, type TimeScale } from './timeScale'

/** Pixels of a step: finer would not be seen. */
const STEP = 2

/** How a map is asked for. */
interface MapSteps {
  readonly steps: number
  readonly edges: number[] | null
}

/** Steps of a map for a strip `height` pixels high, by row or by the time that `scale` draws; null: there is no room. */
export function useMapSteps(scale: TimeScale | null, height: number): MapSteps | null {
  const steps = Math.min(4096, Math.floor(height / STEP))
  return useMemo(
    () => (steps < 1 ? null : { steps, edges: scale === null ? null : stepEdges(scale, steps) }),
    [scale, steps],
  )
}

import { useMemo } from 'react'
import type { TogetherAxis, TogetherOutline } from '../../../contracts/together'
import { useEngineQuery } from '../../app/useEngineQuery'
import { type TimeScale, timeScale } from '../timeScale'
import type { TimeAxis } from '../zoom'

/** How several ladders are drawn to scale. */
export interface TogetherScaled {
  readonly scale: TimeScale
  readonly axis: TogetherAxis
  /** First row after the last segment of all. */
  readonly endingsFrom: number
}

/** The scale of several ladders, or null where they are drawn by row or their times aren't known yet; as useScale. */
export function useTogetherScale(
  { rows, revision, flows }: TogetherOutline,
  axis: TimeAxis,
  height: number,
  stretch: number,
): TogetherScaled | null {
  const asked = useEngineQuery('ladderTogetherAxis', axis === 'scale' ? {} : null, revision)
  const known = axis === 'scale' ? (asked.data ?? null) : null
  const isOfThese = known?.delays.length === flows.length
  return useMemo(() => {
    if (known === null || !isOfThese || height === 0) return null
    const longest = (side: 'client' | 'server') => Math.max(...known.delays.map((delays) => delays?.[side] ?? 0))
    const delays = { client: longest('client'), server: longest('server') }
    return {
      scale: timeScale({ ...known, delays }, rows, height, stretch),
      axis: known,
      endingsFrom: rows - known.endings,
    }
  }, [known, isOfThese, rows, height, stretch])
}

import { useSessionState } from '../../app/context'
import { type QueryResult, useEngineQuery } from '../../app/useEngineQuery'
import type { Size } from '../../ui/useSize'
import { roomOf } from './geometry'
import { liveEnd } from './timeAxis'

/** What there is to draw in `size`, kept current while the capture grows; null before it is laid out. */
export function useTimeline({ width, height }: Size): QueryResult<'timeline'> {
  const filter = useSessionState((state) => state.view.filter)
  const flow = useSessionState((state) => state.flow)
  const generation = useSessionState((state) => state.generation)
  const first = useSessionState((state) => state.summary?.first ?? null)
  const liveNow = useSessionState((state) => (state.summary?.live?.isFollowing ? state.summary.live.now : null))
  const to = first === null || liveNow === null ? null : liveEnd(Number(first), Number(liveNow))
  const hasRoom = width > 0 && height > 0 && first !== null
  return useEngineQuery(
    'timeline',
    hasRoom ? { ...roomOf(width, height), from: null, to, filter, flow } : null,
    generation,
  )
}

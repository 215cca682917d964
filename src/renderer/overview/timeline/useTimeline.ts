import { useMemo, useState } from 'react'
import type { TimeRange } from '../../../contracts/timeline'
import { useSessionState } from '../../app/context'
import { type QueryResult, useEngineQuery } from '../../app/useEngineQuery'
import { useFlowAtRest } from '../../app/useFlowAtRest'
import type { Size } from '../../ui/useSize'
import { roomOf } from './geometry'
import { liveEnd } from './timeAxis'

/** What is drawn, and of which part of the time. */
export interface TimelineOnScreen extends QueryResult<'timeline'> {
  /** The part that was zoomed into; null: all of the time. */
  readonly part: TimeRange | null
  readonly showPart: (part: TimeRange | null) => void
}

/** What there is to draw in `size`, kept current while the capture grows; nothing before it is laid out. */
export function useTimeline({ width, height }: Size): TimelineOnScreen {
  const client = useSessionState((state) => state.client)
  const [wanted, setWanted] = useState<{ readonly of: typeof client; readonly part: TimeRange | null } | null>(null)
  // A part of another capture's time means nothing here.
  const part = wanted?.of === client ? wanted.part : null
  const filter = useSessionState((state) => state.view.filter)
  const flow = useFlowAtRest()
  const generation = useSessionState((state) => state.generation)
  const first = useSessionState((state) => state.summary?.first ?? null)
  const liveNow = useSessionState((state) => (state.summary?.live?.isFollowing ? state.summary.live.now : null))
  const to = first === null || liveNow === null ? null : liveEnd(Number(first), Number(liveNow))
  const hasRoom = width > 0 && height > 0 && first !== null
  const question = { ...roomOf(width, height), from: part?.from ?? null, to: part?.to ?? to, filter, flow }
  const result = useEngineQuery('timeline', hasRoom ? question : null, generation)
  return useMemo(
    () => ({ ...result, part, showPart: (next) => setWanted({ of: client, part: next }) }),
    [result, part, client],
  )
}

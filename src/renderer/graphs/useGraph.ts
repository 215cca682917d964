import { useRef } from 'react'
import type { Graph, GraphKind } from '../../contracts/graphs'
import type { FlowId } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { useAtIntervals } from '../ui/useAtIntervals'
import { useGraphView } from './view'

/** While one zooms, the engine is asked this often at most; what is there is drawn at the new scale meanwhile. */
const ASK_MS = 50

interface Asked {
  /** null: none is known yet. */
  readonly graph: Graph | null
  readonly error: string | null
}

/** The graph of what is looked at, `columns` pixels wide; the one before while a new one is on its way. */
export function useGraph(flow: FlowId, kind: GraphKind, columns: number): Asked {
  const generation = useSessionState((state) => state.generation)
  const segment = useSessionState((state) => state.segment)
  const direction = useGraphView((view) => view.direction)
  const from = useAtIntervals(
    useGraphView((view) => view.from),
    ASK_MS,
  )
  const length = useAtIntervals(
    useGraphView((view) => view.length),
    ASK_MS,
  )
  const span = useRef(0)
  // A range at the end of what grows is known by its length alone, until the engine has told the span.
  const start = length === null ? null : (from ?? Math.max(0, span.current - length))
  const asked = useEngineQuery(
    'graph',
    columns < 1
      ? null
      : {
          flow,
          kind,
          direction,
          from: start,
          to: start === null || length === null || from === null ? null : start + length,
          width: Math.min(8192, Math.round(columns)),
          segment,
        },
    generation,
  )
  const isOurs = asked.data?.flow === flow && asked.data.kind === kind
  const latest = useRef<Graph | null>(null)
  if (isOurs && asked.data) latest.current = asked.data
  if (latest.current?.flow !== flow || latest.current.kind !== kind) latest.current = null
  span.current = latest.current?.span ?? span.current
  return { graph: latest.current, error: asked.error }
}

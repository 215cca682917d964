import { useEffect, useRef, useState } from 'react'
import { useSessionState } from '../app/context'
import type { EngineClient } from '../app/engineClient'
import type { TimeScale } from './timeScale'

/** Rows drawn at a time at most: more arrows than this on one screen are a blur. */
const MOST_ROWS = 400
/** Rows are fetched for this part of a view above and below it. */
const AHEAD = 0.5

interface Stretch {
  readonly from: number
  readonly to: number
  readonly most: number
}

/** Asks for rows of a stretch of time. */
type AskRows<Row> = (client: EngineClient, wanted: Stretch, signal: AbortSignal) => Promise<readonly Row[] | null>

/** A ladder whose rows are asked for. */
interface TimedLadder<Row> {
  /** Another object where rows may be others. */
  readonly plan: object
  /** Another one where rows of before mean nothing. */
  readonly of: unknown
  readonly ask: AskRows<Row>
}

interface Fetched<Row> {
  readonly rows: readonly Row[]
  readonly from: number
  readonly to: number
  readonly plan: object
  readonly of: unknown
}
const NOTHING: readonly never[] = []

/** Rows in and around the view of a ladder drawn to scale, fetched by time as it moves; none where there is no scale. */
export function useTimedRows<Row>(
  { plan, of, ask }: TimedLadder<Row>,
  scale: TimeScale | null,
  offset: number,
  height: number,
): readonly Row[] {
  const client = useSessionState((state) => state.client)
  const [fetched, setFetched] = useState<Fetched<Row> | null>(null)
  const asked = useRef<{ readonly from: number; readonly to: number; readonly scale: TimeScale } | null>(null)
  const latest = useRef(ask)
  latest.current = ask
  const isCovered =
    scale !== null &&
    fetched?.plan === plan &&
    asked.current?.scale === scale &&
    scale.timeAt(offset) >= fetched.from &&
    scale.timeAt(offset + height) <= fetched.to
  useEffect(() => {
    if (scale === null || client === null || height === 0 || isCovered) return
    const from = scale.timeAt(offset - AHEAD * height)
    const to = scale.timeAt(offset + (1 + AHEAD) * height)
    asked.current = { from, to, scale }
    const abort = new AbortController()
    latest.current(client, { from, to, most: MOST_ROWS }, abort.signal).then(
      (rows) => {
        if (rows !== null) setFetched({ rows, from, to, plan, of })
      },
      // Given up for a newer question.
      () => undefined,
    )
    return () => abort.abort()
  }, [scale, client, plan, of, offset, height, isCovered])
  return scale === null || fetched === null || fetched.of !== of ? NOTHING : fetched.rows
}

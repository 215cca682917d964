import { useEffect, useRef, useState } from 'react'
import type { LadderOutline, LadderRow } from '../../contracts/engine'
import { useSessionState } from '../app/context'
import type { TimeScale } from './timeScale'

/** Rows drawn at a time at most: more arrows than this on one screen are a blur. */
const MOST_ROWS = 400
/** Rows are fetched for this part of a view above and below it. */
const AHEAD = 0.5

interface Fetched {
  readonly rows: readonly LadderRow[]
  readonly from: number
  readonly to: number
  readonly outline: LadderOutline
}
const NOTHING: readonly LadderRow[] = []

/** Rows in and around the view of a ladder drawn to scale, fetched by time as it moves; none where there is no scale. */
export function useTimedRows(
  outline: LadderOutline,
  scale: TimeScale | null,
  offset: number,
  height: number,
): readonly LadderRow[] {
  const client = useSessionState((state) => state.client)
  const [fetched, setFetched] = useState<Fetched | null>(null)
  const asked = useRef<{ readonly from: number; readonly to: number; readonly scale: TimeScale } | null>(null)
  const { flow } = outline
  const isCovered =
    scale !== null &&
    fetched?.outline === outline &&
    asked.current?.scale === scale &&
    scale.timeAt(offset) >= fetched.from &&
    scale.timeAt(offset + height) <= fetched.to
  useEffect(() => {
    if (scale === null || client === null || height === 0 || isCovered) return
    const from = scale.timeAt(offset - AHEAD * height)
    const to = scale.timeAt(offset + (1 + AHEAD) * height)
    asked.current = { from, to, scale }
    const abort = new AbortController()
    client.query('ladderRowsBetween', { flow, from, to, most: MOST_ROWS }, abort.signal).then(
      (answer) => {
        if (answer !== null) setFetched({ rows: answer.rows, from, to, outline })
      },
      // Given up for a newer question.
      () => undefined,
    )
    return () => abort.abort()
  }, [scale, client, flow, outline, offset, height, isCovered])
  return scale === null ? NOTHING : (fetched?.rows ?? NOTHING)
}

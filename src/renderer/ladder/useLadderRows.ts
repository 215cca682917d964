import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { LadderOutline, LadderRow } from '../../contracts/ladderRows'
import { useSessionState } from '../app/context'
import { QueryCancelled } from '../app/engineClient'
import { runningTail } from '../live/countdown'
import { RowCache } from './rowCache'

export interface LadderRowSource {
  readonly at: (row: number) => LadderRow | null
  readonly want: (from: number, to: number) => void
  /** Grows whenever rows arrived, or must be asked for anew. */
  readonly version: number
  readonly error: string | null
}

/**
 * Rows of the ladder that `outline` describes, fetched as they come into view. `folds` is another object when other
 * folds are open: rows then mean others than before. `now` runs while waits run, null else; milliseconds.
 */
export function useLadderRows(outline: LadderOutline, folds: object, now: number | null): LadderRowSource {
  const client = useSessionState((state) => state.client)
  const [version, setVersion] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const first = useRef(outline.rows)
  const { flow } = outline
  // biome-ignore lint/correctness/useExhaustiveDependencies: `folds` stands for what rows mean
  const cache = useMemo(
    () =>
      new RowCache<LadderRow>(
        first.current,
        (from, to, signal) =>
          client?.query('ladderRows', { flow, from, to }, signal) ??
          Promise.reject(new QueryCancelled('no capture is open')),
        () => {
          setError(null)
          setVersion((before) => before + 1)
        },
        setError,
      ),
    [client, flow, folds],
  )
  useLayoutEffect(() => {
    cache.replan(outline.rows)
    setVersion((before) => before + 1)
  }, [cache, outline])
  useEffect(() => {
    // Before the view is laid out: where a ladder begins is looked at first, more often than not.
    cache.want(0, 1)
    return () => cache.close()
  }, [cache])
  const plannedAt = useMemo(
    () => (outline.knownUntil === undefined ? Date.now() : Number(outline.knownUntil / 1_000_000n)),
    [outline],
  )
  return useMemo(() => {
    const at = (row: number) => {
      const found = cache.at(row)
      return found?.kind === 'tail' && now !== null ? runningTail(found, Math.max(0, now - plannedAt)) : found
    }
    return { at, want: (from: number, to: number) => cache.want(from, to), version, error }
  }, [cache, version, error, now, plannedAt])
}

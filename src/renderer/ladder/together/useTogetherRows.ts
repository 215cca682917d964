import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TogetherOutline, TogetherRow } from '../../../contracts/together'
import { useSessionState } from '../../app/context'
import { QueryCancelled } from '../../app/engineClient'
import { runningTail } from '../../live/countdown'
import { RowCache } from '../rowCache'

export interface TogetherRowSource {
  readonly at: (row: number) => TogetherRow | null
  readonly want: (from: number, to: number) => void
  /** Grows whenever rows arrived, or must be asked for anew. */
  readonly version: number
  readonly error: string | null
}

/** Rows of the ladders that `outline` describes, fetched as they come into view; as useLadderRows for one. */
export function useTogetherRows(outline: TogetherOutline, folds: object, now: number | null): TogetherRowSource {
  const client = useSessionState((state) => state.client)
  const [version, setVersion] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const first = useRef(outline.rows)
  const flows = outline.flows.map(({ flow }) => flow).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `folds` and `flows` stand for what rows mean
  const cache = useMemo(
    () =>
      new RowCache<TogetherRow>(
        first.current,
        (from, to, signal) =>
          client?.query('ladderTogetherRows', { from, to }, signal) ??
          Promise.reject(new QueryCancelled('no capture is open')),
        () => {
          setError(null)
          setVersion((before) => before + 1)
        },
        setError,
      ),
    [client, flows, folds],
  )
  useLayoutEffect(() => {
    cache.replan(outline.rows)
    setVersion((before) => before + 1)
  }, [cache, outline])
  useEffect(() => {
    cache.want(0, 1)
    return () => cache.close()
  }, [cache])
  const plannedAt = Number(outline.knownUntil / 1_000_000n)
  return useMemo(() => {
    const at = (row: number) => {
      const found = cache.at(row)
      if (found?.shown.kind !== 'tail' || now === null) return found
      return { ...found, shown: runningTail(found.shown, Math.max(0, now - plannedAt)) }
    }
    return { at, want: (from: number, to: number) => cache.want(from, to), version, error }
  }, [cache, version, error, now, plannedAt])
}

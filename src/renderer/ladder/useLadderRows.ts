import { useEffect, useMemo, useState } from 'react'
import type { LadderOutline, LadderRow } from '../../contracts/engine'
import { useSessionState } from '../app/context'
import { QueryCancelled } from '../app/engineClient'
import { RowCache } from './rowCache'

export interface LadderRowSource {
  readonly at: (row: number) => LadderRow | null
  readonly want: (from: number, to: number) => void
  /** Grows whenever rows arrived. */
  readonly version: number
  readonly error: string | null
}

/** Rows of the ladder that `outline` describes, fetched as they come into view. */
export function useLadderRows(outline: LadderOutline): LadderRowSource {
  const client = useSessionState((state) => state.client)
  const [version, setVersion] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const cache = useMemo(
    () =>
      new RowCache(
        outline.rows,
        (from, to, signal) =>
          client?.query('ladderRows', { flow: outline.flow, from, to }, signal) ??
          Promise.reject(new QueryCancelled('no capture is open')),
        () => {
          setError(null)
          setVersion((before) => before + 1)
        },
        setError,
      ),
    [client, outline],
  )
  useEffect(() => () => cache.close(), [cache])
  return useMemo(
    () => ({ at: cache.at, want: (from: number, to: number) => cache.want(from, to), version, error }),
    [cache, version, error],
  )
}

import { useEffect, useState } from 'react'
import type { FollowDirection, FollowHit, FollowHits } from '../../contracts/follow'
import type { FlowId } from '../../contracts/units'
import { useSessionState } from '../app/context'

/** Hits are gathered up to here; more say nothing. */
const HITS_AT_MOST = 20_000
/** Who types goes on typing. */
const REST_MS = 120

export interface StreamSearch {
  readonly hits: readonly FollowHit[]
  /** All was looked through. */
  readonly isDone: boolean
  /** 0 to 1. */
  readonly share: number
  readonly problem: string | null
}

const NOTHING: StreamSearch = { hits: [], isDone: true, share: 1, problem: null }

/** Looks through the streams bit by bit; what was found so far is there while it goes on. '' looks for nothing. */
export function useSearch(
  flow: FlowId,
  direction: FollowDirection,
  needle: string,
  isHex: boolean,
  revision: number,
): StreamSearch {
  const client = useSessionState((state) => state.client)
  const [search, setSearch] = useState(NOTHING)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is looked through anew
  useEffect(() => {
    setSearch(needle === '' ? NOTHING : { ...NOTHING, isDone: false, share: 0 })
    if (client === null || needle === '') return
    const abort = new AbortController()
    const look = async () => {
      const hits: FollowHit[] = []
      let from: number | null = 0
      while (from !== null && hits.length < HITS_AT_MOST && !abort.signal.aborted) {
        const found: FollowHits | null = await client.query(
          'followSearch',
          { flow, direction, needle, isHex, from },
          abort.signal,
        )
        if (found === null) return
        hits.push(...found.hits)
        from = found.next
        setSearch({ hits: [...hits], isDone: from === null, share: found.share, problem: found.problem })
      }
      setSearch((before) => ({ ...before, isDone: true }))
    }
    const later = setTimeout(() => look().catch(() => undefined), REST_MS)
    return () => {
      clearTimeout(later)
      abort.abort()
    }
  }, [client, flow, direction, needle, isHex, revision])
  return search
}

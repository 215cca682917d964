import { useEffect, useMemo, useRef, useState } from 'react'
import type { FollowChunk, FollowDirection } from '../../contracts/follow'
import type { FlowId } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { type EngineClient, QueryCancelled } from '../app/engineClient'

/** Chunks asked for at a time, and pages kept: what was scrolled past long ago is asked for again. */
const PAGE = 4
const PAGES_KEPT = 60

/** Chunks of one conversation, asked for when they come into sight. */
class ChunkPages {
  private readonly pages = new Map<number, readonly FollowChunk[]>()
  private readonly underWay = new Map<number, AbortController>()

  constructor(
    private readonly client: EngineClient,
    private readonly flow: FlowId,
    private readonly direction: FollowDirection,
    private readonly changed: () => void,
    private readonly failed: (message: string) => void,
  ) {}

  get(chunk: number): FollowChunk | undefined {
    return this.pages.get(Math.floor(chunk / PAGE))?.[chunk % PAGE]
  }

  /** These are in sight; what isn't any more and not there yet is given up. */
  want(from: number, to: number): void {
    const first = Math.floor(from / PAGE)
    const last = Math.floor(to / PAGE)
    for (const [page, abort] of this.underWay) if (page < first || page > last) abort.abort()
    for (let page = first; page <= last; page++) this.load(page)
  }

  stop(): void {
    for (const abort of this.underWay.values()) abort.abort()
  }

  private load(page: number): void {
    if (this.pages.has(page) || this.underWay.has(page)) return
    const abort = new AbortController()
    this.underWay.set(page, abort)
    const { flow, direction } = this
    this.client.query('follow', { flow, direction, from: page * PAGE, count: PAGE }, abort.signal).then(
      (answer) => {
        this.underWay.delete(page)
        this.pages.set(page, answer?.chunks ?? [])
        const [oldest] = this.pages.keys()
        if (this.pages.size > PAGES_KEPT && oldest !== undefined) this.pages.delete(oldest)
        this.changed()
      },
      (error: Error) => {
        if (this.underWay.get(page) === abort) this.underWay.delete(page)
        if (!(error instanceof QueryCancelled)) this.failed(error.message)
      },
    )
  }
}

export interface ChunkSource {
  readonly get: (chunk: number) => FollowChunk | undefined
  readonly want: (from: number, to: number) => void
  /** Grows when chunks came. */
  readonly version: number
  readonly error: string | null
}

/** @param revision another number: what was asked for before holds no longer. */
export function useChunks(flow: FlowId, direction: FollowDirection, revision: number): ChunkSource {
  const client = useSessionState((state) => state.client)
  const [version, setVersion] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const pages = useRef<ChunkPages | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision has other chunks
  const current = useMemo(
    () =>
      client === null
        ? null
        : new ChunkPages(client, flow, direction, () => setVersion((before) => before + 1), setError),
    [client, flow, direction, revision],
  )
  pages.current = current
  useEffect(() => {
    setError(null)
    return () => current?.stop()
  }, [current])
  return {
    get: (chunk) => pages.current?.get(chunk),
    want: (from, to) => pages.current?.want(from, to),
    version,
    error,
  }
}

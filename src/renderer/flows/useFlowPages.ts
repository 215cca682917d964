import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession, useSessionState } from '../app/context'
import { type EngineClient, QueryCancelled } from '../app/engineClient'
import { Pacer } from '../live/pacer'
import { FlowPages, type FlowPagesState } from './flowPages'

export interface FlowList extends FlowPagesState {
  readonly pages: FlowPages
  /** Grows whenever `pages` has other rows than before; 0 before the first. */
  readonly version: number
}

interface ListState extends FlowPagesState {
  readonly version: number
  /** The engine that the list came from; another one's flows have other numbers. */
  readonly client: EngineClient | null
}

const nothingOf = (client: EngineClient | null): ListState => ({ total: null, error: null, version: 0, client })

/** The flow list as it is sorted and filtered now, kept current while the capture streams in. */
export function useFlowPages(): FlowList {
  const session = useSession()
  const client = useSessionState((state) => state.client)
  const view = useSessionState((state) => state.view)
  const generation = useSessionState((state) => state.generation)
  const [list, setList] = useState<ListState>(nothingOf(client))
  // Nothing yet: a list that comes back to the window has to be read as well.
  const shown = useRef<{ client: EngineClient | null; view: typeof view } | null>(null)

  const pages = useMemo(
    () =>
      new FlowPages(
        () => Promise.reject(new QueryCancelled('no capture is open')),
        (state) => setList((before) => ({ ...before, ...state, version: before.version + 1 })),
      ),
    [],
  )

  const pacing = useRef<{ pacer: Pacer; later: ReturnType<typeof setTimeout> | null }>({
    pacer: new Pacer(),
    later: null,
  })
  const known = useRef(list)
  known.current = list

  // biome-ignore lint/correctness/useExhaustiveDependencies: `generation` stands for the grown list
  useEffect(() => {
    const { client: engine, view: wanted, capture, flow } = session.store.get()
    const isSameEngine = shown.current?.client === engine
    const isSameList = isSameEngine && shown.current?.view === wanted
    shown.current = { client: engine, view: wanted }
    const { current: pace } = pacing
    if (!isSameList) {
      if (pace.later !== null) clearTimeout(pace.later)
      pace.later = null
      pages.restart((from, count, signal) => {
        if (!engine) return Promise.reject(new QueryCancelled('no capture is open'))
        const { sort, descending, filter } = wanted
        return engine.query('flows', { sort, descending, filter, from, count }, signal).finally(() => {
          pace.pacer.answered(performance.now())
        })
      })
      pace.pacer.asked(performance.now())
      setList((before) => (isSameEngine ? { ...before, version: before.version + 1 } : nothingOf(engine)))
      if (engine) pages.want(0, 1)
      return
    }
    const refresh = () => {
      pace.later = null
      pace.pacer.asked(performance.now())
      pages.refresh()
      setList((before) => ({ ...before, version: before.version + 1 }))
      // What is on screen is wanted by the grid; the first page, where there is no grid or no flow chosen yet.
      if (engine && (!known.current.total || flow === null || !capture?.isLive)) pages.want(0, 1)
    }
    const wait = capture?.isLive ? pace.pacer.wait(performance.now()) : 0
    if (wait === 0) refresh()
    else pace.later ??= setTimeout(refresh, wait)
  }, [pages, client, view, generation, session])
  useEffect(() => {
    const { current: pace } = pacing
    return () => {
      if (pace.later !== null) clearTimeout(pace.later)
      pace.later = null
    }
  }, [])

  return list.client === client ? { ...list, pages } : { ...nothingOf(client), pages }
}

import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession, useSessionState } from '../app/context'
import { QueryCancelled } from '../app/engineClient'
import { FlowPages, type FlowPagesState } from './flowPages'

export interface FlowList extends FlowPagesState {
  readonly pages: FlowPages
  /** Grows whenever `pages` has other rows than before; 0 before the first. */
  readonly version: number
}

/** The flow list as it is sorted and filtered now, kept current while the capture streams in. */
export function useFlowPages(): FlowList {
  const session = useSession()
  const client = useSessionState((state) => state.client)
  const view = useSessionState((state) => state.view)
  const generation = useSessionState((state) => state.generation)
  const [list, setList] = useState<FlowPagesState & { version: number }>({ total: null, error: null, version: 0 })
  const shown = useRef({ client, view })

  const pages = useMemo(
    () =>
      new FlowPages(
        () => Promise.reject(new QueryCancelled('no capture is open')),
        (state) => setList((before) => ({ ...state, version: before.version + 1 })),
      ),
    [],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `generation` stands for the grown list
  useEffect(() => {
    const { client: engine, view: wanted } = session.store.get()
    const isSameList = shown.current.client === engine && shown.current.view === wanted
    shown.current = { client: engine, view: wanted }
    if (!engine) return
    pages.restart(
      (from, count, signal) =>
        engine.query(
          'flows',
          { sort: wanted.sort, descending: wanted.descending, filter: wanted.filter, from, count },
          signal,
        ),
      isSameList,
    )
    pages.want(0, 1)
    setList((before) => ({ ...before, version: before.version + 1 }))
  }, [pages, client, view, generation, session])

  return { ...list, pages }
}

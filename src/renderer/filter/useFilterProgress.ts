import { useEffect, useState } from 'react'
import { useSession, useSessionState } from '../app/context'

/** Between two questions how far it is, milliseconds. */
const ASK_EVERY_MS = 40
/** What is on screen is asked for anew no more often. */
const SHOW_EVERY_MS = 250

/** Part of the flows that the filter has looked at; null: it is done. Keeps the engine at it, and the lists current. */
export function useFilterProgress(): number | null {
  const session = useSession()
  const client = useSessionState((state) => state.client)
  const expression = useSessionState((state) => state.view.filter.expression)
  const [share, setShare] = useState<number | null>(null)
  useEffect(() => {
    setShare(null)
    if (client === null || expression === '') return
    let later: ReturnType<typeof setTimeout> | null = null
    let shownAt = performance.now()
    let wasUnfinished = false
    const abort = new AbortController()
    const show = () => {
      shownAt = performance.now()
      const { generation: now } = session.store.get()
      session.store.set({ generation: now + 1 })
    }
    const ask = () => {
      client.query('filterProgress', { expression }, abort.signal).then(
        ({ share: done }) => {
          setShare(done < 1 ? done : null)
          if (done < 1) {
            wasUnfinished = true
            later = setTimeout(ask, ASK_EVERY_MS)
          }
          if (wasUnfinished && (done === 1 || performance.now() - shownAt > SHOW_EVERY_MS)) show()
        },
        // The list itself says what is wrong.
        () => setShare(null),
      )
    }
    ask()
    return () => {
      abort.abort()
      if (later !== null) clearTimeout(later)
    }
  }, [client, expression, session])
  return share
}

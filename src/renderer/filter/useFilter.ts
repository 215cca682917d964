import { useCallback, useEffect, useRef, useState } from 'react'
import type { FilterCheck } from '../../contracts/filter'
import { useSession, useSessionState } from '../app/context'
import { QueryCancelled } from '../app/engineClient'

/** What is written is looked at once it has rested for so long, milliseconds. */
const REST_MS = 10
const NOTHING: FilterCheck = { taken: 'empty', problem: null, tokens: [] }

export interface FilterText {
  readonly text: string
  readonly setText: (text: string) => void
  /** What the engine says of `text`; null while it hasn't said. */
  readonly check: FilterCheck | null
}

/** What is written into the field, how it is taken, and the flow list that follows it. */
export function useFilter(): FilterText {
  const session = useSession()
  const client = useSessionState((state) => state.client)
  // A mistake is told in words.
  const language = useSessionState((state) => state.language)
  const applied = useSessionState(({ view: { filter } }) => filter.expression || filter.text)
  const [text, setText] = useState(applied)
  const [told, setTold] = useState<{ readonly text: string; readonly check: FilterCheck }>({ text: '', check: NOTHING })
  const written = useRef(text)
  written.current = text

  /** What this field filtered by last: no news to it. */
  const own = useRef<string | null>(null)
  const list = useCallback(
    (next: { readonly text: string; readonly expression: string }) => {
      const { filter } = session.store.get().view
      if (filter.text === next.text && filter.expression === next.expression) return
      own.current = next.expression || next.text
      session.choice.filter(next)
    },
    [session],
  )
  const apply = useCallback(
    (wanted: string, check: FilterCheck) => {
      setTold({ text: wanted, check })
      if (written.current !== wanted) return
      const { filter } = session.store.get().view
      if (check.problem !== null) {
        // A filter that is wrong changes nothing, but its beginning isn't text to look for, as it seemed to be.
        if (filter.text !== '' && wanted.trim().startsWith(filter.text)) list({ text: '', expression: '' })
        return
      }
      const isFilter = check.taken === 'filter'
      list({ text: isFilter ? '' : wanted.trim(), expression: isFilter ? wanted.trim() : '' })
    },
    [session, list],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew in another language
  useEffect(() => {
    if (text.trim() === '') {
      apply(text, NOTHING)
      return
    }
    const abort = new AbortController()
    const ask = () =>
      client?.query('filterCheck', { text }, abort.signal).then(
        (check) => apply(text, check),
        (error: Error) => {
          if (!(error instanceof QueryCancelled))
            session.notices.notify(
              () => text,
              () => error.message,
            )
        },
      )
    const wait = setTimeout(ask, REST_MS)
    return () => {
      clearTimeout(wait)
      abort.abort()
    }
  }, [text, client, apply, session, language])
  // Filters are set elsewhere too; what is being written isn't overwritten by its own echo.
  useEffect(() => {
    const isEcho = own.current === applied
    own.current = null
    if (!isEcho) setText((shown) => (shown.trim() === applied ? shown : applied))
  }, [applied])

  return { text, setText, check: told.text === text ? told.check : null }
}

import { useEffect, useRef, useState } from 'react'
import type { QueryAnswers, QueryArguments, QueryName } from '../../contracts/engine'
import { Pacer } from '../live/pacer'
import { useSessionState } from './context'
import { QueryCancelled } from './engineClient'

export interface QueryResult<Name extends QueryName> {
  /** The last answer to this very question, or to the question before it while the new one is under way. */
  readonly data: QueryAnswers[Name] | undefined
  readonly error: string | null
  readonly isLoading: boolean
}

/** One question and its way to an answer; refreshed on the way, it is asked once more after the answer. */
interface Asking {
  ask: () => void
  isUnderWay: boolean
  isOutdated: boolean
  /** A question that waits for its turn. */
  later: ReturnType<typeof setTimeout> | null
}

/**
 * Asks the engine and keeps the answer. `args` null asks nothing. A changed question is asked at once and gives up the
 * old one; a changed `version`, or another language, asks the same again, after the answer under way, so that a busy
 * engine is heard at all. What was shown stays until the answer is there. While a capture is live, a dear question is
 * asked the more seldom.
 */
export function useEngineQuery<Name extends QueryName>(
  query: Name,
  args: QueryArguments<Name> | null,
  version: number | string = 0,
): QueryResult<Name> {
  const client = useSessionState((state) => state.client)
  const [result, setResult] = useState<QueryResult<Name>>({ data: undefined, error: null, isLoading: args !== null })
  const question = args === null ? '' : JSON.stringify(args)
  const latest = useRef(args)
  latest.current = args
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const isPaced = useRef(isLive)
  isPaced.current = isLive
  const asking = useRef<Asking | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` stands for the arguments
  useEffect(() => {
    const asked = latest.current
    if (!client || asked === null) {
      setResult({ data: undefined, error: null, isLoading: false })
      return
    }
    const abort = new AbortController()
    const answered = (next: QueryResult<Name>) => {
      if (abort.signal.aborted) return
      pacer.answered(performance.now())
      setResult(next)
      current.isUnderWay = false
      if (current.isOutdated) current.ask()
    }
    const pacer = new Pacer()
    const current: Asking = {
      isUnderWay: false,
      isOutdated: false,
      later: null,
      ask: () => {
        if (current.isUnderWay || current.later !== null) {
          current.isOutdated = current.isUnderWay
          return
        }
        const wait = isPaced.current ? pacer.wait(performance.now()) : 0
        if (wait > 0) {
          current.later = setTimeout(() => {
            current.later = null
            current.ask()
          }, wait)
          return
        }
        pacer.asked(performance.now())
        current.isUnderWay = true
        current.isOutdated = false
        client.query(query, asked, abort.signal).then(
          (data) => answered({ data, error: null, isLoading: false }),
          (error: Error) => {
            if (!(error instanceof QueryCancelled))
              answered({ data: undefined, error: error.message, isLoading: false })
          },
        )
      },
    }
    asking.current = current
    setResult((before) => (before.isLoading ? before : { ...before, isLoading: true }))
    current.ask()
    return () => {
      abort.abort()
      if (current.later !== null) clearTimeout(current.later)
      asking.current = null
    }
  }, [client, query, question])

  // Answers hold words: in another language they are others.
  const language = useSessionState((state) => state.language)
  const wanted = `${version} ${language}`
  const askedVersion = useRef(wanted)
  useEffect(() => {
    if (askedVersion.current === wanted) return
    askedVersion.current = wanted
    asking.current?.ask()
  }, [wanted])
  return result
}

import { useEffect, useRef, useState } from 'react'
import type { QueryAnswers, QueryArguments, QueryName } from '../../contracts/engine'
import { useSessionState } from './context'
import { QueryCancelled } from './engineClient'

export interface QueryResult<Name extends QueryName> {
  /** The last answer to this very question, or to the question before it while the new one is under way. */
  readonly data: QueryAnswers[Name] | undefined
  readonly error: string | null
  readonly isLoading: boolean
}

/**
 * Asks the engine and keeps the answer. `args` null asks nothing. A changed question or a grown `version` asks anew and
 * gives up the old one; what was shown stays until the answer is there.
 */
export function useEngineQuery<Name extends QueryName>(
  query: Name,
  args: QueryArguments<Name> | null,
  version = 0,
): QueryResult<Name> {
  const client = useSessionState((state) => state.client)
  const [result, setResult] = useState<QueryResult<Name>>({ data: undefined, error: null, isLoading: args !== null })
  const question = args === null ? '' : JSON.stringify(args)
  const latest = useRef(args)
  latest.current = args

  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` and `version` stand for the arguments
  useEffect(() => {
    const asked = latest.current
    if (!client || asked === null) {
      setResult({ data: undefined, error: null, isLoading: false })
      return
    }
    const abort = new AbortController()
    setResult((before) => ({ ...before, isLoading: true }))
    client.query(query, asked, abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setResult({ data, error: null, isLoading: false })
      },
      (error: Error) => {
        if (!(error instanceof QueryCancelled)) setResult({ data: undefined, error: error.message, isLoading: false })
      },
    )
    return () => abort.abort()
  }, [client, query, question, version])
  return result
}

import { useEffect, useState } from 'react'
import type { FilterCompletions } from '../../contracts/filter'
import { useSessionState } from '../app/context'

const NONE: FilterCompletions = { from: 0, to: 0, list: [] }

/** What may be written at the caret; nothing while `isWanted` is false. */
export function useCompletions(text: string, caret: number, isWanted: boolean): FilterCompletions {
  const client = useSessionState((state) => state.client)
  // Meanings are words.
  const language = useSessionState((state) => state.language)
  const [found, setFound] = useState(NONE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew in another language
  useEffect(() => {
    if (!isWanted || client === null) {
      setFound(NONE)
      return
    }
    const abort = new AbortController()
    // What can't be completed is written by hand: no word about it.
    client.query('filterComplete', { text, caret }, abort.signal).then(setFound, () => undefined)
    return () => abort.abort()
  }, [client, text, caret, isWanted, language])
  return found
}

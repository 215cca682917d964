import { useEffect, useMemo, useRef, useState } from 'react'
import type { LadderMatches } from '../../contracts/ladder'
import { useSessionState } from '../app/context'
import type { EngineClient } from '../app/engineClient'
import { foundAfter, foundBefore } from './found'

export interface LadderSearch {
  readonly text: string
  readonly setText: (text: string) => void
  /** Rows found so far, ascending. */
  readonly rows: readonly number[]
  readonly isFound: ReadonlySet<number>
  /** Segments found so far. */
  readonly matches: number
  readonly isDone: boolean
  /** The text, where it is a display filter; '' else. */
  readonly filter: string
  /** What is found so far is of this very text. */
  readonly isFresh: boolean
  readonly after: (row: number) => number | null
  readonly before: (row: number) => number | null
}

/** Typing rests this long before the ladder is searched. */
const REST_MS = 120
/** More rows are not worth a jump each; counting goes on. */
const MOST_ROWS = 50_000

interface Found {
  readonly text: string
  readonly rows: readonly number[]
  readonly matches: number
  readonly isDone: boolean
  readonly isFilter: boolean
}
const NOTHING: Found = { text: '', rows: [], matches: 0, isDone: true, isFilter: false }

/** Asks for the part that begins at `after`. */
export type AskMatches = (
  client: EngineClient,
  wanted: { readonly text: string; readonly after: number },
  signal: AbortSignal,
) => Promise<LadderMatches | null>

/** Searches a ladder as it is planned, part after part; other queries come in between. `plan`: another one, another plan. */
export function useLadderSearch(plan: object, askPart: AskMatches): LadderSearch {
  const client = useSessionState((state) => state.client)
  const [text, setText] = useState('')
  const [found, setFound] = useState(NOTHING)
  const ask = useRef(askPart)
  ask.current = askPart
  // biome-ignore lint/correctness/useExhaustiveDependencies: `plan` stands for what is searched
  useEffect(() => {
    if (text.trim() === '' || client === null) {
      setFound(NOTHING)
      return
    }
    const abort = new AbortController()
    const rows: number[] = []
    let matches = 0
    const search = async (after: number): Promise<void> => {
      const part = await ask.current(client, { text, after }, abort.signal)
      if (part === null || abort.signal.aborted) return
      matches += part.matches
      const fresh = part.rows[0] === rows.at(-1) ? part.rows.slice(1) : part.rows
      const isAscending = (fresh[0] ?? 0) >= (rows.at(-1) ?? 0)
      for (const row of fresh) if (rows.length < MOST_ROWS) rows.push(row)
      // The next flow's rows lie between those of the flow before.
      if (!isAscending) rows.sort((one, other) => one - other)
      setFound({ text, rows: [...rows], matches, isDone: part.next === null, isFilter: part.isFilter ?? false })
      if (part.next !== null) await search(part.next)
    }
    const start = setTimeout(() => {
      setFound({ ...NOTHING, text, isDone: false })
      // A search that was given up has nothing to say.
      search(0).catch(() => setFound((before) => ({ ...before, isDone: true })))
    }, REST_MS)
    return () => {
      clearTimeout(start)
      abort.abort()
    }
  }, [text, client, plan])
  return useMemo(
    () => ({
      text,
      setText,
      rows: found.rows,
      matches: found.matches,
      isDone: found.isDone,
      filter: found.isFilter && found.text === text ? text : '',
      isFresh: found.text === text && (found.isDone || found.rows.length > 0),
      isFound: new Set(found.rows),
      after: (row) => foundAfter(found.rows, row),
      before: (row) => foundBefore(found.rows, row),
    }),
    [text, found],
  )
}

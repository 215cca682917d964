import { useEffect, useMemo, useState } from 'react'
import type { LadderFiltered } from '../../contracts/ladder'
import type { LadderOutline } from '../../contracts/ladderRows'
import { useSessionState } from '../app/context'

/** What passes a display filter over the ladder's segments. */
export interface LadderFilter extends Pick<LadderFiltered, 'text' | 'problem' | 'segments' | 'matches' | 'spread'> {
  readonly isDone: boolean
  /** Segments that pass, by row: of rows in and around the view. Rows of which it isn't known yet are missing. */
  readonly counts: ReadonlyMap<number, number>
  /** Rows of them with segments that pass. */
  readonly rows: ReadonlySet<number>
  /** The row with the next segment that passes after `row`, or the one before it, in circles; null: none does. */
  readonly beside: (row: number, isForward: boolean) => Promise<number | null>
}

/** Rows are asked about in blocks: the engine is not asked with every step of scrolling. */
const BLOCK = 64
const NONE: readonly number[] = []

interface Told {
  readonly answer: LadderFiltered
  readonly rows: readonly number[]
  readonly outline: LadderOutline
}

/** Rows `from` to `to` and some around them. */
export function blockAround(from: number, to: number, rows: number): readonly number[] {
  const first = Math.max(0, (Math.floor(from / BLOCK) - 1) * BLOCK)
  const end = Math.min(rows, (Math.ceil(to / BLOCK) + 1) * BLOCK)
  return Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place)
}

/** Asks how many segments of `rows` pass the filter `text`, until all segments were looked at; null: there is no filter. */
export function useLadderFilter(outline: LadderOutline, text: string, rows: readonly number[]): LadderFilter | null {
  const client = useSessionState((state) => state.client)
  const language = useSessionState((state) => state.language)
  const [told, setTold] = useState<Told | null>(null)
  const { flow } = outline
  const question = text === '' ? '' : rows.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` stands for the rows, `language` for what is said
  useEffect(() => {
    if (client === null || text === '') {
      setTold(null)
      return
    }
    const abort = new AbortController()
    const ask = async (): Promise<void> => {
      const answer = await client.query('ladderFilter', { flow, text, rows: [...rows] }, abort.signal)
      if (abort.signal.aborted) return
      setTold(answer && { answer, rows, outline })
      if (answer !== null && answer.share < 1) await ask()
    }
    // What was given up has nothing to say.
    ask().catch(() => undefined)
    return () => abort.abort()
  }, [client, flow, outline, text, question, language])
  return useMemo(() => {
    if (told === null || client === null || told.answer.text !== text) return null
    const { answer } = told
    const isDone = answer.share === 1
    // Of a ladder that is planned anew, rows mean others; and what wasn't looked at yet may pass.
    const known = told.outline === outline && answer.problem === null ? told.rows : NONE
    const counted = known.map((row, place) => [row, answer.counts[place] ?? 0] as const)
    return {
      text,
      problem: answer.problem,
      segments: answer.segments,
      matches: answer.matches,
      spread: answer.spread,
      isDone,
      counts: new Map(counted.filter(([, count]) => isDone || count > 0)),
      rows: new Set(counted.flatMap(([row, count]) => (count > 0 ? [row] : []))),
      beside: (row, isForward) => client.query('ladderFilterBeside', { flow, text, row, isForward }),
    }
  }, [told, client, outline, text, flow])
}

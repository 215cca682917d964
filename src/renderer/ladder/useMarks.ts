import { useCallback, useEffect, useMemo, useState } from 'react'
import type { LadderDifference } from '../../contracts/ladder'
import type { LadderOutline } from '../../contracts/ladderRows'
import { useSessionState } from '../app/context'
import type { EngineClient } from '../app/engineClient'
import { useEngineQuery } from '../app/useEngineQuery'
import { type Mark, toggled } from './marks'

/** What is marked of a ladder, whoever's it is. */
export interface Marked {
  /** At most two, in the order in which they were marked. */
  readonly marks: readonly Mark[]
  /** Names of the rows that show them. */
  readonly rows: ReadonlyMap<number, string>
  readonly toggle: (mark: Mark) => void
  readonly clear: () => void
}

export interface Marks extends Marked {
  /** What lies between two; null: there are not two. */
  readonly difference: LadderDifference | null
}

export const MARK_NAMES = ['A', 'B'] as const

/** Asks for the row that shows a mark. */
export type AskRow = (client: EngineClient, mark: Mark, signal?: AbortSignal) => Promise<number | null>

/** Marks keep their frames when the ladder is planned anew: another `plan`. `askRow` must hold as long as the plan does. */
export function useMarked(plan: object, askRow: AskRow): Marked {
  const client = useSessionState((state) => state.client)
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [rows, setRows] = useState<ReadonlyMap<number, string>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: `plan` stands for where rows are
  useEffect(() => {
    if (marks.length === 0 || client === null) {
      setRows((before) => (before.size === 0 ? before : new Map()))
      return
    }
    const abort = new AbortController()
    Promise.all(marks.map((mark) => askRow(client, mark, abort.signal))).then(
      (found) => {
        const named = found.flatMap((row, place) => (row === null ? [] : [[row, MARK_NAMES[place] ?? ''] as const]))
        setRows(new Map(named))
      },
      () => undefined,
    )
    return () => abort.abort()
  }, [marks, client, plan, askRow])
  const toggle = useCallback((mark: Mark) => setMarks((before) => toggled(before, mark)), [])
  const clear = useCallback(() => setMarks([]), [])
  return useMemo(() => ({ marks, rows, toggle, clear }), [marks, rows, toggle, clear])
}

/** The row of a mark on one flow's ladder. */
export const rowOfMark: AskRow = (client, mark, signal) => client.query('ladderRowOfFrame', { ...mark }, signal)

/** Marks of one flow's ladder. */
export function useMarks(outline: LadderOutline): Marks {
  const marked = useMarked(outline, rowOfMark)
  const [from, to] = marked.marks
  const isPair = from !== undefined && to !== undefined
  const asked = isPair ? { flow: outline.flow, from: from.frame, to: to.frame } : null
  const difference = useEngineQuery('ladderDifference', asked).data ?? null
  return useMemo(() => ({ ...marked, difference: isPair ? difference : null }), [marked, isPair, difference])
}

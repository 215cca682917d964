import { useEffect, useMemo, useState } from 'react'
import type { LadderOutline, LadderRow } from '../../contracts/engine'
import type { LadderDifference } from '../../contracts/ladder'
import type { FrameNumber } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { toggled } from './marks'

export interface Marks {
  /** Marked frames, at most two, in the order they were marked. */
  readonly frames: readonly FrameNumber[]
  /** Names of the rows that show them. */
  readonly rows: ReadonlyMap<number, string>
  /** What lies between two; null: there are not two. */
  readonly difference: LadderDifference | null
  readonly toggle: (row: LadderRow) => void
  readonly clear: () => void
}

export const MARK_NAMES = ['A', 'B'] as const

/** Marks of a ladder; they keep their frames when it is planned anew. */
export function useMarks(outline: LadderOutline): Marks {
  const client = useSessionState((state) => state.client)
  const [frames, setFrames] = useState<readonly FrameNumber[]>([])
  const [rows, setRows] = useState<ReadonlyMap<number, string>>(new Map())
  const { flow } = outline
  // biome-ignore lint/correctness/useExhaustiveDependencies: `outline` stands for the plan
  useEffect(() => {
    if (frames.length === 0 || client === null) {
      setRows(new Map())
      return
    }
    const abort = new AbortController()
    const asked = frames.map((frame) => client.query('ladderRowOfFrame', { flow, frame }, abort.signal))
    Promise.all(asked).then(
      (found) => {
        const named = found.flatMap((row, place) => (row === null ? [] : [[row, MARK_NAMES[place] ?? ''] as const]))
        setRows(new Map(named))
      },
      () => undefined,
    )
    return () => abort.abort()
  }, [frames, client, flow, outline])
  const [from, to] = frames
  const isPair = from !== undefined && to !== undefined
  const difference = useEngineQuery('ladderDifference', isPair ? { flow, from, to } : null)
  return useMemo(
    () => ({
      frames,
      rows,
      difference: isPair ? (difference.data ?? null) : null,
      toggle: (row) => setFrames((before) => toggled(before, row)),
      clear: () => setFrames([]),
    }),
    [frames, rows, isPair, difference.data],
  )
}

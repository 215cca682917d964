import { useMemo } from 'react'
import type { TogetherOutline } from '../../../contracts/together'
import { useEngineQuery } from '../../app/useEngineQuery'
import { type AskRow, type Marks, useMarked } from '../useMarks'

/** The row of a mark on several ladders. */
export const rowOfTogetherMark: AskRow = (client, mark, signal) =>
  client.query('ladderTogetherRowOfFrame', { ...mark }, signal)

/** Marks of several ladders; those of a flow that was taken out are gone. */
export function useTogetherMarks(outline: TogetherOutline): Marks {
  const marked = useMarked(outline, rowOfTogetherMark)
  const marks = useMemo(
    () => marked.marks.filter((mark) => outline.flows.some(({ flow }) => flow === mark.flow)),
    [marked, outline],
  )
  const [from, to] = marks
  const isPair = from !== undefined && to !== undefined
  const asked = isPair ? { from: { ...from }, to: { ...to } } : null
  const difference = useEngineQuery('ladderTogetherDifference', asked, outline.revision).data ?? null
  return useMemo(
    () => ({ ...marked, marks, difference: isPair ? difference : null }),
    [marked, marks, isPair, difference],
  )
}

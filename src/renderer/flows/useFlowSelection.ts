import { useRef } from 'react'
import type { FlowId } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import type { FlowPages } from './flowPages'
import { type Pick, rowRange, toggled } from './selection'

export interface FlowSelection {
  readonly isSelected: (flow: FlowId) => boolean
  /** Selects by row; the row may still have to be fetched (End, a page down into the unknown). */
  readonly pick: (row: number, how: Pick) => void
}

/**
 * The flows that are selected in the list: one, or several that the ladder shows together. `selected` is the row of the
 * flow in focus, `total` how many rows there are; `moved` hears at once which row is to be in focus.
 */
export function useFlowSelection(
  pages: FlowPages,
  selected: number,
  total: number,
  moved: (row: number) => void,
): FlowSelection {
  const session = useSession()
  const flow = useSessionState((state) => state.flow)
  const together = useSessionState((state) => state.together)
  /** Where ranges begin: the row that was chosen last by itself. */
  const anchor = useRef<{ readonly row: number; readonly flow: FlowId } | null>(null)
  /** Of several picks whose rows are still to come only the last one counts. */
  const latest = useRef(0)

  const single = (id: FlowId) => session.choice.chooseFlow(id)
  const toggle = (id: FlowId) => {
    const { flow: focus, together: known } = session.store.get()
    const before = known.length > 0 ? known : focus === null ? [] : [focus]
    const after = toggled(before, id)
    if (after.length === 1) single(after[0] ?? id)
    else session.choice.showTogether(after, id)
  }
  const range = async (from: number, to: number, asked: number, focus: number, turn: number) => {
    const rows = Array.from({ length: to - from + 1 }, (_, at) => from + at)
    const here = rows.map((row) => pages.at(row))
    const known = here.includes(null) ? await Promise.all(rows.map((row) => pages.fetched(row))) : here
    const found = known.map((row) => row?.flow ?? null)
    const flows = found.filter((id) => id !== null)
    const focused = found[focus - from] ?? flows.at(-1)
    if (latest.current !== turn || focused === undefined) return
    if (flows.length > 1) session.choice.showTogether(flows, focused, asked)
    else single(focused)
  }
  const begin = (): number => {
    const { flow: focus, together: known } = session.store.get()
    const { current } = anchor
    if (current !== null && (current.flow === focus || known.includes(current.flow))) return current.row
    const row = Math.max(0, selected)
    const at = pages.at(row)
    anchor.current = at === null ? null : { row, flow: at.flow }
    return row
  }
  const pick = async (row: number, how: Pick) => {
    latest.current += 1
    const turn = latest.current
    if (how === 'all') {
      const { from, to, asked } = rowRange(0, total - 1)
      await range(from, to, asked, Math.max(0, selected), turn)
      return
    }
    if (how === 'range') {
      const { from, to, asked } = rowRange(begin(), row)
      const focus = Math.min(Math.max(row, from), to)
      moved(focus)
      await range(from, to, asked, focus, turn)
      return
    }
    moved(row)
    // What is known is chosen at once: the next key goes on from it, however soon it comes.
    const found = pages.at(row) ?? (await pages.fetched(row))
    if (!found || latest.current !== turn) return
    anchor.current = { row, flow: found.flow }
    if (how === 'only') single(found.flow)
    else toggle(found.flow)
  }
  return {
    isSelected: (id) => (together.length > 0 ? together.includes(id) : id === flow),
    pick: (row, how) => void pick(row, how),
  }
}

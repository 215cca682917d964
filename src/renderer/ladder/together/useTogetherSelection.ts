import { useCallback, useEffect, useRef, useState } from 'react'
import type { PlacedRow, TogetherOutline } from '../../../contracts/together'
import type { FlowId, FrameNumber } from '../../../contracts/units'
import { useSession, useSessionState } from '../../app/context'
import { useAtRest } from '../../ui/useAtRest'
import type { LadderSelection } from '../useSelection'

interface Spot {
  readonly flow: FlowId
  readonly frame: FrameNumber
}

/**
 * The selected row of several ladders. Its flow is the one in focus: a click on a row of another flow moves the focus,
 * and a focus moved elsewhere moves the row to what is worth seeing of that flow. It keeps its frame when the ladders
 * are planned anew. A live ladder begins with nothing selected: it shows its end.
 */
export function useTogetherSelection(
  outline: TogetherOutline,
  rowAt: (row: number) => PlacedRow | null,
  folds: object,
  isLive: boolean,
  sent: () => void,
): LadderSelection {
  const session = useSession()
  const client = useSessionState((state) => state.client)
  const focus = useSessionState((state) => state.flow)
  const target = useSessionState((state) => state.target)
  const [selected, setSelected] = useState(-1)
  const [reveal, setReveal] = useState({ count: 0, center: false })
  const spot = useRef<Spot | null>(null)
  /** Flow of the selected row, or of the one that is looked for. */
  const shown = useRef<FlowId | null>(isLive ? focus : null)
  const latest = useRef(outline)
  latest.current = outline
  const follow = useRef(sent)
  follow.current = sent

  /** The row that the user chose, until the focus went with it; -1: none. */
  const chosen = useRef(-1)
  /** The way to a frame's row; given up once the user goes elsewhere. */
  const underWay = useRef<AbortController | null>(null)
  const rows = useRef(rowAt)
  rows.current = rowAt
  const select = useCallback((row: number) => {
    underWay.current?.abort()
    chosen.current = row
    // At once: a plan that comes with this choice must not lead back to the row before.
    spot.current = spotOf(rows.current(row), latest.current)
    setSelected(row)
    setReveal((before) => ({ count: before.count + 1, center: false }))
  }, [])
  const clear = useCallback(() => {
    underWay.current?.abort()
    spot.current = null
    setSelected(-1)
  }, [])
  const show = useCallback((row: number, isQuiet: boolean) => {
    setSelected(row)
    if (!isQuiet) setReveal((before) => ({ count: before.count + 1, center: true }))
  }, [])
  const goTo = useCallback(
    ({ flow, frame }: Spot, isQuiet = false) => {
      const abort = new AbortController()
      underWay.current = abort
      client?.query('ladderTogetherRowOfFrame', { flow, frame }, abort.signal).then(
        (row) => row !== null && show(row, isQuiet),
        () => undefined,
      )
      return () => abort.abort()
    },
    [client, show],
  )

  // A flow that was just taken in comes with the next plan.
  const isHere = outline.flows.some(({ flow }) => flow === focus)
  // The focus came from elsewhere: what is wrong with that flow, or else where it begins.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `isHere` stands for the plan
  useEffect(() => {
    if (focus === null || focus === shown.current) return
    const flow = latest.current.flows.find((known) => known.flow === focus)
    if (flow === undefined) return
    shown.current = focus
    chosen.current = -1
    // What was looked at before is not gone back to when the ladders are planned anew.
    spot.current = null
    follow.current()
    const frame = flow.verdict.severity === 'ok' ? undefined : flow.verdict.evidence.at(-1)?.frame
    setSelected(-1)
    if (frame !== undefined) {
      // A plan that comes before the answer asks again.
      spot.current = { flow: focus, frame }
      return goTo(spot.current)
    }
    show(flow.firstRow, false)
    return
  }, [focus, isHere, goTo, show])

  // Planned anew: the frame keeps its place, wherever that is now. Only other folds bring it into view.
  const before = useRef({ outline, folds })
  useEffect(() => {
    const isSame = before.current.outline === outline
    const isGrown = before.current.folds === folds
    before.current = { outline, folds }
    return isSame || spot.current === null ? undefined : goTo(spot.current, isGrown)
  }, [outline, folds, goTo])

  // A link of the verdict, which is of the flow in focus.
  useEffect(() => {
    if (!target) return
    const { flow } = session.store.get()
    if (flow === null) return
    follow.current()
    return goTo({ flow, frame: target.frame })
  }, [target, session, goTo])

  const row = selected >= 0 ? rowAt(selected) : null
  // While the selection runs through the rows of several flows, the focus follows when it rests.
  const rested = useAtRest(row)
  useEffect(() => {
    if (rested !== row || row?.place == null) return
    const flow = latest.current.flows[row.place]?.flow
    // Rows that arrive anew don't take the focus from the flow that it just went to.
    const isChosen = chosen.current === row.row
    if (flow === undefined || (!isChosen && flow !== session.store.get().flow)) return
    const found = row.shown
    spot.current = spotOf(row, latest.current) ?? spot.current
    if (isChosen) chosen.current = -1
    shown.current = flow
    session.choice.focusFlow(flow, found.kind === 'segment' || found.kind === 'fold' ? found.segment : null)
  }, [rested, row, session])

  return { selected, select, clear, reveal }
}

/** Where a row is found again in another plan; null: it has no frame of its own, or isn't here yet. */
function spotOf(row: PlacedRow | null, { flows }: TogetherOutline): Spot | null {
  const flow = row?.place == null ? undefined : flows[row.place]?.flow
  if (row === null || flow === undefined) return null
  const { shown } = row
  const frame = shown.kind === 'segment' ? shown.frame : shown.kind === 'fold' ? shown.firstFrame : null
  return frame === null ? null : { flow, frame }
}

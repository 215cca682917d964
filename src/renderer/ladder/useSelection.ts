import { useCallback, useEffect, useRef, useState } from 'react'
import type { LadderOutline, LadderRow } from '../../contracts/ladderRows'
import type { FrameNumber, SegmentIndex } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import type { FrameTarget } from '../app/state'
import { tellSelectedRow } from './selectedRow'
import type { LadderRowSource } from './useLadderRows'

export interface LadderSelection {
  readonly selected: number
  /** Selects a row; the user did it, so it is brought into view. */
  readonly select: (row: number) => void
  /** Selects nothing. */
  readonly clear: () => void
  /** Grows whenever the selected row must be brought into view; `center` says where. */
  readonly reveal: { readonly count: number; readonly center: boolean }
}

/**
 * The selected row of a ladder. It follows evidence links, keeps its frame when the ladder is planned anew (a fold
 * opened, the capture grew), and tells the session which segment it shows. `folds` is another object when other folds
 * are open. A live ladder begins with nothing selected: it shows its end. `sent` hears that a link led to a frame.
 */
export function useSelection(
  outline: LadderOutline,
  source: LadderRowSource,
  folds: object,
  isLive: boolean,
  sent: () => void,
): LadderSelection {
  const session = useSession()
  const client = useSessionState((state) => state.client)
  const target = useSessionState((state) => state.target)
  const [selected, setSelected] = useState(-1)
  const [reveal, setReveal] = useState({ count: 0, center: false })
  const frame = useRef<FrameNumber | null>(isLive ? null : firstFrame(outline))

  /** Whose row a link led to; none once the user selects a row. */
  const wanted = useRef<FrameTarget | null>(null)
  /** The way to a frame's row; given up once the user goes elsewhere. */
  const underWay = useRef<AbortController | null>(null)
  const rows = useRef(source)
  rows.current = source
  const select = useCallback((row: number) => {
    underWay.current?.abort()
    // At once: a plan that comes with this choice must not lead back to the row before.
    const found = rows.current.at(row)
    frame.current = found && frameOf(found)
    wanted.current = null
    setSelected(row)
    setReveal((before) => ({ count: before.count + 1, center: false }))
  }, [])

  const clear = useCallback(() => {
    underWay.current?.abort()
    frame.current = null
    setSelected(-1)
  }, [])

  const { flow } = outline
  const goTo = useCallback(
    (wanted: FrameNumber | null, isQuiet = false) => {
      const move = (row: number | null) => {
        setSelected(row ?? 0)
        if (!isQuiet) setReveal((before) => ({ count: before.count + 1, center: true }))
      }
      if (wanted === null || !client) {
        move(0)
        return () => undefined
      }
      const abort = new AbortController()
      underWay.current = abort
      client.query('ladderRowOfFrame', { flow, frame: wanted }, abort.signal).then(
        (row) => move(row),
        () => undefined,
      )
      return () => abort.abort()
    },
    [client, flow],
  )
  // Planned anew: the frame keeps its place, wherever that is now. Only other folds bring it into view.
  const shown = useRef<{ readonly folds: object; readonly level: string } | null>(null)
  const { level = '' } = outline
  // biome-ignore lint/correctness/useExhaustiveDependencies: `outline` stands for the plan
  useEffect(() => {
    // Another level keeps its place by itself.
    const isGrown = shown.current !== null && (shown.current.folds === folds || shown.current.level !== level)
    const isFirst = shown.current === null
    shown.current = { folds, level }
    if ((isLive && isFirst) || (frame.current === null && !isFirst)) return
    return goTo(frame.current, isGrown)
  }, [goTo, outline, folds, level, isLive])
  const follow = useRef(sent)
  follow.current = sent
  useEffect(() => {
    if (!target) return
    wanted.current = target
    follow.current()
    return goTo(target.frame)
  }, [target, goTo])

  const row = selected >= 0 ? source.at(selected) : null
  useEffect(() => {
    tellSelectedRow(row)
    return () => tellSelectedRow(null)
  }, [row])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link may lead to the row that is selected
  useEffect(() => {
    if (!row) return
    frame.current = frameOf(row) ?? frame.current
    session.choice.selectSegment(segmentOf(row, wanted.current))
  }, [row, session, reveal.count])

  return { selected, select, clear, reveal }
}

/** What to look at first: the last piece of evidence where something is wrong, else the beginning. */
function firstFrame({ verdict }: LadderOutline): FrameNumber | null {
  return verdict.severity === 'ok' ? null : (verdict.evidence.at(-1)?.frame ?? null)
}

/** Of a fold the segment that a link led to, or its first. */
function segmentOf(row: LadderRow, wanted: FrameTarget | null): SegmentIndex | null {
  if (row.kind === 'segment') return row.segment
  if (row.kind !== 'fold') return null
  const isInside = wanted !== null && wanted.frame >= row.firstFrame && wanted.frame <= row.lastFrame
  return isInside ? (wanted.segment ?? row.segment) : row.segment
}

function frameOf(row: LadderRow): FrameNumber | null {
  return row.kind === 'segment' ? row.frame : row.kind === 'fold' ? row.firstFrame : null
}

/** Rows of several flows to geometry, as scene.ts does for one. Pure: no canvas, no DOM, no theme. */
import type { LadderRow } from '../../../contracts/engine'
import type { Side } from '../../../contracts/flow'
import type { TogetherRow } from '../../../contracts/together'
import { formatInUnit, type TimeUnit } from '../../ui/format'
import { type BracketMark, bracketMarks } from '../bracketMarks'
import type { PlacedBracket } from '../brackets'
import type { TailPlace } from '../drawTail'
import { fitLabel } from '../fitLabel'
import { ROW_HEIGHT, rowTop, visibleRows } from '../layout'
import {
  type Arrow,
  type Backdrop,
  backdropOf,
  type Fold,
  foldOf,
  GHOST_REACH,
  HEAD_GAP,
  LABEL_END,
  LABEL_Y,
  LINE_Y,
  LOST_REACH,
  type Quiet,
  type Scene,
  type Tail,
  TIE_OVERDRAW,
  type Tie,
  type TimeMark,
  tailOf,
} from '../scene'
import { EDGE_WIDTH, lifeOf, type RowBar, stretchBars } from '../sceneBars'
import type { FlowColumns, Lane, TogetherColumns } from './columns'

/** The number of a row's flow, beside its sender. */
export interface Tag {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly isFocus: boolean
}
/** A thin line: an end that has not begun, or a fold's way between its ends. */
export interface Thread {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}
export interface TogetherScene {
  readonly backdrops: Scene['backdrops']
  readonly threads: readonly Thread[]
  readonly bars: readonly RowBar[]
  readonly arrows: readonly Arrow[]
  readonly ties: readonly Tie[]
  readonly folds: readonly Fold[]
  readonly tags: readonly Tag[]
  readonly quiets: readonly (Quiet & { readonly x: number; readonly room: number })[]
  readonly tails: readonly { readonly tail: Tail; readonly place: TailPlace }[]
  readonly times: readonly TimeMark[]
  readonly brackets: readonly BracketMark[]
  /** Middles of rows that a search found. */
  readonly matches: readonly number[]
  /** Rows that aren't here yet. */
  readonly missing: readonly number[]
}

export interface TogetherInput {
  readonly columns: TogetherColumns
  readonly rows: number
  readonly at: (row: number) => TogetherRow | null
  readonly offset: number
  readonly height: number
  /** Of the flow in focus. */
  readonly brackets: readonly PlacedBracket[]
  readonly start: bigint
  readonly unit: TimeUnit
  readonly charWidth: number
  readonly selected: number
  readonly hovered: number
  readonly matches: ReadonlySet<number>
  /** Place of the flow in focus. */
  readonly focus: number
  /** What of the columns is in view. */
  readonly view: Lane
}

const FOLD_HALF = 10
const QUIET_HALF = 11
/** From the lane's edge to the middle of a tag, and to the label beside it. */
const TAG_INDENT = 13
const LABEL_INDENT = 25
/** Room for the cross in which a lost arrow ends. */
const CROSS = 14

/** Everything visible, ready to draw. */
export function buildTogetherScene(input: TogetherInput): TogetherScene {
  const { rows, at, offset, height, columns } = input
  const { from, to } = visibleRows(rows, offset, height)
  const scene = {
    backdrops: [] as { y: number; height: number; kind: Backdrop }[],
    arrows: [] as Arrow[],
    ties: [] as Tie[],
    folds: [] as Fold[],
    tags: [] as Tag[],
    quiets: [] as TogetherScene['quiets'][number][],
    tails: [] as TogetherScene['tails'][number][],
    times: [] as TimeMark[],
    matches: [] as number[],
    missing: [] as number[],
    threads: idleThreads(input, from, to),
  }
  for (let index = from; index < to; index += 1) {
    const top = rowTop(index) - offset
    const backdrop = backdropOf(input, index)
    if (backdrop !== 'panel') scene.backdrops.push({ y: top, height: ROW_HEIGHT, kind: backdrop })
    if (input.matches.has(index)) scene.matches.push(top + ROW_HEIGHT / 2)
    const row = at(index)
    if (!row) {
      scene.missing.push(top)
      continue
    }
    const { shown, place } = row
    if (shown.kind === 'segment' || shown.kind === 'fold') {
      scene.times.push({ y: top + LABEL_Y + 3, text: formatInUnit(Number(shown.time - input.start), input.unit) })
    }
    const flow = place === null ? undefined : columns.flows[place]
    if (place === null || flow === undefined) {
      scene.quiets.push(quietOf(columns, shown.label, top + ROW_HEIGHT / 2))
      continue
    }
    const tag = (isLeft: boolean, y: number) => {
      const lane = laneFrom(input, flow, isLeft)
      const x = isLeft ? lane.left + TAG_INDENT : lane.right - TAG_INDENT
      scene.tags.push({ x, y, text: String(place + 1), isFocus: place === input.focus })
    }
    if (shown.kind === 'segment' || shown.kind === 'ghost') {
      const kind = shown.kind === 'ghost' ? 'ghost' : shown.arrow
      const isLost = shown.kind === 'segment' && (shown.lost ?? false)
      const isFromLeft = (shown.from === 'client') === flow.isRightwards
      scene.arrows.push(arrowOf(input, flow, { kind, isFromLeft, label: shown.label, top, backdrop, isLost }))
      tag(isFromLeft, top + ROW_HEIGHT / 2)
      if (shown.kind === 'segment' && shown.repeats !== null && shown.repeats < index) {
        scene.ties.push(tieOf(flow, isFromLeft, rowTop(shown.repeats) - offset, top))
      }
    } else if (shown.kind === 'fold') {
      const y = top + ROW_HEIGHT / 2
      const lane = widest(input, flow)
      const layout = { ...columns.frame, laneLeft: lane.left + TAG_INDENT + 6, laneRight: lane.right }
      scene.threads.push({ x1: flow.left, y1: y, x2: flow.right, y2: y })
      const fold = foldOf({ layout, charWidth: input.charWidth }, shown, y, FOLD_HALF, index === input.hovered)
      scene.folds.push(flow.isRightwards ? fold : { ...fold, from: mirrored(fold.from) })
      scene.tags.push({ x: lane.left + TAG_INDENT, y, text: String(place + 1), isFocus: place === input.focus })
    } else if (shown.kind === 'tail') {
      const isLeft = (shown.side === 'client') === flow.isRightwards
      scene.tails.push({ tail: tailOf(shown, top + ROW_HEIGHT / 2), place: tailPlaceOf(input, flow, shown, isLeft) })
      tag(isLeft, top + ROW_HEIGHT / 2)
    }
  }
  const bars = columns.flows.flatMap((_, place) => barsOf(input, place, from, to))
  return { ...scene, bars, brackets: bracketMarks({ ...input, layout: columns.frame }, from, to) }
}

const mirrored = (side: Side | null): Side | null => (side === null ? null : side === 'client' ? 'server' : 'client')

/** How much of a lane must be in view for words to stand there. */
const SEEN = 0.7

const isSeen = ({ left, right }: Lane, view: Lane): boolean =>
  Math.min(right, view.right) - Math.max(left, view.left) >= SEEN * (right - left)

/** Where what comes from one side says so: beside its host, or as near to it as is in view. */
function laneFrom({ view }: TogetherInput, { lanes }: FlowColumns, isLeft: boolean): Lane {
  const nearest = isLeft ? lanes : [...lanes].reverse()
  return nearest.find((lane) => isSeen(lane, view)) ?? nearest[0] ?? view
}

/** The widest of a flow's lanes, of those in view where there are any. */
function widest({ view }: TogetherInput, { lanes }: FlowColumns): Lane {
  const seen = lanes.filter((lane) => isSeen(lane, view))
  const among = seen.length > 0 ? seen : lanes
  return among.reduce((best, lane) => (lane.right - lane.left > best.right - best.left ? lane : best), among[0] ?? view)
}

/** Both bars of the flow at `place`. Its own rows say what it passed through; at others it is as it was. */
function barsOf({ columns, at, offset }: TogetherInput, place: number, from: number, to: number): RowBar[] {
  const flow = columns.flows[place]
  if (flow === undefined) return []
  const { barWidth: width } = columns
  return (['client', 'server'] as const).flatMap((side) => {
    const x = flow.x[side]
    const isLeft = (side === 'client') === flow.isRightwards
    const bar = { side: isLeft ? ('client' as const) : ('server' as const), x, width }
    const lifeAt = (row: number) => {
      const found = at(row)
      if (found?.place === place) return lifeOf(found.shown, side)
      const life = found?.ends[place]?.[side]
      return life === undefined ? null : { life, passed: [], isWaiting: false }
    }
    return stretchBars(lifeAt, { ...bar, edgeX: isLeft ? x + width - EDGE_WIDTH : x }, offset, from, to)
  })
}

/** Where a flow has not begun, its ends are thin lines. */
function idleThreads({ columns, at, offset }: TogetherInput, from: number, to: number): Thread[] {
  return columns.flows.flatMap(({ x }, place) => {
    let until = from
    while (until < to && at(until)?.ends[place] === null) until += 1
    if (until === from) return []
    const [y1, y2] = [rowTop(from) - offset, rowTop(until) - offset]
    return [x.client, x.server].map((left) => {
      const middle = Math.round(left + columns.barWidth / 2) + 0.5
      return { x1: middle, y1, x2: middle, y2 }
    })
  })
}

interface ArrowFacts {
  readonly kind: Arrow['kind']
  readonly isFromLeft: boolean
  readonly label: string
  readonly top: number
  readonly backdrop: Backdrop
  readonly isLost: boolean
}

function arrowOf(input: TogetherInput, flow: FlowColumns, facts: ArrowFacts): Arrow {
  const { charWidth } = input
  const { kind, isFromLeft, label, top, backdrop, isLost } = facts
  const lane = laneFrom(input, flow, isFromLeft)
  const end = isLost || kind === 'ghost' ? LABEL_END + CROSS : LABEL_END
  const text = fitLabel(label, lane.right - lane.left - LABEL_INDENT - end, charWidth)
  const tailX = isFromLeft ? flow.left + HEAD_GAP : flow.right - HEAD_GAP
  const whole = flow.right - flow.left - 2 * HEAD_GAP
  const labelX = isFromLeft ? lane.left + LABEL_INDENT : lane.right - LABEL_INDENT
  // The cross stands beside its label, not in it, and before the next host.
  const beside = Math.abs(labelX - tailX) + text.length * charWidth + 6
  const most = Math.abs((isFromLeft ? lane.right : lane.left) - tailX) - 2 * LABEL_END
  const lost = Math.min(most, Math.max(whole * LOST_REACH, beside))
  const reach = kind === 'ghost' ? Math.min(most, whole * GHOST_REACH) : isLost ? lost : whole
  return {
    kind,
    // The side as it is drawn: it picks how the label is aligned.
    from: isFromLeft ? 'client' : 'server',
    y: top + LINE_Y,
    headY: top + LINE_Y,
    tailX,
    headX: isFromLeft ? tailX + reach : tailX - reach,
    label: text,
    labelX,
    labelY: top + LABEL_Y,
    backdrop,
    isLost,
  }
}

function tieOf({ lanes }: FlowColumns, isFromLeft: boolean, firstTop: number, top: number): Tie {
  return {
    side: isFromLeft ? 'client' : 'server',
    x: isFromLeft ? (lanes[0]?.left ?? 0) + 2 : (lanes.at(-1)?.right ?? 0) - 2,
    top: Math.max(-TIE_OVERDRAW, firstTop + LINE_Y + 3),
    bottom: top + LINE_Y - 3,
  }
}

function tailPlaceOf(
  input: TogetherInput,
  flow: FlowColumns,
  row: LadderRow & { readonly kind: 'tail' },
  isLeft: boolean,
): TailPlace {
  const lane = laneFrom(input, flow, isLeft)
  return {
    barX: flow.x[row.side],
    barWidth: input.columns.barWidth,
    textX: isLeft ? lane.left + LABEL_INDENT : lane.right - LABEL_INDENT,
    align: isLeft ? 'left' : 'right',
    room: lane.right - lane.left - LABEL_INDENT - LABEL_END,
  }
}

/** Silence is said in the widest lane. */
function quietOf({ hosts }: TogetherColumns, label: string, y: number) {
  let best = { left: 0, right: 0 }
  hosts.slice(1).forEach(({ left }, at) => {
    const lane = { left: hosts[at]?.right ?? left, right: left }
    if (lane.right - lane.left > best.right - best.left) best = lane
  })
  return { y, half: QUIET_HALF, label, x: (best.left + best.right) / 2, room: best.right - best.left - 16 }
}

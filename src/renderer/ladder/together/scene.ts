/** Rows of several flows to geometry, as scene.ts does for one. Pure: no canvas, no DOM, no theme. */
import type { Side } from '../../../contracts/flow'
import type { TogetherRow } from '../../../contracts/together'
import { formatInUnit, type TimeUnit } from '../../ui/format'
import { type BracketMark, bracketMarks } from '../bracketMarks'
import type { PlacedBracket } from '../brackets'
import type { TailPlace } from '../drawTail'
import { ROW_HEIGHT, rowTop, visibleRows } from '../layout'
import {
  type Arrow,
  type Backdrop,
  backdropOf,
  type Fold,
  foldOf,
  LABEL_END,
  LABEL_Y,
  LINE_Y,
  type Quiet,
  type RowMark,
  type Scene,
  type Tail,
  type Tie,
  type TimeMark,
  tailOf,
} from '../scene'
import { EDGE_WIDTH, lifeOf, type RowBar, stretchBars } from '../sceneBars'
import { arrowOf, tieOf } from './arrows'
import type { FlowColumns, Lane, TogetherColumns } from './columns'
import { allLanes, laneFrom, type WordPlace, widestLane, wordPlace } from './lanes'

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
  readonly marks: readonly RowMark[]
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
  /** Names of marked rows. */
  readonly marks: ReadonlyMap<number, string>
  /** Place of the flow in focus. */
  readonly focus: number
  /** What of the columns is in view. */
  readonly view: Lane
}

const FOLD_HALF = 10
const QUIET_HALF = 11

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
    marks: [] as RowMark[],
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
      scene.quiets.push(quietOf(input, shown.label, top + ROW_HEIGHT / 2, QUIET_HALF))
      continue
    }
    const y = top + ROW_HEIGHT / 2
    const mark = input.marks.get(index)
    /** Number and mark beside where the row's words begin. */
    const tag = (lane: Lane, isLeft: boolean): WordPlace => {
      const words = wordPlace(lane, isLeft, mark !== undefined)
      scene.tags.push({ x: words.tagX, y, text: String(place + 1), isFocus: place === input.focus })
      if (mark !== undefined) scene.marks.push({ x: words.markX, y, name: mark })
      return words
    }
    if (shown.kind === 'segment' || shown.kind === 'ghost') {
      const isFromLeft = (shown.from === 'client') === flow.isRightwards
      const lane = laneFrom(input.view, flow, isFromLeft)
      const words = tag(lane, isFromLeft)
      const line = top + LINE_Y
      const drawn = { row: shown, isFromLeft, y: line, headY: line, lane, words, backdrop }
      scene.arrows.push(arrowOf(flow, drawn, input.charWidth))
      if (shown.kind === 'segment' && shown.repeats !== null && shown.repeats < index) {
        scene.ties.push(tieOf(flow, isFromLeft, rowTop(shown.repeats) - offset + LINE_Y, line))
      }
    } else if (shown.kind === 'fold') {
      const lane = widestLane(input.view, flow.lanes)
      const words = tag(lane, true)
      const layout = { ...columns.frame, laneLeft: words.labelX - 6, laneRight: lane.right }
      scene.threads.push({ x1: flow.left, y1: y, x2: flow.right, y2: y })
      const fold = foldOf({ layout, charWidth: input.charWidth }, shown, y, FOLD_HALF, index === input.hovered)
      scene.folds.push(flow.isRightwards ? fold : { ...fold, from: mirrored(fold.from) })
    } else if (shown.kind === 'tail') {
      const isLeft = (shown.side === 'client') === flow.isRightwards
      const words = tag(laneFrom(input.view, flow, isLeft), isLeft)
      scene.tails.push({ tail: tailOf(shown, y), place: tailPlaceOf(input.columns, flow, shown.side, isLeft, words) })
    }
  }
  const bars = columns.flows.flatMap((_, place) => barsOf(input, place, from, to))
  return { ...scene, bars, brackets: bracketMarks({ ...input, layout: columns.frame }, from, to) }
}

export const mirrored = (side: Side | null): Side | null =>
  side === null ? null : side === 'client' ? 'server' : 'client'

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

export function tailPlaceOf(
  { barWidth }: TogetherColumns,
  flow: FlowColumns,
  side: Side,
  isLeft: boolean,
  { labelX, room }: WordPlace,
): TailPlace {
  return { barX: flow.x[side], barWidth, textX: labelX, align: isLeft ? 'left' : 'right', room: room - LABEL_END }
}

/** Silence is said in the widest lane. */
export function quietOf(
  { columns, view }: Pick<TogetherInput, 'columns' | 'view'>,
  label: string,
  y: number,
  half: number,
) {
  const { left, right } = widestLane(view, allLanes(columns))
  return { y, half, label, x: (left + right) / 2, room: right - left - 16 }
}

/**
 * Several ladders drawn to scale: each flow's rows stand at their time and lean by its own time under way. Pure, and of
 * the pieces of timedScene.ts; where rows are denser than labels, a label gives way with its flow's number.
 */
import type { FoldRow } from '../../../contracts/ladderRows'
import type { PlacedRow, TogetherAxis } from '../../../contracts/together'
import { widthOf } from '../fitLabel'
import { placeLabels } from '../placeLabels'
import type { Arrow, Fold, Tail, Tie } from '../scene'
import { backdropOf, foldOf, LABEL_END, type RowMark, TIE_OVERDRAW, tailOf } from '../scene'
import { EDGE_WIDTH } from '../sceneBars'
import { timedBars } from '../timedBars'
import { timedBrackets } from '../timedBrackets'
import {
  bandsOf,
  isPlain,
  LEAST_FOLD,
  placesInView,
  placesOf,
  quietsOf,
  type RowPlace,
  rankOf,
  timesOf,
} from '../timedScene'
import type { TimeScale } from '../timeScale'
import { arrowOf, tieOf } from './arrows'
import type { FlowColumns, Lane } from './columns'
import { laneFrom, type WordPlace, widestLane, wordPlace } from './lanes'
import { mirrored, quietOf, type Tag, type Thread, type TogetherInput, type TogetherScene, tailPlaceOf } from './scene'
import { slotsOf } from './slots'

export interface TimedTogether extends Omit<TogetherInput, 'rows' | 'at'> {
  readonly scale: TimeScale
  readonly axis: TogetherAxis
  /** Rows in and around the view, ascending; not all where they are many. */
  readonly shown: readonly PlacedRow[]
  /** Row number of the first row after the last segment of all. */
  readonly endingsFrom: number
  /** Each flow's first row. */
  readonly firstRows: readonly number[]
}

/** Above a flow's first segment its bars begin. */
const HEAD = 12
const BESIDE_WORDS = 10
/** From a text's baseline up to its middle. */
const TEXT_MIDDLE = 4

/** Places of each flow's rows, in pixels of the view. */
export function placesByFlow(input: Omit<TimedTogether, 'view'>): readonly (readonly RowPlace[])[] {
  const { columns, axis } = input
  const rows = columns.flows.map((): PlacedRow['shown'][] => [])
  for (const { place, shown } of input.shown) if (place !== null) rows[place]?.push(shown)
  return rows.map((shown, place) => placesOf({ ...input, shown, axis: { delays: axis.delays[place] ?? null } }))
}

/** Everything visible, ready to draw. */
export function buildTimedTogether(input: TimedTogether, byFlow: readonly (readonly RowPlace[])[]): TogetherScene {
  const { columns, scale, offset, height } = input
  const visible = byFlow.map((places) => placesInView(places, height))
  const all = visible.flat()
  const lines = columns.flows.map((flow, place) =>
    linesOf(input, flow, place, visible[place] ?? [], byFlow[place] ?? []),
  )
  const folds = foldsOf(input, visible)
  const words = lines.flatMap((line) => line.arrows)
  const stands = placeLabels([
    ...folds.map(({ fold, row }) => ({
      left: fold.left,
      right: fold.right,
      y: fold.y,
      rank: rankOf(input, row, false),
    })),
    ...words.map(({ box }) => box),
  ])
  const said = words.filter((_, at) => stands[folds.length + at])
  return {
    backdrops: bandsOf(input, all),
    threads: [...idleThreads(input, byFlow), ...folds.map(({ thread }) => thread)],
    bars: columns.flows.flatMap((flow, place) => barsOf(input, flow, byFlow[place] ?? [], place)),
    arrows: words.map(({ arrow }, at) => (stands[folds.length + at] ? arrow : { ...arrow, label: '' })),
    ties: lines.flatMap(({ ties }) => ties),
    folds: folds.map(({ fold }, at) => (stands[at] ? fold : { ...fold, label: '' })),
    tags: [...said.map(({ tag }) => tag), ...folds.map(({ tag }) => tag), ...lines.flatMap(({ tags }) => tags)],
    marks: [...lines.flatMap(({ marks }) => marks), ...folds.flatMap(({ marks }) => marks)],
    matches: all.flatMap(({ row, top, bottom }) => (input.matches.has(row.row) ? [(top + bottom) / 2] : [])),
    quiets: quietsOf(scale, offset, height).map(({ y, half, label }) => quietOf(input, label, y, half)),
    tails: lines.flatMap(({ tails }) => tails),
    times: timesOf(input, all),
    brackets: timedBrackets({ ...input, layout: columns.frame }),
    missing: [],
  }
}

/** An arrow, and what stands beside it where there is room. */
interface Worded {
  readonly arrow: Arrow
  readonly tag: Tag
  readonly box: Parameters<typeof placeLabels>[0][number]
}

/** What runs or stands between a flow's bars, but for its folds. */
function linesOf(
  input: TimedTogether,
  flow: FlowColumns,
  place: number,
  visible: readonly RowPlace[],
  all: readonly RowPlace[],
) {
  const arrows: Worded[] = []
  const ties: Tie[] = []
  const tails: { tail: Tail; place: ReturnType<typeof tailPlaceOf> }[] = []
  const tags: Tag[] = []
  const marks: RowMark[] = []
  for (const at of visible) {
    const { row } = at
    const name = input.marks.get(row.row)
    const beside = (isLeft: boolean, lane: Lane) => wordPlace(lane, isLeft, name !== undefined)
    if (row.kind === 'segment' || row.kind === 'ghost') {
      const isFromLeft = (row.from === 'client') === flow.isRightwards
      const lane = laneFrom(input.view, flow, isFromLeft)
      const words = beside(isFromLeft, lane)
      const [y, headY] = row.from === 'client' ? [at.client, at.server] : [at.server, at.client]
      // A leaning arrow takes much height: bands lie behind rows in focus only.
      const drawn = { row, isFromLeft, y, headY, lane, words, backdrop: backdropOf(input, row.row) }
      const arrow = arrowOf(flow, drawn, input.charWidth)
      arrows.push(wordedArrow(input, place, words, arrow, row.row))
      if (name !== undefined) marks.push({ x: words.markX, y: arrow.labelY - TEXT_MIDDLE, name })
      if (row.kind === 'segment' && row.repeats !== null) {
        const first = all.find((other) => other.row.row === row.repeats)
        const tie = tieOf(flow, isFromLeft, first?.[row.from] ?? -TIE_OVERDRAW, y)
        if (tie.bottom > tie.top) ties.push(tie)
      }
    } else if (row.kind === 'tail') {
      const isLeft = (row.side === 'client') === flow.isRightwards
      const words = beside(isLeft, laneFrom(input.view, flow, isLeft))
      tails.push({ tail: tailOf(row, at.top), place: tailPlaceOf(input.columns, flow, row.side, isLeft, words) })
      tags.push(tagOf(input, place, words.tagX, at.top))
    }
  }
  return { arrows, ties, tails, tags, marks }
}

const tagOf = ({ focus }: TimedTogether, place: number, x: number, y: number): Tag => ({
  x,
  y,
  text: String(place + 1),
  isFocus: place === focus,
})

function wordedArrow(input: TimedTogether, place: number, words: WordPlace, arrow: Arrow, row: number): Worded {
  const width = widthOf(arrow.label, input.charWidth) + 6
  const isFromLeft = arrow.from === 'client'
  const y = arrow.labelY - TEXT_MIDDLE
  const [left, right] = isFromLeft
    ? [words.tagX - BESIDE_WORDS, arrow.labelX + width]
    : [arrow.labelX - width, words.tagX + BESIDE_WORDS]
  return {
    arrow,
    tag: tagOf(input, place, words.tagX, y),
    box: { left, right, y, rank: rankOf(input, row, isPlain(arrow)) },
  }
}

/** Folds of all flows; those that last at the same time in one lane stand beside one another. */
function foldsOf(input: TimedTogether, visible: readonly (readonly RowPlace[])[]) {
  const spans = visible.flatMap((places, place) => {
    const flow = input.columns.flows[place]
    if (flow === undefined) return []
    const lane = widestLane(input.view, flow.lanes)
    return places.flatMap(({ row, top, bottom }) => {
      if (row.kind !== 'fold') return []
      const half = Math.max(LEAST_FOLD, (bottom - top) / 2)
      const y = (top + bottom) / 2
      return [{ row, place, flow, lane, y, half, top: y - half, bottom: y + half }]
    })
  })
  const slots = slotsOf(spans)
  return spans.map(({ row, place, flow, lane, y, half }, at) => {
    const { slot, slots: all } = slots[at] ?? { slot: 0, slots: 1 }
    const width = (lane.right - lane.left) / all
    const part = { left: lane.left + slot * width, right: lane.left + (slot + 1) * width }
    const name = input.marks.get(row.row)
    const words = wordPlace(part, true, name !== undefined)
    // What a tall fold says stands where it is seen.
    const seen = Math.min(Math.max(y, LEAST_FOLD), input.height - LEAST_FOLD)
    const labelY = Math.min(Math.max(seen, y - half + LEAST_FOLD), y + half - LEAST_FOLD)
    return {
      row: row.row,
      fold: foldIn(input, flow, row, { left: words.labelX - LABEL_END, right: part.right }, y, half),
      tag: tagOf(input, place, words.tagX, labelY),
      marks: name === undefined ? [] : [{ x: words.markX, y: labelY, name }],
      thread: { x1: flow.left, y1: y, x2: flow.right, y2: y } satisfies Thread,
    }
  })
}

function foldIn(input: TimedTogether, flow: FlowColumns, row: FoldRow, lane: Lane, y: number, half: number): Fold {
  const layout = { ...input.columns.frame, laneLeft: lane.left, laneRight: lane.right }
  const fold = foldOf({ layout, charWidth: input.charWidth }, row, y, half, row.row === input.hovered)
  return flow.isRightwards ? fold : { ...fold, from: mirrored(fold.from) }
}

/** Both bars of a flow. */
function barsOf(input: TimedTogether, flow: FlowColumns, places: readonly RowPlace[], place: number) {
  const { barWidth: width } = input.columns
  return (['client', 'server'] as const).flatMap((side) => {
    const x = flow.x[side]
    const isLeft = (side === 'client') === flow.isRightwards
    const bar = { side: isLeft ? ('client' as const) : ('server' as const), x, width }
    const edgeX = isLeft ? x + width - EDGE_WIDTH : x
    return timedBars(input, places, side, { ...bar, edgeX }, beginOf(input, places, place))
  })
}

/** Where a flow begins, if that is among its rows here. */
function beginOf({ firstRows }: TimedTogether, [first]: readonly RowPlace[], place: number): number | null {
  return first === undefined || first.row.row !== firstRows[place] ? null : first.top - HEAD
}

/** Where a flow has not begun, its ends are thin lines. */
function idleThreads(input: TimedTogether, byFlow: readonly (readonly RowPlace[])[]): Thread[] {
  const { columns, height } = input
  return columns.flows.flatMap(({ x }, place) => {
    const begin = beginOf(input, byFlow[place] ?? [], place)
    if (begin === null || begin <= 0) return []
    return [x.client, x.server].map((left) => {
      const middle = Math.round(left + columns.barWidth / 2) + 0.5
      return { x1: middle, y1: 0, x2: middle, y2: Math.min(begin, height) }
    })
  })
}

/** The row nearest to (`x`, `y`) of the columns: of the flows whose arrows run there, or else of any. */
export function nearestTogether(
  columns: readonly FlowColumns[],
  byFlow: readonly (readonly RowPlace[])[],
  x: number,
  y: number,
  nearest: (places: readonly RowPlace[], y: number) => number | null,
): number | null {
  const near = columns.flatMap(({ left, right }, place) => (x >= left && x <= right ? (byFlow[place] ?? []) : []))
  return nearest(near, y) ?? nearest(byFlow.flat(), y)
}

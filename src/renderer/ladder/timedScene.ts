/**
 * A ladder drawn to scale: rows stand at their time, arrows lean by the time that segments are under way. Pure, like
 * scene.ts, and of the same pieces. Where rows are denser than labels, labels give way, never arrows.
 */

import type { LadderAxis } from '../../contracts/ladder'
import type { LadderRow, SegmentRow } from '../../contracts/ladderRows'
import { i18n } from '../i18n/i18n'
import { formatDuration, formatInUnit, type TimeUnit } from '../ui/format'
import type { PlacedBracket } from './brackets'
import { fitLabel, widthOf } from './fitLabel'
import { type LadderLayout, PADDING } from './layout'
import { type LabelBox, placeLabels } from './placeLabels'
import {
  type Arrow,
  type Backdrop,
  backdropOf,
  type Emphasis,
  type Fold,
  foldOf,
  GHOST_REACH,
  HEAD_GAP,
  isDimmed,
  LABEL_END,
  LABEL_INDENT,
  LOST_REACH,
  linkX,
  markX,
  type Quiet,
  type Scene,
  type Tail,
  TIE_OVERDRAW,
  type TimeMark,
  tailOf,
} from './scene'
import { barPlace } from './sceneBars'
import { timedBars } from './timedBars'
import { timedBrackets } from './timedBrackets'
import { BREAK_INSET, breaksBetween, type TimeScale } from './timeScale'

export interface TimedInput extends Emphasis {
  readonly layout: LadderLayout
  readonly scale: TimeScale
  readonly axis: LadderAxis
  /** Rows in and around the view, ascending; not all where they are many. */
  readonly shown: readonly LadderRow[]
  /** Row number of the first row after the last segment. */
  readonly endingsFrom: number
  readonly offset: number
  readonly height: number
  readonly brackets: readonly PlacedBracket[]
  readonly start: bigint
  readonly unit: TimeUnit
  readonly charWidth: number
}

/** Where a row stands in the view: its middle, and how far it reaches up and down. */
export interface RowPlace {
  readonly row: LadderRow
  readonly top: number
  readonly bottom: number
  /** Where its lifelines change, of either side. */
  readonly client: number
  readonly server: number
}

export const LEAST_FOLD = 10
const HALF_BAND = 10
/** A label stands no farther below the end that it belongs to. */
export const STEEP = 18

export const clamp = (value: number, most: number): number => Math.min(Math.max(value, -most), most)

/** What tells where rows of one flow stand. */
export interface TimedRows extends Pick<TimedInput, 'scale' | 'shown' | 'endingsFrom' | 'offset' | 'start'> {
  readonly axis: Pick<LadderAxis, 'delays'>
}

/** Places of all shown rows, in pixels of the view. */
export function placesOf(input: TimedRows): RowPlace[] {
  const { scale, axis, offset, shown, endingsFrom } = input
  const start = (row: { readonly time: bigint }): number => Number(row.time - input.start)
  const y = (ns: number): number => scale.yOf(ns) - offset
  const places: RowPlace[] = []
  for (const row of shown) {
    if (row.kind === 'segment') {
      const { tail, head } = ends(axis, row, start(row))
      const [tailY, headY] = [y(tail), y(head)]
      const [client, server] = row.from === 'client' ? [tailY, headY] : [headY, tailY]
      places.push({ row, top: Math.min(tailY, headY), bottom: Math.max(tailY, headY), client, server })
    } else if (row.kind === 'fold') {
      const [top, bottom] = [y(start(row)), y(start(row) + row.durationNs)]
      places.push({ row, top, bottom, client: bottom, server: bottom })
    } else if (row.row >= endingsFrom) {
      const at = scale.endingY(row.row - endingsFrom) - offset
      places.push({ row, top: at, bottom: at, client: at, server: at })
    }
  }
  return places
}

/** When a segment left its sender and reached its peer, nanoseconds since the start. */
function ends({ delays }: TimedRows['axis'], { from }: SegmentRow, captured: number): { tail: number; head: number } {
  if (delays === null) return { tail: captured, head: captured }
  const to = from === 'client' ? 'server' : 'client'
  return { tail: captured - delays[from], head: captured + delays[to] }
}

const peerless = (backdrop: Backdrop): Backdrop => (backdrop === 'peer' ? 'panel' : backdrop)

/** Everything visible, ready to draw. */
export function buildTimedScene(input: TimedInput): Scene {
  const { layout, offset, height, scale } = input
  const places = placesOf(input)
  const visible = placesInView(places, height)
  const byRow = new Map(places.map((place) => [place.row.row, place] as const))
  const arrows = visible.flatMap((place) => arrowOf(input, place))
  const folds = visible.flatMap((place) => foldAt(input, place))
  const begin = places[0]?.row.row === 0 ? PADDING.top - offset : null
  return {
    backdrops: bandsOf(input, visible),
    bars: (['client', 'server'] as const).flatMap((side) =>
      timedBars(input, places, side, barPlace(layout, side), begin),
    ),
    ...labelled(input, arrows, folds),
    ties: visible.flatMap(({ row, ...place }) =>
      row.kind === 'segment' && row.repeats !== null ? tieOf(input, row, place[row.from], byRow.get(row.repeats)) : [],
    ),
    links: (input.links ?? []).flatMap(({ from, to, side }) => {
      const [top, bottom] = [byRow.get(from)?.[side] ?? -TIE_OVERDRAW, byRow.get(to)?.[side] ?? height + TIE_OVERDRAW]
      return bottom > top ? [{ side, x: linkX(layout, side), top, bottom }] : []
    }),
    marks: [...(input.marks ?? [])].flatMap(([row, name]) => {
      const place = byRow.get(row)
      if (place === undefined) return []
      return [{ x: markX(layout, place.row), y: markY(place), name }]
    }),
    matches: visible.flatMap(({ row, top, bottom }) => (input.matches?.has(row.row) ? [(top + bottom) / 2] : [])),
    quiets: quietsOf(scale, offset, height),
    tails: visible.flatMap(({ row, top }): Tail[] => (row.kind === 'tail' ? [tailOf(row, top)] : [])),
    times: timesOf(input, visible),
    brackets: timedBrackets(input),
    missing: [],
    veil: null,
  }
}

/** Places that may show in a view `height` pixels high. */
export const placesInView = (places: readonly RowPlace[], height: number): RowPlace[] =>
  places.filter(({ top, bottom }) => bottom > -40 && top < height + 40)

/** Where a row's mark stands. */
const markY = (place: RowPlace): number =>
  place.row.kind === 'segment' ? place[place.row.from] : (place.top + place.bottom) / 2

/** A leaning arrow takes much height: of what it has to do with, the link is enough. */
export function bandsOf(emphasis: Emphasis, visible: readonly RowPlace[]): Scene['backdrops'] {
  const bands = visible.filter(({ row }) => ['selected', 'hovered'].includes(backdropOf(emphasis, row.row)))
  return bands.map(({ row, top, bottom }) => ({
    y: top - HALF_BAND,
    height: bottom - top + 2 * HALF_BAND,
    kind: backdropOf(emphasis, row.row),
  }))
}

/** Breaks in a view, and what they say. */
export function quietsOf(scale: TimeScale, offset: number, height: number): Quiet[] {
  return breaksBetween(scale, offset, offset + height).map(({ from, to, top, bottom }) => ({
    y: (top + bottom) / 2 - offset,
    half: (bottom - top) / 2 - BREAK_INSET,
    label: i18n.t('ladder:silence', { time: formatDuration(to - from) }),
  }))
}

interface Drawn {
  readonly arrow: Arrow
  readonly row: number
}

function arrowOf(input: TimedInput, place: RowPlace): Drawn[] {
  const { row } = place
  if (row.kind !== 'segment' && row.kind !== 'ghost') return []
  const { laneLeft, laneRight } = input.layout
  const isClient = row.from === 'client'
  const tailX = isClient ? laneLeft + HEAD_GAP : laneRight - HEAD_GAP
  const isLost = row.kind === 'segment' && (row.lost ?? false)
  const reach = row.kind === 'ghost' ? GHOST_REACH : isLost ? LOST_REACH : 1
  const whole = (laneRight - laneLeft - 2 * HEAD_GAP) * reach
  const [y, to] = isClient ? [place.client, place.server] : [place.server, place.client]
  const label = fitLabel(row.label, laneRight - laneLeft - LABEL_INDENT - LABEL_END, input.charWidth)
  const slope = (to - y) / Math.max(1, laneRight - laneLeft - 2 * HEAD_GAP)
  const arrow: Arrow = {
    kind: row.kind === 'ghost' ? 'ghost' : row.arrow,
    from: row.from,
    y,
    headY: y + slope * whole,
    tailX,
    headX: isClient ? tailX + whole : tailX - whole,
    label,
    labelX: isClient ? laneLeft + LABEL_INDENT : laneRight - LABEL_INDENT,
    // Over the middle of what it is written along; of a steep one, beside where it leaves.
    labelY: y + clamp(slope * Math.min(widthOf(label, input.charWidth) / 2 + LABEL_INDENT, whole), STEEP) - 4,
    backdrop: peerless(backdropOf(input, row.row)),
    isLost,
    isDimmed: isDimmed(input, row.row),
  }
  return [{ arrow, row: row.row }]
}

interface DrawnFold {
  readonly fold: Fold
  readonly row: number
}

function foldAt(input: TimedInput, { row, top, bottom }: RowPlace): DrawnFold[] {
  if (row.kind !== 'fold') return []
  const half = Math.max(LEAST_FOLD, (bottom - top) / 2)
  return [
    {
      fold: foldOf(input, row, (top + bottom) / 2, half, row.row === input.hovered, input.passing?.get(row.row)),
      row: row.row,
    },
  ]
}

/** Whose label gets its place first: what is in focus, then events, then the rest. */
export function rankOf({ selected, hovered, marks, peers }: Emphasis, row: number, isPlain: boolean): number {
  if (row === selected || row === hovered) return 0
  if (marks?.has(row) || peers?.has(row)) return 1
  return isPlain ? 3 : 2
}

/** An arrow of which there are many. */
export const isPlain = ({ kind }: Arrow): boolean => kind === 'data' || kind === 'ack'

/** Arrows and folds with the labels for which there is room. */
function labelled(input: TimedInput, arrows: readonly Drawn[], folds: readonly DrawnFold[]) {
  const boxes: LabelBox[] = [
    ...folds.map(({ fold, row }) => ({
      left: fold.left,
      right: fold.right,
      y: fold.y,
      rank: rankOf(input, row, false),
    })),
    ...arrows.map(({ arrow, row }) => {
      const width = widthOf(arrow.label, input.charWidth) + 6
      const left = arrow.from === 'client' ? arrow.labelX : arrow.labelX - width
      return { left, right: left + width, y: arrow.labelY - 4, rank: rankOf(input, row, isPlain(arrow)) }
    }),
  ]
  const stands = placeLabels(boxes)
  return {
    folds: folds.map(({ fold }, place) => (stands[place] ? fold : { ...fold, label: '' })),
    arrows: arrows.map(({ arrow }, place) => (stands[folds.length + place] ? arrow : { ...arrow, label: '' })),
  }
}

function tieOf({ layout }: TimedInput, row: SegmentRow, y: number, first: RowPlace | undefined) {
  const x = row.from === 'client' ? layout.laneLeft + 6 : layout.laneRight - 6
  const top = Math.max(-TIE_OVERDRAW, (first?.[row.from] ?? -TIE_OVERDRAW) + 3)
  return y - 3 > top ? [{ side: row.from, x, top, bottom: y - 3 }] : []
}

/** Times of rows beside which there is room for them. */
export function timesOf(
  input: Pick<TimedInput, 'scale' | 'offset' | 'start' | 'unit' | 'selected'>,
  visible: readonly RowPlace[],
): TimeMark[] {
  const timed = visible.flatMap(({ row, top, bottom }) => {
    if (row.kind !== 'segment' && row.kind !== 'fold') return []
    const ns = Number(row.time - input.start)
    // The captured moment, between leaving and arriving.
    const y = Math.min(Math.max(input.scale.yOf(ns) - input.offset, top), bottom)
    return [{ y: y + 4, text: formatInUnit(ns, input.unit), rank: row.row === input.selected ? 0 : 1 }]
  })
  const stands = placeLabels(timed.map(({ y, rank }) => ({ left: 0, right: 1, y, rank })))
  return timed.filter((_, place) => stands[place])
}

/** The row nearest to `y` of the view, or null where none is near. */
export function nearestRow(places: readonly RowPlace[], y: number): number | null {
  let best: number | null = null
  let least = 14
  for (const { row, top, bottom } of places) {
    const distance = y < top ? top - y : y > bottom ? y - bottom : Math.abs(y - (top + bottom) / 2) / 4
    if (distance < least) {
      least = distance
      best = row.row
    }
  }
  return best
}

/**
 * Rows to geometry: what is drawn where, in pixels of the view. Pure: no canvas, no DOM, no theme. Drawing and hit
 * testing use the same layout, so that what is seen is what is clicked.
 */

import type { Side } from '../../contracts/flow'
import type { ArrowKind, FoldRow, LadderRow, TailRow } from '../../contracts/ladderRows'
import type { Arrival } from '../live/useFollow'
import { formatInUnit, type TimeUnit } from '../ui/format'
import { type BracketMark, bracketMarks } from './bracketMarks'
import type { PlacedBracket } from './brackets'
import { foldMatchWords } from './filterWords'
import { fitLabel, shortened, widthOf } from './fitLabel'
import { type LadderLayout, ROW_HEIGHT, rowTop, visibleRows } from './layout'
import type { RowLink } from './links'
import { type Bar, sceneBars } from './sceneBars'

/** `peer`: has to do with the row in focus. */
export type Backdrop = 'panel' | 'hovered' | 'selected' | 'peer'

export interface Arrow {
  readonly kind: ArrowKind | 'ghost'
  readonly from: Side
  /** Where it leaves its sender, and where it arrives: the same, but for time drawn to scale. */
  readonly y: number
  readonly headY: number
  readonly tailX: number
  readonly headX: number
  /** '': there is no room for it. */
  readonly label: string
  readonly labelX: number
  readonly labelY: number
  readonly backdrop: Backdrop
  /** Presumably never arrived: ends in a cross on the way. */
  readonly isLost: boolean
  /** A display filter leaves it out. */
  readonly isDimmed?: boolean
}
/** From a retransmission up to the first try. */
export interface Tie {
  readonly side: Side
  readonly x: number
  readonly top: number
  readonly bottom: number
}
export interface Fold {
  readonly left: number
  readonly right: number
  readonly y: number
  /** Half of its height. */
  readonly half: number
  readonly label: string
  readonly isHovered: boolean
  /** A turn points away from who speaks. */
  readonly from: Side | null
  /** A phase: its name, which stands before the label; null: no phase. */
  readonly title: string | null
  readonly isDimmed?: boolean
}
export interface Quiet {
  readonly y: number
  readonly half: number
  readonly label: string
}
/** A curve between two rows at a lifeline. */
export interface Link {
  readonly side: Side
  readonly x: number
  readonly top: number
  readonly bottom: number
}
export interface RowMark {
  readonly x: number
  readonly y: number
  readonly name: string
}
export interface Tail {
  readonly side: Side
  readonly y: number
  readonly label: string
  readonly state: LadderRow['client']['state']
  /** Part of the wait that is left, 0 to 1; null: no timer ends it. */
  readonly left: number | null
}
export interface TimeMark {
  readonly y: number
  readonly text: string
}
export interface Scene {
  readonly backdrops: readonly { readonly y: number; readonly height: number; readonly kind: Backdrop }[]
  readonly bars: readonly Bar[]
  readonly arrows: readonly Arrow[]
  readonly ties: readonly Tie[]
  readonly links: readonly Link[]
  readonly marks: readonly RowMark[]
  /** Middles of rows that a search found. */
  readonly matches: readonly number[]
  readonly folds: readonly Fold[]
  readonly quiets: readonly Quiet[]
  readonly tails: readonly Tail[]
  readonly times: readonly TimeMark[]
  readonly brackets: readonly BracketMark[]
  /** Rows that aren't here yet. */
  readonly missing: readonly number[]
  /** Over rows that are just coming: from `y` downwards, `cover` of them hidden; null: none. */
  readonly veil: { readonly y: number; readonly cover: number } | null
}

/** What stands out among the rows. */
export interface Emphasis {
  readonly selected: number
  readonly hovered: number
  readonly peers?: ReadonlySet<number>
  readonly links?: readonly RowLink[]
  /** Names of marked rows. */
  readonly marks?: ReadonlyMap<number, string>
  readonly matches?: ReadonlySet<number>
  /** Segments that pass a display filter, by row, where that is known; undefined: there is no filter. */
  readonly passing?: ReadonlyMap<number, number> | undefined
}

export interface SceneInput extends Emphasis {
  readonly layout: LadderLayout
  readonly rows: number
  readonly at: (row: number) => LadderRow | null
  readonly offset: number
  readonly height: number
  readonly brackets: readonly PlacedBracket[]
  /** Time of the flow's first segment, nanoseconds since the epoch. */
  readonly start: bigint
  readonly unit: TimeUnit
  /** Width of a character of the label's face. */
  readonly charWidth: number
  /** Rows that have just come. */
  readonly arrival?: Arrival
}

/** Of the row's 26 pixels: the arrow's line and the label's baseline. */
export const LINE_Y = 18
export const LABEL_Y = 14
export const LABEL_INDENT = 18
/** A label ends this far before the arrow's head. */
export const LABEL_END = 6
export const HEAD_GAP = 4
/** Room for the cross in which a lost arrow ends. */
export const CROSS = 14
/** Room for the head of an arrow that wasn't seen, beside its label. */
const GHOST_HEAD = 8
/** How far an arrow comes that was expected and not seen, and one that got lost. */
export const GHOST_REACH = 0.7
export const LOST_REACH = 0.62
/** How far above the view a tie is still drawn. */
export const TIE_OVERDRAW = 60
const FOLD_HALF = 10
const QUIET_HALF = 11
const MARK_INSET = 9

/** Everything visible, ready to draw. */
export function buildScene(input: SceneInput): Scene {
  const { rows, at, offset, height, hovered } = input
  const { from, to } = visibleRows(rows, offset, height)
  const arrows: Arrow[] = []
  const ties: Tie[] = []
  const folds: Fold[] = []
  const quiets: Quiet[] = []
  const tails: Tail[] = []
  const times: TimeMark[] = []
  const missing: number[] = []
  const marks: RowMark[] = []
  const matches: number[] = []
  const backdrops: { y: number; height: number; kind: Backdrop }[] = []
  for (let index = from; index < to; index += 1) {
    const top = rowTop(index) - offset
    const backdrop = backdropOf(input, index)
    if (backdrop !== 'panel') backdrops.push({ y: top, height: ROW_HEIGHT, kind: backdrop })
    const mark = input.marks?.get(index)
    if (mark !== undefined) marks.push({ x: markX(input.layout, at(index)), y: top + LINE_Y - 1, name: mark })
    if (input.matches?.has(index)) matches.push(top + ROW_HEIGHT / 2)
    const row = at(index)
    if (!row) {
      missing.push(top)
      continue
    }
    if (row.kind === 'segment' || row.kind === 'fold') {
      times.push({ y: top + LABEL_Y + 3, text: formatInUnit(Number(row.time - input.start), input.unit) })
    }
    if (row.kind === 'segment') {
      const arrow = arrowOf(input, row.arrow, row.from, row.label, top, backdrop, row.lost ?? false)
      arrows.push(isDimmed(input, index) ? { ...arrow, isDimmed: true } : arrow)
      if (row.repeats !== null && row.repeats < index) ties.push(tieOf(input, row.from, row.repeats, top))
    } else if (row.kind === 'ghost') {
      arrows.push(arrowOf(input, 'ghost', row.from, row.label, top, backdrop, false))
    } else if (row.kind === 'fold') {
      folds.push(foldOf(input, row, top + ROW_HEIGHT / 2, FOLD_HALF, index === hovered, input.passing?.get(index)))
    } else if (row.kind === 'quiet') {
      quiets.push({ y: top + ROW_HEIGHT / 2, half: QUIET_HALF, label: row.label })
    } else {
      tails.push(tailOf(row, top + ROW_HEIGHT / 2))
    }
  }
  return {
    backdrops,
    bars: [...sceneBars(input, 'client', from, to), ...sceneBars(input, 'server', from, to)],
    arrows,
    ties,
    links: linkMarks(input),
    marks,
    matches,
    folds,
    quiets,
    tails,
    times,
    brackets: bracketMarks(input, from, to),
    missing,
    veil: veilOf(input),
  }
}

export function backdropOf({ selected, hovered, peers }: Emphasis, row: number): Backdrop {
  if (row === selected) return 'selected'
  if (row === hovered) return 'hovered'
  return peers?.has(row) ? 'peer' : 'panel'
}

/** The lozenge of a row of several segments, around `y`. @param passing segments of it that pass a display filter. */
export function foldOf(
  { layout, charWidth }: Pick<SceneInput, 'layout' | 'charWidth'>,
  row: FoldRow,
  y: number,
  half: number,
  isHovered: boolean,
  passing?: number,
): Fold {
  const title = row.phase ?? null
  const plain = title !== null && row.label.startsWith(title) ? row.label.slice(title.length + 2) : row.label
  // First: what there is no room for is cut off at the end.
  const said = passing === undefined || passing === 0 ? plain : `${foldMatchWords(passing, row.count)} · ${plain}`
  const room = layout.laneRight - layout.laneLeft - 46 - (title === null ? 0 : widthOf(title, charWidth) + 8)
  const label = room < 4 * charWidth ? '' : shortened(said, room, charWidth)
  const [left, right] = [layout.laneLeft + 6, layout.laneRight - 6]
  return { left, right, y, half, label, isHovered, from: row.from ?? null, title, isDimmed: passing === 0 }
}

/** It is known to hold nothing that passes. */
export const isDimmed = ({ passing }: Emphasis, row: number): boolean => passing?.get(row) === 0

export function tailOf(row: TailRow, y: number): Tail {
  const left = row.totalNs === null ? null : Math.max(0, 1 - row.elapsedNs / row.totalNs)
  return { side: row.side, y, label: row.label, state: row[row.side].state, left }
}

function linkMarks({ links = [], layout, offset, height }: SceneInput): Link[] {
  const at = (row: number) => Math.min(Math.max(rowTop(row) - offset + LINE_Y, -TIE_OVERDRAW), height + TIE_OVERDRAW)
  return links
    .map(({ from, to, side }) => ({ side, x: linkX(layout, side), top: at(from), bottom: at(to) }))
    .filter(({ top, bottom }) => bottom > top)
}

/** Marks stand where the sender's arrow begins; of folds at the right, away from their words. */
export const markX = (layout: LadderLayout, row: LadderRow | null): number =>
  row?.kind === 'segment' && row.from === 'client' ? layout.laneLeft + MARK_INSET : layout.laneRight - MARK_INSET

/** Links hang within the bar, out of the way of arrows and ties; between its edge and its name. */
export const linkX = (layout: LadderLayout, side: Side): number =>
  side === 'client' ? layout.laneLeft - 2 : layout.laneRight + 2

function veilOf({ arrival, offset }: SceneInput): Scene['veil'] {
  if (!arrival || arrival.part >= 1) return null
  return { y: rowTop(arrival.from) - offset, cover: 1 - arrival.part }
}

function arrowOf(
  { layout, charWidth }: SceneInput,
  kind: Arrow['kind'],
  from: Side,
  label: string,
  top: number,
  backdrop: Backdrop,
  isLost: boolean,
): Arrow {
  const { laneLeft, laneRight } = layout
  const isClient = from === 'client'
  const tailX = isClient ? laneLeft + HEAD_GAP : laneRight - HEAD_GAP
  const end = isLost || kind === 'reset' ? LABEL_END + CROSS : LABEL_END
  const text = fitLabel(label, laneRight - laneLeft - LABEL_INDENT - end, charWidth)
  const whole = laneRight - laneLeft - 2 * HEAD_GAP
  // A cross, or a head, on the way stands beside its label, not in it.
  const part = kind === 'ghost' ? GHOST_REACH : LOST_REACH
  const beside = LABEL_INDENT + widthOf(text, charWidth) + (kind === 'ghost' ? GHOST_HEAD : 6)
  const reach = kind === 'ghost' || isLost ? Math.min(whole - 2 * LABEL_END, Math.max(whole * part, beside)) : whole
  return {
    kind,
    from,
    y: top + LINE_Y,
    headY: top + LINE_Y,
    tailX,
    headX: isClient ? tailX + reach : tailX - reach,
    label: text,
    labelX: isClient ? laneLeft + LABEL_INDENT : laneRight - LABEL_INDENT,
    labelY: top + LABEL_Y,
    backdrop,
    isLost,
  }
}

function tieOf({ layout, offset }: SceneInput, side: Side, firstTry: number, top: number): Tie {
  return {
    side,
    x: side === 'client' ? layout.laneLeft + 6 : layout.laneRight - 6,
    top: Math.max(-TIE_OVERDRAW, rowTop(firstTry) - offset + LINE_Y + 3),
    bottom: top + LINE_Y - 3,
  }
}

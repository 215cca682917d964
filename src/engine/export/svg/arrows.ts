/** Arrows of segments, and the ties from a retransmission to its first try. */

import type { Side } from '../../../contracts/flow'
import type { ArrowKind, GhostRow, LadderRow, SegmentRow } from '../../../contracts/ladderRows'
import { widthOf } from '../../said/width'
import { LABEL_END, LABEL_INDENT, type Lane, MONO_WIDTH, type RowColumns } from './columns'
import { linesOf, lineTop, type Picture } from './picture'
import { escaped, px, shortened } from './text'
import type { Token } from './theme'

/** Of the row's 26 pixels: the arrow's line and the label's baseline. */
const LINE_Y = 18.5
const LABEL_Y = 14
const HEAD = 7
const HEAD_GAP = 4
/** How far an arrow comes that was expected and not seen, and one that got lost. */
const GHOST_REACH = 0.7
const LOST_REACH = 0.62

interface Stroke {
  readonly colour: Token
  readonly dash: string
  readonly width: number
}

/** Kinds differ by dash, width or end as well as by colour. */
export const STROKES: Readonly<Record<ArrowKind | 'ghost', Stroke>> = {
  open: { colour: 'syn-sent-edge', dash: '', width: 1.5 },
  close: { colour: 'fin-wait-1-edge', dash: '', width: 1.5 },
  data: { colour: 'muted', dash: '', width: 1.5 },
  ack: { colour: 'muted', dash: '', width: 1 },
  retransmission: { colour: 'warning', dash: '5 3', width: 1.5 },
  'out-of-order': { colour: 'warning', dash: '9 3 2 3', width: 1.5 },
  probe: { colour: 'muted', dash: '3 3', width: 1.5 },
  'zero-window': { colour: 'warning', dash: '', width: 1.5 },
  reset: { colour: 'reset-edge', dash: '', width: 1.5 },
  ghost: { colour: 'stuck', dash: '2 4', width: 1.5 },
}

type ArrowRow = SegmentRow | GhostRow
const isArrow = (row: LadderRow | null): row is ArrowRow => row?.kind === 'segment' || row?.kind === 'ghost'

export function* arrowsOf(picture: Picture): Generator<string> {
  for (const { row, y, columns } of linesOf(picture)) {
    if (!isArrow(row)) continue
    if (row.kind === 'segment' && row.repeats !== null && row.repeats < row.row) yield tieOf(picture, columns, row, y)
    yield arrowOf(picture, columns, row, y)
  }
}

/** Labels lie over everything else, with a halo of the surface. */
export function* labelsOf(picture: Picture): Generator<string> {
  const { paint } = picture
  for (const { row, y, columns } of linesOf(picture)) {
    if (!isArrow(row)) continue
    const isClient = row.from === 'client'
    const lane = laneOf(columns, row)
    const x = isClient ? lane.left + indentOf(columns) : lane.right - indentOf(columns)
    const ink = row.kind === 'ghost' ? ` fill="${paint('stuck')}"` : ''
    const anchor = isClient ? '' : ' text-anchor="end"'
    const label = escaped(labelOf(columns, row))
    yield `<text x="${px(x)}" y="${px(y + LABEL_Y)}"${anchor}${ink}>${label}</text>`
  }
}

/** Where an arrow's words stand: beside its sender. */
const laneOf = ({ clientLane, serverLane }: RowColumns, { from }: ArrowRow): Lane =>
  from === 'client' ? clientLane : serverLane

const indentOf = ({ inset }: RowColumns): number => LABEL_INDENT + inset

function labelOf(columns: RowColumns, row: ArrowRow): string {
  const { left, right } = laneOf(columns, row)
  return shortened(row.label, Math.floor((right - left - indentOf(columns) - LABEL_END) / MONO_WIDTH))
}

function arrowOf({ paint }: Picture, columns: RowColumns, row: ArrowRow, top: number): string {
  const kind = row.kind === 'ghost' ? 'ghost' : row.arrow
  const isLost = row.kind === 'segment' && row.lost === true
  const { colour, dash, width } = STROKES[kind]
  // A reset that got lost is still a reset; anything else lost is first of all lost.
  const tone = paint(isLost && kind !== 'reset' ? 'warning' : colour)
  const direction = row.from === 'client' ? 1 : -1
  const tail = row.from === 'client' ? columns.laneLeft + HEAD_GAP : columns.laneRight - HEAD_GAP
  const head = tail + direction * reachOf(columns, row, isLost)
  const y = top + LINE_Y
  const end = head - direction * (isLost ? 0 : kind === 'reset' ? 8 : HEAD - 1)
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`
  const line = `<path d="M${px(tail)} ${px(y)}H${px(end)}" stroke="${tone}" stroke-width="${width}"${dashes}/>`
  const tip = isLost
    ? crossAt(head, y, 4, 1.6, tone)
    : kind === 'reset'
      ? crossAt(head - direction * 6, y, 5, 2.4, tone)
      : `<path d="M${px(head)} ${px(y)}l${-direction * HEAD} -3.5v7z" fill="${tone}"/>`
  // A wall behind the head: nothing more fits in.
  const wallX = head - direction * (HEAD + 3)
  const wall =
    kind === 'zero-window' ? `<path d="M${px(wallX)} ${px(y - 5)}v10" stroke="${tone}" stroke-width="2"/>` : ''
  return `${line}${tip}${wall}`
}

function reachOf(columns: RowColumns, row: ArrowRow, isLost: boolean): number {
  const whole = columns.laneRight - columns.laneLeft - 2 * HEAD_GAP
  const { left, right } = laneOf(columns, row)
  const most = right - left - 2 * HEAD_GAP
  if (row.kind === 'ghost') return Math.min(most, whole * GHOST_REACH)
  if (!isLost) return whole
  // The cross stands beside its label, not in it.
  const beside = indentOf(columns) + widthOf(labelOf(columns, row)) * MONO_WIDTH + 6
  return Math.min(most - 2 * LABEL_END, Math.max(whole * LOST_REACH, beside))
}

export function crossAt(x: number, y: number, reach: number, width: number, tone: string): string {
  const [d, both] = [px(reach * 2), px(-reach * 2)]
  const path = `M${px(x - reach)} ${px(y - reach)}l${d} ${d}m${both} 0l${d} ${both}`
  return `<path d="${path}" stroke="${tone}" stroke-width="${width}" stroke-linecap="round"/>`
}

/** The dotted loop on the sender's side. A first try that is left out is in the gap. */
function tieOf(picture: Picture, columns: RowColumns, { from, repeats, row }: SegmentRow, top: number): string {
  const { excerpt, paint } = picture
  const first = lineTop(picture, excerpt.lineOf(repeats ?? row)) + LINE_Y + 3
  const last = top + LINE_Y - 3
  const [x, bulge] = tieEnds(columns.clientLane.left, columns.serverLane.right, from)
  const path = `M${px(x)} ${px(first)}C${px(x + bulge)} ${px(first)} ${px(x + bulge)} ${px(last)} ${px(x)} ${px(last)}`
  return `<path d="${path}" stroke="${paint('warning')}" stroke-width="1.2" stroke-dasharray="2 2" fill="none"/>`
}

const tieEnds = (left: number, right: number, from: Side): readonly [number, number] =>
  from === 'client' ? [left + 6, 10] : [right - 6, -10]

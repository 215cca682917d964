/** Arrows of segments, and the ties from a retransmission to its first try. */

import type { ArrowKind, GhostRow, LadderRow, SegmentRow } from '../../../contracts/engine'
import type { Side } from '../../../contracts/flow'
import { widthOf } from '../../said/width'
import { LABEL_END, LABEL_INDENT, MONO_WIDTH } from './columns'
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
  for (const { row, y } of linesOf(picture)) {
    if (!isArrow(row)) continue
    if (row.kind === 'segment' && row.repeats !== null && row.repeats < row.row) yield tieOf(picture, row, y)
    yield arrowOf(picture, row, y)
  }
}

/** Labels lie over everything else, with a halo of the surface. */
export function* labelsOf(picture: Picture): Generator<string> {
  const { columns, paint } = picture
  for (const { row, y } of linesOf(picture)) {
    if (!isArrow(row)) continue
    const isClient = row.from === 'client'
    const x = isClient ? columns.laneLeft + LABEL_INDENT : columns.laneRight - LABEL_INDENT
    const ink = row.kind === 'ghost' ? ` fill="${paint('stuck')}"` : ''
    const anchor = isClient ? '' : ' text-anchor="end"'
    const label = escaped(labelOf(picture, row))
    yield `<text x="${px(x)}" y="${px(y + LABEL_Y)}"${anchor}${ink}>${label}</text>`
  }
}

function labelOf({ columns }: Picture, { label }: ArrowRow): string {
  const room = columns.laneRight - columns.laneLeft - LABEL_INDENT - LABEL_END
  return shortened(label, Math.floor(room / MONO_WIDTH))
}

function arrowOf(picture: Picture, row: ArrowRow, top: number): string {
  const { columns, paint } = picture
  const kind = row.kind === 'ghost' ? 'ghost' : row.arrow
  const isLost = row.kind === 'segment' && row.lost === true
  const { colour, dash, width } = STROKES[kind]
  // A reset that got lost is still a reset; anything else lost is first of all lost.
  const tone = paint(isLost && kind !== 'reset' ? 'warning' : colour)
  const direction = row.from === 'client' ? 1 : -1
  const tail = row.from === 'client' ? columns.laneLeft + HEAD_GAP : columns.laneRight - HEAD_GAP
  const head = tail + direction * reachOf(picture, row, isLost)
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

function reachOf(picture: Picture, row: ArrowRow, isLost: boolean): number {
  const { columns } = picture
  const whole = columns.laneRight - columns.laneLeft - 2 * HEAD_GAP
  if (row.kind === 'ghost') return whole * GHOST_REACH
  if (!isLost) return whole
  // The cross stands beside its label, not in it.
  const beside = LABEL_INDENT + widthOf(labelOf(picture, row)) * MONO_WIDTH + 6
  return Math.min(whole - 2 * LABEL_END, Math.max(whole * LOST_REACH, beside))
}

export function crossAt(x: number, y: number, reach: number, width: number, tone: string): string {
  const [d, both] = [px(reach * 2), px(-reach * 2)]
  const path = `M${px(x - reach)} ${px(y - reach)}l${d} ${d}m${both} 0l${d} ${both}`
  return `<path d="${path}" stroke="${tone}" stroke-width="${width}" stroke-linecap="round"/>`
}

/** The dotted loop on the sender's side. A first try that is left out is in the gap. */
function tieOf(picture: Picture, { from, repeats, row }: SegmentRow, top: number): string {
  const { columns, excerpt, paint } = picture
  const first = lineTop(picture, excerpt.lineOf(repeats ?? row)) + LINE_Y + 3
  const last = top + LINE_Y - 3
  const [x, bulge] = tieEnds(columns.laneLeft, columns.laneRight, from)
  const path = `M${px(x)} ${px(first)}C${px(x + bulge)} ${px(first)} ${px(x + bulge)} ${px(last)} ${px(x)} ${px(last)}`
  return `<path d="${path}" stroke="${paint('warning')}" stroke-width="1.2" stroke-dasharray="2 2" fill="none"/>`
}

const tieEnds = (left: number, right: number, from: Side): readonly [number, number] =>
  from === 'client' ? [left + 6, 10] : [right - 6, -10]

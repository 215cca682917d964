/** Arrows from host to host, level or leaning, and the ties of what was sent again. */
import type { LadderRow } from '../../../contracts/ladderRows'
import { fitLabel, widthOf } from '../fitLabel'
import {
  type Arrow,
  type Backdrop,
  CROSS,
  GHOST_REACH,
  HEAD_GAP,
  LABEL_END,
  LOST_REACH,
  TIE_OVERDRAW,
  type Tie,
} from '../scene'
import { clamp, STEEP } from '../timedScene'
import type { FlowColumns, Lane } from './columns'
import { LABEL_INDENT, type WordPlace } from './lanes'

/** From an arrow's line up to its label's baseline. */
const LABEL_RISE = 4

/** An arrow's row, in pixels of the view. */
export interface ArrowPlace {
  readonly row: LadderRow & { readonly kind: 'segment' | 'ghost' }
  readonly isFromLeft: boolean
  /** Where it leaves its sender, and where it arrives. */
  readonly y: number
  readonly headY: number
  /** Lane and place of its words. */
  readonly lane: Lane
  readonly words: WordPlace
  readonly backdrop: Backdrop
}

export function arrowOf(flow: FlowColumns, place: ArrowPlace, charWidth: number): Arrow {
  const { row, isFromLeft, y, lane, words, backdrop } = place
  const kind = row.kind === 'ghost' ? 'ghost' : row.arrow
  const isLost = row.kind === 'segment' && (row.lost ?? false)
  const end = isLost || kind === 'ghost' ? LABEL_END + CROSS : LABEL_END
  const label = fitLabel(row.label, words.room - end, charWidth)
  const tailX = isFromLeft ? flow.left + HEAD_GAP : flow.right - HEAD_GAP
  const whole = Math.max(1, flow.right - flow.left - 2 * HEAD_GAP)
  const away = Math.abs(words.labelX - tailX)
  const width = widthOf(label, charWidth)
  // The cross stands beside its label, not in it, and before the next host.
  const beside = away + width + 6
  const most = Math.abs((isFromLeft ? lane.right : lane.left) - tailX) - 2 * LABEL_END
  const lost = Math.min(most, Math.max(whole * LOST_REACH, beside))
  const reach = kind === 'ghost' ? Math.min(most, whole * GHOST_REACH) : isLost ? lost : whole
  const slope = (place.headY - y) / whole
  return {
    kind,
    // The side as it is drawn: it picks how the label is aligned.
    from: isFromLeft ? 'client' : 'server',
    y,
    headY: y + slope * reach,
    tailX,
    headX: isFromLeft ? tailX + reach : tailX - reach,
    label,
    labelX: words.labelX,
    labelY: y + labelDrop(slope, away, width / 2) - LABEL_RISE,
    backdrop,
    isLost,
  }
}

/** How far below its tail an arrow passes under its label: of a steep one that begins there, not all the way. */
function labelDrop(slope: number, away: number, half: number): number {
  const before = Math.max(0, away - 2 * LABEL_INDENT)
  return slope * before + clamp(slope * (away - before + half), STEEP)
}

/** Hangs at the sender's bar, from where the first try left down to where this one does. */
export function tieOf({ lanes }: FlowColumns, isFromLeft: boolean, firstY: number, y: number): Tie {
  return {
    side: isFromLeft ? 'client' : 'server',
    x: isFromLeft ? (lanes[0]?.left ?? 0) + 2 : (lanes.at(-1)?.right ?? 0) - 2,
    top: Math.max(-TIE_OVERDRAW, firstY + 3),
    bottom: y - 3,
  }
}

/** Where Explain mode stands in the workspace, and how much the other panes leave it. */

/** `instead`: in place of the verdict and the segment; `beside`: between them and the ladder, where there is room. */
export type ExplainPlace = 'none' | 'instead' | 'beside'

export interface ExplainRoom {
  readonly place: ExplainPlace
  /** The widest that the flow list, and the verdict with the segment, may be meanwhile; Infinity: as ever. */
  readonly mostFlows: number
  readonly mostDetail: number
}

/** The narrowest that an explanation is readable in. */
export const LEAST_EXPLAIN = 360
/** From this width on, verdict and segment stay in sight. */
const BESIDE_FROM = 1900
const MOST_FLOWS = 0.205
const MOST_DETAIL = 0.165
const PARTS: Readonly<Record<ExplainPlace, number>> = { none: 0, instead: 0.41, beside: 0.375 }

/** @param total width of the workspace in CSS pixels. */
export function explainRoom(isOpen: boolean, total: number): ExplainRoom {
  if (!isOpen) return { place: 'none', mostFlows: Infinity, mostDetail: Infinity }
  const isBeside = total >= BESIDE_FROM
  return {
    place: isBeside ? 'beside' : 'instead',
    mostFlows: total * MOST_FLOWS,
    mostDetail: isBeside ? total * MOST_DETAIL : 0,
  }
}

/**
 * Width of the explanation in CSS pixels.
 * @param part of the workspace's width as the user dragged it; null: not dragged.
 * @param most what flow list, ladder and detail leave.
 */
export function explainWidth(place: ExplainPlace, total: number, part: number | null, most: number): number {
  return Math.max(LEAST_EXPLAIN, Math.min((part ?? PARTS[place]) * total, most))
}

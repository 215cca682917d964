/** Where the ladder's columns stand. Left to right: bracket titles, times, brackets, client, lane of arrows, server. */
export const ROW_HEIGHT = 26
/** Room above the first and below the last row. */
export const PADDING = { top: 6, bottom: 12 } as const

const MARGIN = 8
/** The scrollbar stands over the right margin. */
const SCROLLBAR = 6
const TITLE_WIDTH = 16
const BRACKET_WIDTH = 7
/** Pixels that a ladder of two lifelines takes at most. */
export const WIDEST = 1180
const LEAST_LANE = 150

export interface LadderLayout {
  readonly width: number
  /** Middle of the first column of bracket titles; the next stand TITLE_WIDTH further right. */
  readonly titleX: number
  readonly titleStep: number
  /** Right end of the times. */
  readonly timeRight: number
  /** Spine of the outermost bracket. */
  readonly bracketX: number
  readonly bracketStep: number
  readonly barWidth: number
  readonly clientX: number
  readonly laneLeft: number
  readonly laneRight: number
  readonly serverX: number
}

/**
 * Columns for a pane `width` pixels wide, with times `timeWidth` pixels wide and brackets nested `bracketLanes` deep.
 * A very wide pane keeps its ladder together, in the middle.
 */
export function ladderLayout(width: number, timeWidth: number, bracketLanes: number, widest = WIDEST): LadderLayout {
  const left = MARGIN + Math.max(0, (width - widest) / 2)
  const right = width - left - SCROLLBAR
  const timeRight = left + bracketLanes * TITLE_WIDTH + timeWidth - 1
  const bracketX = timeRight + 6
  const clientX = bracketX + bracketLanes * BRACKET_WIDTH + 3
  const room = right - clientX
  const barWidth = Math.round(Math.min(Math.max(room * 0.19, 86), 150, Math.max(60, (room - LEAST_LANE) / 2)))
  const serverX = Math.max(clientX + barWidth + 40, right - barWidth)
  return {
    width,
    titleX: left + TITLE_WIDTH / 2 - 2,
    titleStep: TITLE_WIDTH,
    timeRight,
    bracketX,
    bracketStep: BRACKET_WIDTH,
    barWidth,
    clientX,
    laneLeft: clientX + barWidth,
    laneRight: serverX,
    serverX,
  }
}

/** Height of `rows` rows with the room around them. */
export function contentHeight(rows: number): number {
  return PADDING.top + rows * ROW_HEIGHT + PADDING.bottom
}

/** Content pixels from the top to the top of `row`. */
export function rowTop(row: number): number {
  return PADDING.top + row * ROW_HEIGHT
}

/** Rows visible at `offset` in a view `height` pixels high: [from, to). */
export function visibleRows(rows: number, offset: number, height: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor((offset - PADDING.top) / ROW_HEIGHT))
  const to = Math.min(rows, Math.ceil((offset + height - PADDING.top) / ROW_HEIGHT))
  return { from: Math.min(from, rows), to: Math.max(to, Math.min(from, rows)) }
}

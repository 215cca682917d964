/**
 * Where a picture's columns and rows stand, in pixels. Left to right, as in the window: bracket titles, times, brackets,
 * client, lane of arrows, server; then frame numbers, which a picture can't tell when one points at a row.
 */
export const ROW_HEIGHT = 26
/** Width of a character of the faces for what came from the wire (11 px), and usual width of one of words (11.5 px). */
export const MONO_WIDTH = 6.62
export const WORD_WIDTH = 6.3

export const MARGIN = 16
const TITLE_WIDTH = 16
const BRACKET_WIDTH = 7
export const BAR_WIDTH = 122
export const EDGE_WIDTH = 3
export const LABEL_INDENT = 18
/** A label ends this far before the arrow's head. */
export const LABEL_END = 6
/** Labels longer than the widest lane end in an ellipsis. */
const LANE = { least: 400, most: 860 } as const

export interface Columns {
  readonly width: number
  /** Middle of the outermost column of bracket titles. */
  readonly titleX: number
  readonly titleStep: number
  readonly timeRight: number
  /** Spine of the outermost bracket. */
  readonly bracketX: number
  readonly bracketStep: number
  readonly clientX: number
  readonly laneLeft: number
  readonly laneRight: number
  readonly serverX: number
  readonly frameRight: number
}

/** What the columns have to hold, in characters. */
export interface Contents {
  readonly time: number
  readonly label: number
  readonly frame: number
  /** Brackets nested how deep. */
  readonly lanes: number
}

export function columnsFor({ time, label, frame, lanes }: Contents): Columns {
  const timeRight = MARGIN + lanes * TITLE_WIDTH + Math.ceil(time * MONO_WIDTH) + 4
  const bracketX = timeRight + 6
  const clientX = bracketX + lanes * BRACKET_WIDTH + 3
  const laneLeft = clientX + BAR_WIDTH
  const wanted = Math.ceil(label * MONO_WIDTH) + LABEL_INDENT + LABEL_END + 12
  const laneRight = laneLeft + Math.min(Math.max(wanted, LANE.least), LANE.most)
  const frameRight = laneRight + BAR_WIDTH + 12 + Math.ceil(frame * MONO_WIDTH)
  return {
    width: frameRight + MARGIN,
    titleX: MARGIN + TITLE_WIDTH / 2 - 2,
    titleStep: TITLE_WIDTH,
    timeRight,
    bracketX,
    bracketStep: BRACKET_WIDTH,
    clientX,
    laneLeft,
    laneRight,
    serverX: laneRight,
    frameRight,
  }
}

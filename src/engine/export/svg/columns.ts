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

/** What stands beside the lifelines. */
export interface Frame {
  readonly width: number
  /** Middle of the outermost column of bracket titles. */
  readonly titleX: number
  readonly titleStep: number
  readonly timeRight: number
  /** Spine of the outermost bracket. */
  readonly bracketX: number
  readonly bracketStep: number
  readonly frameRight: number
}

/** Room between bars. */
export interface Lane {
  readonly left: number
  readonly right: number
}

/** The two bars between which a row is drawn, and what is there. */
export interface RowColumns {
  readonly clientX: number
  readonly serverX: number
  /** Arrows run from here to there. */
  readonly laneLeft: number
  readonly laneRight: number
  /** Where words of the client's stand, of the server's, and of both: all of the lane, but for bars that are in it. */
  readonly clientLane: Lane
  readonly serverLane: Lane
  readonly bothLane: Lane
  /** Pixels that words leave free beside a bar for something else. */
  readonly inset: number
}

export interface Columns {
  readonly frame: Frame
  readonly row: RowColumns
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
  const start = startOf(time, lanes)
  const { clientX } = start
  const laneLeft = clientX + BAR_WIDTH
  const wanted = Math.ceil(label * MONO_WIDTH) + LABEL_INDENT + LABEL_END + 12
  const laneRight = laneLeft + Math.min(Math.max(wanted, LANE.least), LANE.most)
  const lane = { left: laneLeft, right: laneRight }
  const row = { clientX, laneLeft, laneRight, serverX: laneRight, inset: 0 }
  return {
    frame: frameAround(start, laneRight + BAR_WIDTH, frame),
    row: { ...row, clientLane: lane, serverLane: lane, bothLane: lane },
  }
}

/** Where what stands left of the first bar has its place. */
export interface Start extends Omit<Frame, 'width' | 'frameRight'> {
  /** Left edge of the first bar. */
  readonly clientX: number
}

/** @param time characters of the longest time. @param lanes brackets beside one another. */
export function startOf(time: number, lanes: number): Start {
  const timeRight = MARGIN + lanes * TITLE_WIDTH + Math.ceil(time * MONO_WIDTH) + 4
  const bracketX = timeRight + 6
  return {
    titleX: MARGIN + TITLE_WIDTH / 2 - 2,
    titleStep: TITLE_WIDTH,
    timeRight,
    bracketX,
    bracketStep: BRACKET_WIDTH,
    clientX: bracketX + lanes * BRACKET_WIDTH + 3,
  }
}

/** All that stands beside bars that end at `right`. @param frame characters of the longest frame number. */
export function frameAround({ clientX: _, ...start }: Start, right: number, frame: number): Frame {
  const frameRight = right + 12 + Math.ceil(frame * MONO_WIDTH)
  return { ...start, frameRight, width: frameRight + MARGIN }
}

/** What every part of a picture is drawn with: rows and their places, columns, colours. */
import type { LadderRow } from '../../../contracts/ladderRows'
import type { Excerpt } from '../excerpt'
import { type Frame, type Lane, ROW_HEIGHT, type RowColumns } from './columns'
import type { Paint } from './theme'

export interface Picture {
  readonly excerpt: Excerpt
  readonly frame: Frame
  /** Left edges of all bars, and the lanes between them. */
  readonly bars: readonly number[]
  readonly barWidth: number
  readonly lanes: readonly Lane[]
  readonly paint: Paint
  /** Top of the first row. */
  readonly top: number
  /** Before every id, so that several pictures fit on one page. */
  readonly prefix: string
  /** Between which bars a line's row is drawn. */
  between(line: number): RowColumns
}

/** Top of a line. */
export const lineTop = ({ top }: Pick<Picture, 'top'>, line: number): number => top + line * ROW_HEIGHT

interface Line {
  readonly row: LadderRow | null
  readonly y: number
  readonly columns: RowColumns
}

/** Lines with their tops. */
export function* linesOf(picture: Picture): Generator<Line> {
  let line = 0
  for (const row of picture.excerpt.lines) {
    yield { row, y: lineTop(picture, line), columns: picture.between(line) }
    line += 1
  }
}

/** The lane in which there is most room. */
export const widestLane = (lanes: readonly Lane[]): Lane =>
  lanes.reduce((best, lane) => (lane.right - lane.left > best.right - best.left ? lane : best), { left: 0, right: 0 })

/** What every part of a picture is drawn with: rows and their places, columns, colours. */
import type { LadderRow } from '../../../contracts/engine'
import type { Excerpt } from '../excerpt'
import { type Columns, ROW_HEIGHT } from './columns'
import type { Paint } from './theme'

export interface Picture {
  readonly excerpt: Excerpt
  readonly columns: Columns
  readonly paint: Paint
  /** Top of the first row. */
  readonly top: number
  /** Before every id, so that several pictures fit on one page. */
  readonly prefix: string
}

/** Top of a line. */
export const lineTop = ({ top }: Picture, line: number): number => top + line * ROW_HEIGHT

/** Lines with their tops. */
export function* linesOf(picture: Picture): Generator<{ readonly row: LadderRow | null; readonly y: number }> {
  let line = 0
  for (const row of picture.excerpt.lines) {
    yield { row, y: lineTop(picture, line) }
    line += 1
  }
}

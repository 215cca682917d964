/** A number that every segment has, by a page and for one segment alike. */
import type { Row } from '../run/row'
import { type Field, type FillPage, Level } from './field'

export function column(
  name: string,
  meaning: string,
  most: number,
  one: (row: Row) => number,
  fill: (row: Row) => FillPage,
  type: Field['type'] = 'number',
): Field {
  return { name, type, level: Level.SEGMENT, meaning, most, read: (row, out) => out.push(one(row)), fill }
}

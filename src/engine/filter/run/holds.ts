/** A filter for one row. */
import type { Node } from '../node'
import type { Row } from './row'

/** Whether the row that the cursor is at passes: a segment, or a flow where nothing asks about segments. */
export function holdsAt(node: Node, row: Row): boolean {
  switch (node.kind) {
    case 'leaf':
      return node.holds(row)
    case 'not':
      return !holdsAt(node.of, row)
    case 'and':
      return node.parts.every((part) => holdsAt(part, row))
    case 'or':
      return node.parts.some((part) => holdsAt(part, row))
  }
}

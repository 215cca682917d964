/** A filter as it runs: tests joined by and, or, not, the cheap ones first. */
import type { Level, SegmentPage } from './fields/field'
import type { Row } from './run/row'

/** Sets `out` to 1 for rows that pass and to 0 for others; it looks at all rows of the page. */
export type PageTest = (page: SegmentPage, out: Uint8Array) => void

export interface Leaf {
  readonly kind: 'leaf'
  readonly level: Level
  readonly holds: (row: Row) => boolean
  /** A page at once, where columns tell. */
  readonly page?: (row: Row) => PageTest
}

export type Node =
  | Leaf
  | { readonly kind: 'not'; readonly level: Level; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly level: Level; readonly parts: readonly Node[] }

export const negated = (of: Node): Node => ({ kind: 'not', level: of.level, of })

/** Parts of the same kind are taken in, and what is cheap goes first. */
export function joined(kind: 'and' | 'or', left: Node, right: Node): Node {
  const partsOf = (node: Node): readonly Node[] => (node.kind === kind ? node.parts : [node])
  const parts = [...partsOf(left), ...partsOf(right)].sort((one, other) => one.level - other.level)
  return { kind, level: Math.max(left.level, right.level), parts }
}

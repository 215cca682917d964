/** A display filter as the grammar sees it, before anyone asks what its words mean. */

/** Where something stands in the filter's text, counted in UTF-16 units from 0. */
export interface Span {
  readonly at: number
  readonly length: number
}

export const RELATIONS = ['any ==', 'all !=', 'all ==', 'any !=', '>', '<', '>=', '<=', 'contains', 'matches'] as const
export type Relation = (typeof RELATIONS)[number]

/** Bytes of a slice: `[2]`, `[1-3]`, `[:4]`, `[-4:2]`; `length` null: to the end. */
export interface SliceRange {
  readonly from: number
  readonly length: number | null
}

/** What stands on one side of a comparison. */
export type Entity = { readonly span: Span } & (
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'slice'; readonly of: Entity; readonly ranges: readonly SliceRange[] }
  | { readonly kind: 'and'; readonly left: Entity; readonly right: Entity }
  | { readonly kind: 'call'; readonly name: string; readonly of: Entity }
)

/** One member of a set; `to` null: a single value. */
export interface SetItem {
  readonly from: Entity
  readonly to: Entity | null
}

export type Quantifier = 'any' | 'all' | null

export type Test = { readonly span: Span } & (
  | { readonly kind: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly kind: 'not'; readonly of: Test }
  | {
      readonly kind: 'relation'
      readonly relation: Relation
      readonly quantifier: Quantifier
      readonly left: Entity
      readonly right: Entity
    }
  | {
      readonly kind: 'in'
      readonly quantifier: Quantifier
      readonly left: Entity
      readonly items: readonly SetItem[]
    }
  | { readonly kind: 'exists'; readonly of: Entity }
)

/** The stretch from the start of one to the end of the other. */
export const spanOf = (first: Span, last: Span): Span => ({
  at: first.at,
  length: last.at + last.length - first.at,
})

/** Display filters: what the engine tells of their text while it is written. */

/** Columns count from 1, in UTF-16 units. */
export interface FilterProblem {
  /** One sentence: what is wrong and what to write instead. */
  readonly message: string
  readonly column: number
  readonly length: number
}

/** What a filter is asked of. */
export const FILTER_SCOPES = ['flows', 'segments'] as const
export type FilterScope = (typeof FILTER_SCOPES)[number]

/** Kinds of token, which pick its colour. */
export type FilterTokenKind = 'field' | 'unknown' | 'operator' | 'value' | 'text' | 'sign'

export interface FilterToken {
  /** From 0. */
  readonly at: number
  readonly length: number
  readonly kind: FilterTokenKind
}

/** How a line of the search field is taken. */
export interface FilterCheck {
  /** 'text': no filter was meant, it is looked for as it stands; 'empty': nothing was written. */
  readonly taken: 'filter' | 'text' | 'empty'
  /** null: nothing is wrong with it, or it is no filter. */
  readonly problem: FilterProblem | null
  readonly tokens: readonly FilterToken[]
}

export type FilterCompletionKind = 'field' | 'operator' | 'value'

export interface FilterCompletion {
  readonly text: string
  readonly kind: FilterCompletionKind
  /** What it is; '' where the text says it all. */
  readonly meaning: string
}

/** What may stand at a caret. */
export interface FilterCompletions {
  /** What of the text a completion replaces: from 0, up to and without `to`. */
  readonly from: number
  readonly to: number
  readonly list: readonly FilterCompletion[]
}

/** Which segments a filter leaves, as far as it has come. */
export interface FilteredSegments {
  readonly problem: FilterProblem | null
  /** Ascending segment indexes of the flow asked about. */
  readonly segments: readonly number[]
  /** Part of the work that is done: 1, all of it. Ask again while it is less. */
  readonly share: number
}

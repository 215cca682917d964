/** Display filters: what the engine tells of their text while it is written, and how far it is with one. */
import { z } from 'zod'

/** Letters of a display filter. */
export const FILTER_LETTERS_MOST = 4000

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

/** How far the flow list's filter has come. */
export interface FilterProgress {
  /** Part of the work that is done: 1, all of it. */
  readonly share: number
  /** Another number: another answer, to be asked for anew. */
  readonly revision: number
}

const index = z.number().int().min(0).max(0xffffffff)
const text = z.string().max(FILTER_LETTERS_MOST)

export const filterQuerySchemas = {
  /** What a line of the search field is: a filter, text to look for, or wrong. */
  filterCheck: z.object({ text, scope: z.enum(FILTER_SCOPES).default('flows') }),
  /** What may stand at a caret. `caret`: place in the text, from 0. */
  filterComplete: z.object({ text, caret: index, scope: z.enum(FILTER_SCOPES).default('flows') }),
  /** Goes on with the flow list's filter for a moment: ask until its share is 1. Another filter takes its place. */
  filterProgress: z.object({ expression: text }),
  /** A filter by a field of a segment, as its tree names it; null: none. */
  filterByField: z.object({ segment: index, field: z.string().max(200) }),
} as const

/** What someone means who writes into a field that both filters and searches. */
import type { IToken } from 'chevrotain'
import type { FilterCheck, FilterScope, FilterToken, FilterTokenKind } from '../../contracts/filter'
import { fieldsOf, isField } from './fields/index'
import { readFilter } from './index'
import { CALL_NAMES } from './operand'
import { tokensOf } from './parser'
import { Relational } from './tokens'

/** Signs that nobody writes who looks for text. */
const TELLING: readonly string[] = [
  '==',
  '===',
  '!=',
  '!==',
  '~=',
  '>=',
  '<=',
  '>',
  '<',
  '&&',
  '||',
  '~',
  '&',
  '{',
  '=',
]

/** Taken for a filter what is one, or what looks as if it were to become one; all else is text to look for. */
export function checkFilter(text: string, scope: FilterScope): FilterCheck {
  const tokens = tokensOf(text)
  if (tokens.length === 0) return { taken: 'empty', problem: null, tokens: [] }
  if (!isMeant(tokens)) return { taken: 'text', problem: null, tokens: [] }
  const read = readFilter(text, scope)
  return {
    taken: 'filter',
    problem: read.ok ? null : read.problem,
    tokens: tokens.map((token) => kindOf(token, scope)),
  }
}

function isMeant(tokens: readonly IToken[]): boolean {
  const [first] = tokens
  // `host`, `state`: words that are looked for as often as they are fields.
  if (tokens.length === 1) return (first?.image ?? '').includes('.') && isField(first?.image ?? '')
  if (tokens.some(({ image }) => TELLING.includes(image))) return true
  return tokens.some(({ image }) => isField(image) && image.includes('.')) || isField(first?.image ?? '')
}

function kindOf(token: IToken, scope: FilterScope): FilterToken {
  return { at: token.startOffset, length: token.image.length, kind: kindOfToken(token, scope) }
}

const OPERATORS: readonly string[] = ['And', 'Or', 'Not', 'Any', 'All', 'In', 'BitAnd']
const TEXTS: readonly string[] = ['Text', 'RawText', 'Character', 'OpenText']
/** A name that stands where a field is wanted and isn't one. */
const NAME = /^[a-z_][\w]*(?:\.[\w]+)+$/i

function kindOfToken({ tokenType, image }: IToken, scope: FilterScope): FilterTokenKind {
  if (OPERATORS.includes(tokenType.name) || tokenType.CATEGORIES?.includes(Relational)) return 'operator'
  if (TEXTS.includes(tokenType.name)) return 'text'
  if (tokenType.name !== 'Word') return 'sign'
  if (fieldsOf(scope).has(image)) return 'field'
  if (CALL_NAMES.includes(image)) return 'operator'
  return NAME.test(image) && !/^[\d.]+$/.test(image) ? 'unknown' : 'value'
}

/** Says what is wrong where the grammar stopped, in words that tell what to write. */
import type { IToken } from 'chevrotain'
import { said } from '../said/said'
import type { Span } from './ast'
import { FilterError } from './problem'

const WANTS_LOWER_CASE = /^(?:AND|OR|NOT|EQ|NE|GT|LT|GE|LE|IN|CONTAINS|MATCHES)$/i

const INSTEAD: Readonly<Record<string, string>> = {
  '=': '==',
  '|': '||',
  '^': '(a && !b) || (!a && b)',
  xor: '(a && !b) || (!a && b)',
}

/** Signs that Wireshark knows and we don't. */
const FOREIGN: readonly string[] = ['#', '$', '@', '+', '-', '*', '%', '/']

/** @param found null: the text ended too early. @param end of the text. */
export function unexpected(tokens: readonly IToken[], found: IToken | null, end: number): FilterError {
  if (found === null) return tooEarly(tokens, end)
  const { image } = found
  const span: Span = { at: found.startOffset, length: image.length }
  const instead = Object.hasOwn(INSTEAD, image) ? INSTEAD[image] : undefined
  if (instead !== undefined) return new FilterError(said`"${image}" is no operator here: write ${instead}.`, span)
  if (FOREIGN.includes(image)) {
    return new FilterError(said`"${image}" is not supported in filters here.`, span)
  }
  const before = tokens[tokens.indexOf(found) - 1]
  if (before?.tokenType.name === 'In') {
    return new FilterError(said`After "in" a set must follow: in {80, 443, 8000..8080}.`, span)
  }
  if (WANTS_LOWER_CASE.test(image) && image !== image.toLowerCase()) {
    return new FilterError(said`Operators are written in lower case: ${image.toLowerCase()}.`, span)
  }
  if (isInSet(tokens, found)) return new FilterError(said`Members of a set are parted by commas.`, span)
  if (image === ')') return new FilterError(said`No parenthesis is open that this one could close.`, span)
  if (isValue(before) && (isValue(found) || image === '(')) {
    return new FilterError(said`An operator is missing before ${image}: == or &&, for example.`, span)
  }
  return new FilterError(said`${image} can't stand here.`, span)
}

function tooEarly(tokens: readonly IToken[], end: number): FilterError {
  const last = tokens.at(-1)
  const span: Span = last === undefined ? { at: end, length: 0 } : { at: last.startOffset, length: last.image.length }
  const open = lastOpen(tokens)
  if (last !== undefined && isValue(last) && open !== null) {
    const place = { at: open.startOffset, length: 1 }
    return new FilterError(said`This ${open.image} is never closed.`, place)
  }
  if (last === undefined) return new FilterError(said`The filter is empty.`, span)
  return new FilterError(said`Something must follow ${last.image}.`, span)
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' }

function lastOpen(tokens: readonly IToken[]): IToken | null {
  const open: IToken[] = []
  for (const token of tokens) {
    if (['(', '{', '['].includes(token.image)) open.push(token)
    else if (open.at(-1)?.image === CLOSES[token.image]) open.pop()
  }
  return open.at(-1) ?? null
}

function isInSet(tokens: readonly IToken[], found: IToken): boolean {
  const before = tokens.slice(0, tokens.indexOf(found))
  return lastOpen(before)?.image === '{' && isValue(before.at(-1)) && isValue(found)
}

const VALUES: readonly string[] = ['Word', 'Text', 'RawText', 'Character', 'RightRound', 'RightCurly', 'RightSquare']
const isValue = (token: IToken | undefined): boolean => token !== undefined && VALUES.includes(token.tokenType.name)

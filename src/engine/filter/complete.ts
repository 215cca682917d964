/** What may be written next, at a caret. */
import type { IToken } from 'chevrotain'
import type { FilterCompletion, FilterCompletions, FilterScope } from '../../contracts/filter'
import { inWords, said } from '../said/said'
import type { Field } from './fields/field'
import { fieldsOf } from './fields/index'
import { tokensOf } from './parser'
import { LeftCurly, Relational } from './tokens'

const MOST = 50

/** @param caret place in the text, from 0. */
export function completeFilter(text: string, caret: number, scope: FilterScope): FilterCompletions {
  const tokens = tokensOf(text).filter(({ startOffset }) => startOffset < caret)
  const last = tokens.at(-1)
  const touched = last !== undefined && last.startOffset + last.image.length >= caret && isWord(last) ? last : null
  const before = touched === null ? tokens : tokens.slice(0, -1)
  const from = touched?.startOffset ?? caret
  const to = touched === null ? caret : from + touched.image.length
  const list = candidates(before, text.slice(from, caret), scope)
  return { from, to, list: list.slice(0, MOST) }
}

/** Operators in letters begin as words do. */
const isWord = ({ image }: IToken): boolean => /^[A-Za-z0-9_.:\-/]+$/.test(image)

function candidates(before: readonly IToken[], start: string, scope: FilterScope): FilterCompletion[] {
  const last = before.at(-1)
  const field = fieldBefore(before, scope)
  if (last !== undefined && field !== null && wantsValue(last)) return valuesOf(field, start)
  if (last !== undefined && endsOperand(last)) return operatorsAfter(before, start, scope)
  return fieldsWith(start, scope)
}

/** The field that a comparison under way is about. */
function fieldBefore(before: readonly IToken[], scope: FilterScope): Field | null {
  for (const { image } of [...before].reverse()) {
    const field = fieldsOf(scope).get(image)
    if (field !== undefined) return field
    if (image === '&&' || image === '||') return null
  }
  return null
}

function wantsValue({ tokenType, image }: IToken): boolean {
  return (tokenType.CATEGORIES?.includes(Relational) ?? false) || tokenType === LeftCurly || [',', '..'].includes(image)
}

const endsOperand = ({ tokenType }: IToken): boolean =>
  ['Word', 'Text', 'RawText', 'Character', 'RightRound', 'RightSquare', 'RightCurly'].includes(tokenType.name)

function valuesOf({ type, values }: Field, start: string): FilterCompletion[] {
  const all = values ?? (type === 'boolean' ? ['1', '0'] : [])
  return matching(all, start).map((text) => ({ text: quoted(text), kind: 'value', meaning: '' }))
}

/** What the grammar would take apart stands between quotes. */
const quoted = (text: string): string => (/^[\w.:/-]+$/.test(text) ? text : JSON.stringify(text))

function fieldsWith(start: string, scope: FilterScope): FilterCompletion[] {
  const fields = fieldsOf(scope)
  return matching([...fields.keys()].sort(), start).map((text) => ({
    text,
    kind: 'field',
    meaning: inWords(fields.get(text)?.meaning ?? ''),
  }))
}

/** Those that begin so, then those that hold it. */
function matching(all: readonly string[], start: string): string[] {
  const wanted = start.toLowerCase()
  const starts = all.filter((text) => text.toLowerCase().startsWith(wanted))
  const holds = all.filter((text) => !text.toLowerCase().startsWith(wanted) && text.toLowerCase().includes(wanted))
  return [...starts, ...holds]
}

function operatorsAfter(before: readonly IToken[], start: string, scope: FilterScope): FilterCompletion[] {
  const field = fieldsOf(scope).get(before.at(-1)?.image ?? '')
  const isCompared = field === undefined
  const operators = isCompared ? JOINING() : [...comparing(field, scope), ...JOINING()]
  return operators.filter(({ text }) => text.startsWith(start))
}

const operator = (text: string, meaning: string): FilterCompletion => ({ text, kind: 'operator', meaning })

const JOINING = (): FilterCompletion[] => [operator('&&', said`both`), operator('||', said`either`)]

function comparing({ type, count }: Field, scope: FilterScope): FilterCompletion[] {
  if (type === 'label') return scope === 'flows' && count !== undefined ? ORDERED() : []
  const found = [...EQUAL()]
  if (type !== 'boolean' && type !== 'string') found.push(...ORDERED())
  if (type === 'string' || type === 'bytes' || type === 'protocol' || type === 'ether') found.push(...SEARCHING())
  if (type !== 'boolean') found.push(operator('in', said`one of a set: {80, 8000..8080}`))
  if (type === 'number') found.push(operator('&', said`some of its bits`))
  return found
}

const EQUAL = (): FilterCompletion[] => [operator('==', said`equal`), operator('!=', said`different`)]
const ORDERED = (): FilterCompletion[] => [
  operator('>', said`more`),
  operator('<', said`less`),
  operator('>=', said`at least`),
  operator('<=', said`at most`),
]
const SEARCHING = (): FilterCompletion[] => [
  operator('contains', said`holds these bytes or this text`),
  operator('matches', said`holds this pattern`),
]

/** Makes what runs of what was written: every name and value is looked up, every comparison checked. */
import { said } from '../said/said'
import { comparePrefix } from './addresses'
import type { Entity, SetItem, Test } from './ast'
import { type Comparison, compareValues, comparisonOf, quantified } from './comparison'
import { type Field, Level, type Value } from './fields/field'
import { type Literal, literalOf, plainAddress } from './literals'
import { joined, type Leaf, type Node, negated } from './node'
import { countedOperand, isOperand, type Operand, operandOf, type Reading } from './operand'
import { comparedPages, filledPages, rangedPages } from './pages'
import { matchesBytes, patternOf } from './pattern'
import { FilterError } from './problem'
import type { Row } from './run/row'

/** @throws FilterError at the first name, value or comparison that can't be. */
export function compile(test: Test, reading: Reading): Node {
  switch (test.kind) {
    case 'and':
    case 'or':
      return joined(test.kind, compile(test.left, reading), compile(test.right, reading))
    case 'not':
      return negated(compile(test.of, reading))
    case 'exists':
      return existence(test.of, reading)
    case 'relation':
      return relation(test, reading)
    case 'in':
      return membership(test, reading)
  }
}

function leaf(level: Field['level'], holds: Leaf['holds'], page?: Leaf['page']): Leaf {
  return page === undefined ? { kind: 'leaf', level, holds } : { kind: 'leaf', level, holds, page }
}

/** Values of an operand, in an array that the next call uses again. */
function valuesOf(operand: Operand): (row: Row) => readonly Value[] {
  const values: Value[] = []
  return (row) => {
    values.length = 0
    operand.read(row, values)
    return values
  }
}

const hasBits = (value: Value): boolean => (typeof value === 'object' ? value.some((byte) => byte !== 0) : value !== 0)

function existence(entity: Entity, reading: Reading): Leaf {
  const operand = operandOf(entity, reading)
  const values = valuesOf(operand)
  const { fill, isAlways, isBits, type } = operand
  if (isAlways === true) return leaf(Level.FLOW, () => true)
  if (isBits === true) {
    const page = fill && ((row: Row) => filledPages(fill(row), true))
    return leaf(operand.level, (row) => values(row).some(hasBits), page)
  }
  const page = fill && ((row: Row) => filledPages(fill(row), type === 'label'))
  return leaf(operand.level, (row) => values(row).length > 0, page)
}

/** A field to be compared: one that has a value. */
function comparable(entity: Entity, reading: Reading): Operand {
  if (entity.kind === 'word' && !isOperand(entity, reading.scope) && /^[\d:]|^0x/i.test(entity.text)) {
    throw new FilterError(said`The left side is a field, not a value: turn the comparison round.`, entity.span)
  }
  const operand = operandOf(entity, reading)
  if (operand.type !== 'label') return operand
  const counted = reading.scope === 'flows' ? countedOperand(operand) : null
  if (counted !== null) return counted
  throw new FilterError(
    said`${operand.name} has no value: write it alone, ${operand.name} or !${operand.name}.`,
    entity.span,
  )
}

function relation(test: Extract<Test, { kind: 'relation' }>, reading: Reading): Leaf {
  const left = comparable(test.left, reading)
  if (test.relation === 'contains' || test.relation === 'matches') return searched(test, left, reading)
  const comparison = comparisonOf(test.relation, test.quantifier)
  if (isOperand(test.right, reading.scope)) return ofTwoFields(test, left, comparison, reading)
  const literal = literalOf(test.right, left, reading.start)
  if (literal.kind === 'number') {
    const { fill } = left
    const page = fill && ((row: Row) => comparedPages(fill(row), comparison.sign, literal.value))
    return leaf(left.level, comparedWith(left, comparison, literal), page)
  }
  return leaf(left.level, comparedWith(left, comparison, literal))
}

function comparedWith(left: Operand, comparison: Comparison, literal: Literal): Leaf['holds'] {
  const values = valuesOf(left)
  const order = orderTo(literal)
  return (row) => quantified(comparison, values(row), (value) => comparison.holds(order(value)))
}

/** How a value stands to a literal: negative, before it; NaN, they can't be compared. */
function orderTo(literal: Literal): (value: Value) => number {
  const { value: wanted } = literal
  const bits = literal.kind === 'bytes' ? literal.bits : undefined
  if (bits === undefined || typeof wanted !== 'object') return (value) => compareValues(value, wanted)
  return (value) =>
    typeof value === 'object' && value.length === wanted.length ? comparePrefix(value, wanted, bits) : Number.NaN
}

const COMPARED_ALIKE: Readonly<Partial<Record<Field['type'], string>>> = {
  number: 'number',
  boolean: 'number',
  duration: 'duration',
  time: 'time',
  epoch: 'time',
  ipv4: 'address',
  ipv6: 'address',
  address: 'address',
  ether: 'bytes',
  bytes: 'bytes',
  protocol: 'bytes',
  string: 'string',
}

function ofTwoFields(
  test: Extract<Test, { kind: 'relation' }>,
  left: Operand,
  comparison: Comparison,
  reading: Reading,
): Leaf {
  const right = comparable(test.right, reading)
  if (COMPARED_ALIKE[left.type] !== COMPARED_ALIKE[right.type]) {
    throw new FilterError(
      said`${left.name} can't be compared with ${right.name}: they are of different kinds.`,
      test.span,
    )
  }
  const these = valuesOf(left)
  const those = valuesOf(right)
  return leaf(Math.max(left.level, right.level), (row) => {
    const others = those(row)
    return quantified(comparison, these(row), (value) =>
      quantified(comparison, others, (other) => comparison.holds(compareValues(value, other))),
    )
  })
}

const SEARCHED: readonly Field['type'][] = ['string', 'bytes', 'protocol', 'ether']

function searched(test: Extract<Test, { kind: 'relation' }>, left: Operand, reading: Reading): Leaf {
  const { right, relation: how, quantifier } = test
  if (!SEARCHED.includes(left.type)) {
    throw new FilterError(said`${left.name} holds no text to look in: compare it with ==, < or >.`, test.left.span)
  }
  const values = valuesOf(left)
  const holds = how === 'matches' ? patternTest(right) : contentTest(right, left, reading)
  const comparison: Comparison = { sign: '==', holds: () => true, isAll: quantifier === 'all' }
  return leaf(left.level, (row) => quantified(comparison, values(row), holds))
}

function patternTest(right: Entity): (value: Value) => boolean {
  if (right.kind !== 'string')
    throw new FilterError(said`A pattern stands between double quotes: matches "^GET ".`, right.span)
  const pattern = patternOf(right.text, right.span)
  return (value) => (typeof value === 'object' ? matchesBytes(pattern, value) : pattern.test(String(value)))
}

function contentTest(right: Entity, left: Operand, reading: Reading): (value: Value) => boolean {
  // Part of a value need not be one of those that it can be, nor as long as a whole one.
  const { values: _, ...part } = left
  const asBytes = { ...part, type: left.type === 'ether' ? ('bytes' as const) : left.type }
  const literal = literalOf(right, asBytes, reading.start)
  if (literal.kind === 'number') return () => false
  if (literal.kind === 'text') return (value) => typeof value === 'string' && value.includes(literal.value)
  const wanted = Buffer.from(literal.value)
  return (value) =>
    typeof value === 'object' && Buffer.from(value.buffer, value.byteOffset, value.byteLength).includes(wanted)
}

interface Bounds {
  readonly low: (value: Value) => number
  readonly high: (value: Value) => number
}

function membership(test: Extract<Test, { kind: 'in' }>, reading: Reading): Leaf {
  const left = comparable(test.left, reading)
  const bounds = test.items.map((item) => boundsOf(item, left, reading))
  const values = valuesOf(left)
  const comparison: Comparison = { sign: '==', holds: () => true, isAll: test.quantifier === 'all' }
  const isIn = (value: Value): boolean => bounds.some(({ low, high }) => low(value) >= 0 && high(value) <= 0)
  const { fill } = left
  const numbers = fill && test.items.map((item) => numericRange(item, left, reading))
  const page = fill && ((row: Row) => rangedPages(fill(row), numbers ?? []))
  return leaf(left.level, (row) => quantified(comparison, values(row), isIn), page)
}

function boundsOf({ from, to }: SetItem, left: Operand, reading: Reading): Bounds {
  const isAddress = left.type === 'ipv4' || left.type === 'ipv6' || left.type === 'address'
  const first = literalOf(from, left, reading.start)
  if (to === null) return { low: orderTo(first), high: orderTo(first) }
  const last = literalOf(to, left, reading.start)
  if (isAddress) {
    plainAddress(from)
    plainAddress(to)
  }
  const order = compareValues(first.value, last.value)
  if (order > 0)
    throw new FilterError(said`The range runs backwards: the smaller end goes first.`, {
      at: from.span.at,
      length: to.span.at + to.span.length - from.span.at,
    })
  return { low: orderTo(first), high: orderTo(last) }
}

function numericRange({ from, to }: SetItem, left: Operand, reading: Reading): readonly [number, number] {
  const first = Number(literalOf(from, left, reading.start).value)
  return [first, to === null ? first : Number(literalOf(to, left, reading.start).value)]
}

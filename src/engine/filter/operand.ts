/** One side of a comparison: a field, a slice of one, some of its bits, or what a function makes of it. */
import type { FilterScope } from '../../contracts/filter'
import { said } from '../said/said'
import type { Entity } from './ast'
import { type Field, Level, type Value } from './fields/field'
import { fieldsOf, isField } from './fields/index'
import { literalOf } from './literals'
import { nearest } from './near'
import { FilterError } from './problem'
import type { Row } from './run/row'
import { sliced } from './slice'

/** A field, or something like one that a filter makes of fields. */
export type Operand = Field

export interface Reading {
  readonly scope: FilterScope
  /** Nanoseconds since the epoch that times count from. */
  readonly start: bigint
}

/** @throws FilterError where it isn't a field, or none that can be used so. */
export function operandOf(entity: Entity, reading: Reading): Operand {
  switch (entity.kind) {
    case 'word':
      return fieldNamed(entity, reading.scope)
    case 'slice':
      return sliceOf(entity, reading)
    case 'and':
      return bitsOf(entity, reading)
    case 'call':
      return callOf(entity, reading)
    case 'string':
    case 'character':
      throw new FilterError(said`The left side is a field, not a value: turn the comparison round.`, entity.span)
  }
}

/** Whether an entity speaks of a field rather than of a value. */
export function isOperand(entity: Entity, scope: FilterScope): boolean {
  if (entity.kind === 'word') return fieldsOf(scope).has(entity.text)
  return entity.kind === 'slice' || entity.kind === 'and' || entity.kind === 'call'
}

function fieldNamed({ text, span }: Extract<Entity, { kind: 'word' }>, scope: FilterScope): Field {
  const fields = fieldsOf(scope)
  const field = fields.get(text)
  if (field !== undefined) return field
  if (isField(text)) {
    throw new FilterError(
      scope === 'segments'
        ? said`${text} is known of flows, not of single segments: ask for it where flows are listed.`
        : said`${text} is known of single segments, not of flows.`,
      span,
    )
  }
  const near = nearest(text, fields.keys())
  throw new FilterError(
    near.length > 0
      ? said`There is no field "${text}". Similar: ${near.join(', ')}.`
      : said`There is no field "${text}".`,
    span,
  )
}

const SLICED: readonly Field['type'][] = ['bytes', 'protocol', 'ether', 'ipv4', 'ipv6', 'address', 'string']

function sliceOf({ of, ranges, span }: Extract<Entity, { kind: 'slice' }>, reading: Reading): Operand {
  const operand = operandOf(of, reading)
  if (!SLICED.includes(operand.type)) {
    throw new FilterError(said`${operand.name} has no bytes to slice: it is a number.`, span)
  }
  return {
    name: `${operand.name}[]`,
    type: operand.type === 'string' ? 'string' : 'bytes',
    level: operand.level,
    meaning: '',
    read: each(operand, (value) => {
      if (typeof value === 'number') return null
      const part = sliced(typeof value === 'string' ? new TextEncoder().encode(value) : value, ranges)
      return part !== null && typeof value === 'string' ? new TextDecoder().decode(part) : part
    }),
  }
}

function bitsOf({ left, right, span }: Extract<Entity, { kind: 'and' }>, reading: Reading): Operand {
  const operand = operandOf(left, reading)
  const { fill, type } = operand
  if (type === 'bytes' || type === 'ether' || type === 'protocol') return bitsOfBytes(operand, right, reading)
  if (type !== 'number' && type !== 'boolean') {
    throw new FilterError(said`${operand.name} has no single bits: & is for numbers and bytes.`, span)
  }
  const literal = literalOf(right, { ...operand, most: 0xffffffff }, reading.start)
  const mask = literal.kind === 'number' ? literal.value : 0
  return {
    name: operand.name,
    type: 'number',
    level: operand.level,
    meaning: '',
    most: Math.min(operand.most ?? 0xffffffff, 0xffffffff),
    isBits: true,
    read: each(operand, (value) => (typeof value === 'number' ? (value & mask) >>> 0 : null)),
    ...(fill && {
      fill: (row: Row) => {
        const filled = fill(row)
        return (page, out) => {
          filled(page, out)
          for (let at = 0; at < page.rows; at += 1) out[at] = ((out[at] as number) & mask) >>> 0
        }
      },
    }),
  }
}

function bitsOfBytes(operand: Operand, right: Entity, reading: Reading): Operand {
  const literal = literalOf(right, { ...operand, type: 'bytes' }, reading.start)
  const mask = literal.kind === 'bytes' ? literal.value : new Uint8Array(0)
  return {
    name: operand.name,
    type: 'bytes',
    level: operand.level,
    meaning: '',
    isBits: true,
    read: each(operand, (value) =>
      typeof value === 'object' ? value.subarray(0, mask.length).map((byte, at) => byte & (mask[at] ?? 0)) : null,
    ),
  }
}

interface Call {
  readonly takes: readonly Field['type'][] | null
  readonly type: 'number' | 'string'
  readonly make: (value: Value) => Value | null
}

const CALLS: Readonly<Record<string, Call>> = {
  len: {
    takes: ['bytes', 'protocol', 'string'],
    type: 'number',
    make: (value) =>
      typeof value === 'string'
        ? new TextEncoder().encode(value).length
        : typeof value === 'number'
          ? null
          : value.length,
  },
  upper: { takes: ['string'], type: 'string', make: (value) => String(value).toUpperCase() },
  lower: { takes: ['string'], type: 'string', make: (value) => String(value).toLowerCase() },
}
export const CALL_NAMES: readonly string[] = ['count', ...Object.keys(CALLS)]

function callOf({ name, of, span }: Extract<Entity, { kind: 'call' }>, reading: Reading): Operand {
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined
  if (call === undefined && name !== 'count') {
    throw new FilterError(said`There is no function "${name}" here. There are: ${CALL_NAMES.join(', ')}.`, span)
  }
  const operand = operandOf(of, reading)
  if (call === undefined) return countOf(operand)
  if (call.takes?.includes(operand.type) === false) {
    throw new FilterError(said`${name}() can't be made of ${operand.name}.`, span)
  }
  return {
    name: `${name}(${operand.name})`,
    type: call.type,
    level: operand.level,
    meaning: '',
    ...(call.type === 'number' ? { most: 0xffffffff } : {}),
    read: each(operand, call.make),
  }
}

function countOf(operand: Operand): Operand {
  const values: Value[] = []
  return {
    name: `count(${operand.name})`,
    type: 'number',
    level: operand.level,
    meaning: '',
    most: 0xffffffff,
    read: (row, out) => {
      values.length = 0
      operand.read(row, values)
      if (values.length > 0) out.push(values.length)
    },
  }
}

/** Reads an operand and makes another value of each of its values; null: it has none. */
function each(operand: Operand, make: (value: Value) => Value | null): Field['read'] {
  const values: Value[] = []
  return (row, out) => {
    values.length = 0
    operand.read(row, values)
    for (const value of values) {
      const made = make(value)
      if (made !== null) out.push(made)
    }
  }
}

/** Over flows, a mark of segments stands for how many segments of the flow bear it. */
export function countedOperand(operand: Operand): Operand | null {
  const { count, name } = operand
  if (count === undefined) return null
  return {
    name,
    type: 'number',
    level: Level.FLOW,
    meaning: '',
    most: 0xffffffff,
    read: (row, out) => out.push(count(row)),
  }
}

/** Values as people write them, by the type of the field that they are compared with. */
import { said } from '../said/said'
import { addressBytes, type Network, networkOf } from './addresses'
import type { Entity, Span } from './ast'
import type { Field, FieldType } from './fields/field'
import { nearest } from './near'
import { FilterError } from './problem'
import { durationOf, epochOf, timeOf } from './times'

/** A value to compare with: for addresses with the number of leading bits that count. */
export type Literal =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | ({ readonly kind: 'bytes'; readonly value: Uint8Array } & Partial<Network>)

const DECIMAL = /^-?\d+$/
const OTHER_BASE = /^(-?)0(?:x([0-9a-f]+)|b([01]+)|([0-7]+))$/i
const TRUTH: Readonly<Record<string, number>> = { true: 1, false: 0, TRUE: 1, FALSE: 0, True: 1, False: 0 }
const HEX_BYTES = /^[0-9a-f]{2}(?:([:.-])[0-9a-f]{2}(?:\1[0-9a-f]{2})*)?\1?$/i
const HEX_NUMBER = /^0x((?:[0-9a-f]{2})+)$/i

const NAMES: Readonly<Record<FieldType, () => string>> = {
  number: () => said`a number: 80, 0x50`,
  boolean: () => said`1 or 0, true or false`,
  duration: () => said`a duration: 0.5, 200ms, 60s, 5min`,
  time: () => said`a date and time between quotes: "2026-01-31 09:00:00"`,
  epoch: () => said`seconds since 1970: 1767225600.5`,
  ipv4: () => said`an IPv4 address or network: 192.0.2.1, 10.0.0.0/8`,
  ipv6: () => said`an IPv6 address or network: 2001:db8::1, fe80::/10`,
  address: () => said`an address or network: 192.0.2.1, 10.0.0.0/8, fe80::/10`,
  ether: () => said`a link address: 00:1b:21:3a:4f:5e`,
  bytes: () => said`bytes or text: 16:03:01, "GET"`,
  string: () => said`text: "example.org"`,
  label: () => said`nothing`,
  protocol: () => said`bytes or text: 16:03:01, "GET"`,
}

/** What stands in a message for what was written. */
const written = (entity: Entity): string =>
  entity.kind === 'word' || entity.kind === 'string'
    ? entity.text
    : entity.kind === 'character'
      ? String.fromCharCode(entity.code)
      : ''

function wrong({ name, type }: Pick<Field, 'name' | 'type'>, entity: Entity): FilterError {
  return new FilterError(said`"${written(entity)}" is no value of ${name}, which takes ${NAMES[type]()}.`, entity.span)
}

/**
 * @param field that the value is compared with.
 * @param start nanoseconds since the epoch that times count from.
 * @throws FilterError where it isn't a value of that type.
 */
export function literalOf(entity: Entity, field: Field, start: bigint): Literal {
  const { type } = field
  switch (type) {
    case 'number':
    case 'boolean':
      return { kind: 'number', value: numberOf(entity, field) }
    case 'duration':
    case 'time':
    case 'epoch': {
      // As in Wireshark, a number has no quotes, and a date has some.
      const text = entity.kind === (type === 'time' ? 'string' : 'word') ? written(entity) : ''
      const value =
        type === 'duration' ? durationOf(text) : type === 'time' ? timeOf(text, start) : epochOf(text, start)
      if (value === null) throw wrong(field, entity)
      return { kind: 'number', value }
    }
    case 'ipv4':
    case 'ipv6':
    case 'address': {
      const network = networkOf(written(entity))
      const isFit = network !== null && (type === 'address' || network.value.length === (type === 'ipv4' ? 4 : 16))
      if (!isFit) throw wrong(field, entity)
      return { kind: 'bytes', ...network }
    }
    case 'ether':
    case 'bytes':
    case 'protocol':
      return { kind: 'bytes', value: bytesOf(entity, field) }
    case 'string':
      return { kind: 'text', value: textOf(entity, field) }
    case 'label':
      throw new FilterError(
        said`${field.name} has no value: write it alone, ${field.name} or !${field.name}.`,
        entity.span,
      )
  }
}

function numberOf(entity: Entity, field: Field): number {
  if (entity.kind === 'character') return entity.code
  if (entity.kind !== 'word') throw wrong(field, entity)
  const { text, span } = entity
  const truth = field.type === 'boolean' && Object.hasOwn(TRUTH, text) ? TRUTH[text] : undefined
  const value = truth ?? plainNumber(text)
  if (value === null) throw wrong(field, entity)
  return inRange(value, field, span)
}

/** Decimal, 0x hexadecimal, 0b binary, 0 octal. */
function plainNumber(text: string): number | null {
  const other = OTHER_BASE.exec(text)
  if (other !== null) {
    const [, sign, hex, binary, octal] = other
    const value =
      hex !== undefined
        ? Number.parseInt(hex, 16)
        : binary !== undefined
          ? Number.parseInt(binary, 2)
          : Number.parseInt(octal ?? '0', 8)
    return sign === '-' ? -value : value
  }
  // A leading zero makes an octal number, which has no 8 and no 9.
  return DECIMAL.test(text) && !/^-?0\d/.test(text) ? Number(text) : null
}

function inRange(value: number, { name, most = Number.MAX_SAFE_INTEGER }: Field, span: Span): number {
  if (value < 0) throw new FilterError(said`${name} is never negative.`, span)
  if (value > most) throw new FilterError(said`${name} is at most ${most}.`, span)
  return value
}

function bytesOf(entity: Entity, field: Field): Uint8Array {
  if (entity.kind === 'character') return Uint8Array.of(entity.code & 0xff)
  if (entity.kind === 'string' && field.type !== 'ether') return new TextEncoder().encode(entity.text)
  const text = written(entity)
  const padded = /^[0-9a-f]$/i.test(text) ? `0${text}` : text
  const digits = HEX_NUMBER.exec(text)?.[1] ?? (HEX_BYTES.test(padded) ? padded.replace(/[:.-]/g, '') : null)
  if (digits === null || (field.type === 'ether' && digits.length !== 12)) throw wrong(field, entity)
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function textOf(entity: Entity, field: Field): string {
  if (entity.kind !== 'word' && entity.kind !== 'string') throw wrong(field, entity)
  const { text, span } = entity
  const { values, name } = field
  if (values === undefined || values.includes(text)) return text
  const near = nearest(text, values)
  const hint = near.length > 0 ? near.join(', ') : values.slice(0, 6).join(', ')
  throw new FilterError(said`${name} is never "${text}". It can be: ${hint}.`, span)
}

/** Both ends of a range of addresses. @throws FilterError for a network, which is a range by itself. */
export function plainAddress(entity: Entity): Uint8Array {
  const bytes = addressBytes(written(entity))
  if (bytes === null) throw new FilterError(said`The ends of a range are single addresses.`, entity.span)
  return bytes
}

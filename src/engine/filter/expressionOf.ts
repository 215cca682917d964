/** A filter that a segment passes for what one of its fields is. */
import { ipv4Text, ipv6Text } from '../flows/address'
import type { Field, Value } from './fields/field'
import { fieldsOf } from './fields/index'
import { type Filtered, Row } from './run/row'

/** Longer bytes are looked for by their beginning. */
const MOST_BYTES = 16

/**
 * @param name of a field, as the segment's tree has it. @param segment index of a segment that there is.
 * @returns null where there is no such field, or the segment hasn't it.
 */
export function expressionOf(capture: Filtered, segment: number, name: string): string | null {
  const field = fieldsOf('flows').get(name)
  if (field === undefined) return null
  const values: Value[] = []
  field.read(new Row(capture).atSegment(segment), values)
  const [value] = values
  return value === undefined ? null : compared(field, value)
}

function compared({ name, type }: Field, value: Value): string {
  if (type === 'label' || type === 'protocol' || type === 'time' || type === 'epoch') return name
  if (type === 'duration') return `${name} >= ${value}ns`
  if (typeof value === 'number') return `${name} == ${value}`
  if (typeof value === 'string') return `${name} == ${JSON.stringify(value)}`
  if (type === 'ipv4' || type === 'ipv6' || type === 'address') {
    return `${name} == ${value.length === 4 ? ipv4Text(value, 0) : ipv6Text(value, 0)}`
  }
  const start = Array.from(value.subarray(0, MOST_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(':')
  return value.length > MOST_BYTES ? `${name}[0:${MOST_BYTES}] == ${start}` : `${name} == ${start}`
}

/** The list of fields in docs/filter.md, written by `npm run filters`. */
import type { Field, FieldType } from './field'
import { fieldsOf } from './index'

const TYPES: Readonly<Record<FieldType, string>> = {
  number: 'number',
  boolean: 'yes or no',
  duration: 'duration',
  time: 'date and time',
  epoch: 'seconds since 1970',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  address: 'IP address',
  ether: 'link address',
  bytes: 'bytes',
  string: 'text',
  label: 'there or not',
  protocol: 'layer',
}

const SCOPES = { flows: 'flows', segments: 'segments' } as const

function line({ name, type, meaning, values, only }: Field, isBoth: boolean): string {
  const can = values === undefined ? '' : `: ${values.map((value) => `\`${value}\``).join(', ')}`
  const where = isBoth || only === undefined ? '' : ` (${SCOPES[only]} only)`
  return `| \`${name}\` | ${TYPES[type]} | ${meaning}${where}${can} |`
}

/** A table in Markdown, by name. */
export function fieldTable(): string {
  const flows = fieldsOf('flows')
  const segments = fieldsOf('segments')
  const names = [...new Set([...flows.keys(), ...segments.keys()])].sort()
  const lines = names.map((name) => {
    const field = flows.get(name) ?? segments.get(name)
    return field === undefined ? '' : line(field, flows.has(name) && segments.has(name))
  })
  return ['| Field | Type | Meaning |', '| --- | --- | --- |', ...lines].join('\n')
}

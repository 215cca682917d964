/** All fields, by name. */
import type { FilterScope } from '../../../contracts/filter'
import type { Field } from './field'
import { FLAG_FIELDS } from './flagFields'
import { FLOW_FIELDS } from './flowFields'
import { FRAME_FIELDS } from './frameFields'
import { OPTION_FIELDS } from './optionFields'
import { PACKET_FIELDS } from './packetFields'
import { REPLAY_FIELDS } from './replayFields'
import { SEGMENT_FIELDS } from './segmentFields'

const ALL: readonly Field[] = [
  ...FRAME_FIELDS,
  ...SEGMENT_FIELDS,
  ...FLAG_FIELDS,
  ...FLOW_FIELDS,
  ...REPLAY_FIELDS,
  ...PACKET_FIELDS,
  ...OPTION_FIELDS,
]

const tables = new Map<FilterScope, ReadonlyMap<string, Field>>()

/** Fields that can be asked for over flows, or over segments. */
export function fieldsOf(scope: FilterScope): ReadonlyMap<string, Field> {
  let table = tables.get(scope)
  if (table === undefined) {
    const fields = ALL.filter(({ only }) => only === undefined || only === scope)
    table = new Map(fields.map((field) => [field.name, field]))
    tables.set(scope, table)
  }
  return table
}

/** Fields of this name exist, for flows or for segments. */
export const isField = (name: string): boolean => ALL.some((field) => field.name === name)

/** Fields that the flow tells once it is told from its beginning. */
import { STATE_NAMES } from '../../../contracts/names'
import type { ReplayName } from '../run/replayColumns'
import type { Row } from '../run/row'
import { type Field, type FieldTable, type FieldType, Level, type Value } from './field'

const told = ({ replay, segment, flow }: Row, name: ReplayName): number => replay.value(name, segment.index, flow.id)

const number = (name: string, type: FieldType, column: ReplayName, meaning: string): Field => ({
  name,
  type,
  level: Level.REPLAY,
  meaning,
  ...(type === 'number' ? { most: 0xffffffff } : {}),
  read: (row, out) => {
    const value = told(row, column)
    if (!Number.isNaN(value)) out.push(value)
  },
})

const stateText = (row: Row, column: ReplayName): Value => STATE_NAMES[told(row, column)] ?? 'UNKNOWN'

const state = (name: string, columns: readonly ReplayName[], meaning: string): Field => ({
  name,
  type: 'string',
  level: Level.REPLAY,
  meaning,
  values: STATE_NAMES,
  only: 'segments',
  read: (row, out) => {
    for (const column of columns) out.push(stateText(row, column))
  },
})

export const REPLAY_FIELDS: FieldTable = [
  number('tcp.analysis.acks_frame', 'number', 'acksFrame', 'Frame that it acknowledges'),
  number('tcp.analysis.ack_rtt', 'duration', 'ackRtt', 'Since the frame that it acknowledges'),
  number('tcp.analysis.bytes_in_flight', 'number', 'inFlight', 'Sent and not acknowledged'),
  number('tcp.analysis.push_bytes_sent', 'number', 'pushed', 'Bytes since the last PSH'),
  number('tcp.analysis.duplicate_ack_num', 'number', 'duplicateNumber', 'How many times its ACK was repeated'),
  number('tcp.analysis.duplicate_ack_frame', 'number', 'duplicateFrame', 'Frame whose ACK it repeats'),
  number('tcp.analysis.rto', 'duration', 'timeout', 'Of data sent again: since the oldest that waits for an ACK'),
  number('tcp.analysis.rto_frame', 'number', 'timeoutFrame', 'Frame that this is counted from'),
  state('state', ['clientState', 'serverState'], 'State of either endpoint'),
  state('state.client', ['clientState'], "The client's state"),
  state('state.server', ['serverState'], "The server's state"),
]

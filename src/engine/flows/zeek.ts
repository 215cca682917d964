/** A flow in Zeek's words, from the history that the core keeps. */
import {
  FLOW_HISTORY,
  HISTORY_BITS,
  HISTORY_FILLED,
  HISTORY_LETTERS,
  HISTORY_MORE,
  HISTORY_MORE_BEFORE,
  HISTORY_MORE_FILLED,
  HISTORY_MORE_LETTERS,
  HISTORY_STATES,
  HistoryBit,
  type ZeekState,
} from '../../contracts/abi'
import type { Flow } from '../../contracts/flow'
import type { Core } from '../core'
import type { FlowRecord } from '../flowRecord'
import { connStateOf } from './connState'

const STATE_MASK = 0xf

/** conn_state and history of a flow. */
export function readZeek(core: Core, flow: FlowRecord): Flow['zeek'] {
  const { u8 } = core.views
  const record = u32At(core, core.flowPointer(flow.id) + FLOW_HISTORY)
  const originator = ((u8[record + HISTORY_BITS] as number) & HistoryBit.ORIGINATOR_IS_B) === 0 ? 0 : 1
  const state = (side: number): ZeekState => (u8[record + HISTORY_STATES + side] as number) & STATE_MASK
  const history = readHistory(core, record)
  const isEmpty = flow.bytes(0) === 0 && flow.bytes(1) === 0
  return { connState: connStateOf(state(originator), state(1 - originator), isEmpty, history), history }
}

function readHistory(core: Core, record: number): string {
  let further = ''
  for (let block = u32At(core, record + HISTORY_MORE); block !== 0; block = u32At(core, block + HISTORY_MORE_BEFORE)) {
    further = letters(core, block + HISTORY_MORE_LETTERS, block + HISTORY_MORE_FILLED) + further
  }
  return letters(core, record + HISTORY_LETTERS, record + HISTORY_FILLED) + further
}

function letters({ views: { u8 } }: Core, at: number, filled: number): string {
  let text = ''
  for (let index = 0; index < (u8[filled] as number); index += 1) text += String.fromCharCode(u8[at + index] as number)
  return text
}

const u32At = ({ views: { u32 } }: Core, pointer: number): number => u32[pointer >>> 2] as number

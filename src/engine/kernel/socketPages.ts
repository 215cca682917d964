/** The list of sockets: sorted, filtered, handed out by the page. Its order is kept until the reading or the question changes. */
import type { Endpoint, Side } from '../../contracts/flow'
import { type StateName, stateName } from '../../contracts/names'
import type { KernelSocket, SocketPage, SocketRow, SocketSort } from '../../contracts/sockets'
import { flowId } from '../../contracts/units'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { endpointText } from '../flows/address'
import { AddressBook } from './addressBytes'
import { endpointOf, flowOfEnd, NO_END } from './join'
import type { Reading } from './reading'
import { socketKey } from './socketKey'
import { socketKeys } from './socketOrder'

export interface SocketOrder {
  readonly sort: SocketSort
  readonly descending: boolean
  readonly text: string
  readonly state: StateName | null
}

type States = SocketPage['states']

export class SocketPages {
  private readonly book = new AddressBook()
  private readonly flow: FlowRecord
  private of: Reading | null = null
  private asked = ''
  private order: Uint32Array = new Uint32Array(0)
  private states: States = {}

  constructor(core: Core) {
    this.flow = new FlowRecord(core)
  }

  /** Rows `from` to `from + count`. @param problem why there is no newer reading. */
  page(reading: Reading | null, problem: string | null, order: SocketOrder, from: number, count: number): SocketPage {
    if (reading === null) return { at: null, from, total: 0, rows: [], states: {}, lacks: null, problem }
    this.look(reading, order)
    const rows = Array.from(this.order.subarray(from, from + count), (index) => this.row(reading, index))
    const { at, lacks } = reading.table
    return { at, from, total: this.order.length, rows, states: this.states, lacks, problem }
  }

  private look(reading: Reading, order: SocketOrder): void {
    const asked = JSON.stringify(order)
    if (reading === this.of && asked === this.asked) return
    if (reading !== this.of) this.states = countStates(reading.table.sockets)
    this.of = reading
    this.asked = asked
    this.order = ordered(reading, order, this.book)
  }

  private row(reading: Reading, index: number): SocketRow {
    const socket = reading.table.sockets[index] as KernelSocket
    const end = reading.ends[index] as number
    const disagreement = reading.disagreementOf(index)
    const key = socketKey(socket)
    if (end === NO_END) return { key, socket, flow: null, side: null, wireState: null, disagreement }
    const flow = this.flow.at(flowOfEnd(end))
    const side: Side = flow.side(endpointOf(end))
    const wireState = stateName(flow.state(endpointOf(end)))
    return { key, socket, flow: flowId(flow.id), side, wireState, disagreement }
  }
}

function countStates(sockets: readonly KernelSocket[]): States {
  const states: { -readonly [Name in StateName]?: number } = {}
  for (const { state } of sockets) states[state] = (states[state] ?? 0) + 1
  return states
}

function ordered(reading: Reading, { sort, descending, text, state }: SocketOrder, book: AddressBook): Uint32Array {
  const { sockets } = reading.table
  const passes = filterOf(text, state)
  const passed = new Uint32Array(sockets.length)
  let count = 0
  for (let index = 0; index < sockets.length; index += 1) {
    if (!passes(sockets[index] as KernelSocket)) continue
    passed[count] = index
    count += 1
  }
  const keys = socketKeys(reading, sort, book)
  // Equal keys stay in the order of the table, whichever way the list is sorted.
  const sign = descending ? -1 : 1
  return passed.subarray(0, count).sort((a, b) => {
    const difference = (keys[a] as number) - (keys[b] as number)
    return difference === 0 ? a - b : difference < 0 ? -sign : sign
  })
}

function filterOf(text: string, state: StateName | null): (socket: KernelSocket) => boolean {
  const wanted = text.trim().toLowerCase()
  const isAt = ({ address, port }: Endpoint): boolean => endpointText(address, port).toLowerCase().includes(wanted)
  return (socket) => {
    if (state !== null && socket.state !== state) return false
    if (wanted === '') return true
    if (isAt(socket.local) || isAt(socket.remote)) return true
    return socket.owners.some(({ name, pid }) => name.toLowerCase().includes(wanted) || String(pid) === wanted)
  }
}

/** One end of a flow that is this host's: what the wire shows of it, beside what the kernel says. */
import { FlowBit, type TcpState } from '../../contracts/abi'
import { type StateName, stateName } from '../../contracts/names'
import type { KernelSocket, SocketTable } from '../../contracts/sockets'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { addressText, endpointText } from '../flows/address'
import { type EndCode, endCode, endpointOf, flowOfEnd } from './join'
import type { Listeners } from './listeners'

/** What an end is held against. */
export interface KernelSight {
  readonly table: Pick<SocketTable, 'at' | 'timeWaitMs' | 'lacks'>
  readonly listeners: Listeners
  /** The kernel listed a socket of this end, now or at a reading before. */
  readonly wasListed: (end: EndCode) => boolean
}

/** A cursor: `at` moves it and returns it. */
export class LocalEnd {
  readonly flow: FlowRecord
  endpoint: EndpointIndex = 0
  socket: KernelSocket | null = null

  constructor(
    private readonly core: Core,
    readonly sight: KernelSight,
  ) {
    this.flow = new FlowRecord(core)
  }

  /** @param socket null: the kernel lists none. */
  at(end: EndCode, socket: KernelSocket | null): this {
    this.flow.at(flowOfEnd(end))
    this.endpoint = endpointOf(end)
    this.socket = socket
    return this
  }

  get code(): EndCode {
    return endCode(this.flow.id, this.endpoint)
  }

  get peer(): EndpointIndex {
    return (1 - this.endpoint) as EndpointIndex
  }

  /** State of this end by the wire. */
  get state(): TcpState {
    return this.flow.state(this.endpoint)
  }

  get stateName(): StateName {
    return stateName(this.state)
  }

  /** What the kernel calls its state; CLOSED where it has no socket. */
  get kernelState(): StateName {
    return this.socket?.state ?? 'CLOSED'
  }

  get isReset(): boolean {
    return this.flow.has(FlowBit.RESET)
  }

  /** When the kernel's table was read: nanoseconds since the epoch, rounded to about 256 ns. */
  get readNs(): number {
    return Number(this.sight.table.at)
  }

  /** Nanoseconds from a time on the wire to the reading. */
  sinceNs(wireNs: number): number {
    return Math.max(0, this.readNs - wireNs)
  }

  get address(): string {
    return addressText(this.core, this.flow, this.endpoint)
  }

  get port(): number {
    return this.flow.port(this.endpoint)
  }

  get peerAddress(): string {
    return addressText(this.core, this.flow, this.peer)
  }

  get peerPort(): number {
    return this.flow.port(this.peer)
  }

  /** `192.0.2.1:443` */
  get name(): string {
    return endpointText(this.address, this.port)
  }

  get peerName(): string {
    return endpointText(this.peerAddress, this.peerPort)
  }

  /** Who takes connections on this end's address and port. */
  get listener(): KernelSocket | null {
    return this.sight.listeners.has(this.port) ? this.sight.listeners.towards(this.address, this.port) : null
  }

  get wasListed(): boolean {
    return this.sight.wasListed(this.code)
  }
}

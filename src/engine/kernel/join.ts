/** Ties the kernel's sockets to the flows on the wire, by addresses and ports. */
import { FlowBit, TcpState } from '../../contracts/abi'
import { STATE_NAMES } from '../../contracts/names'
import type { KernelSocket } from '../../contracts/sockets'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { AddressBook } from './addressBytes'

/** One end of a flow as a number: the flow times 2, plus the endpoint. */
export type EndCode = number
export const NO_END: EndCode = -1

export const flowOfEnd = (end: EndCode): number => Math.floor(end / 2)
export const endpointOf = (end: EndCode): EndpointIndex => (end & 1) as EndpointIndex
export const endCode = (flow: number, endpoint: EndpointIndex): EndCode => flow * 2 + endpoint

/** A connection in these is opening or gone: a socket in another state may be the one before it on the same ports. */
const NOT_OPEN: readonly TcpState[] = [
  TcpState.UNKNOWN,
  TcpState.CLOSED,
  TcpState.LISTEN,
  TcpState.SYN_SENT,
  TcpState.SYN_RCVD,
]
/** Incarnations looked at behind the newest. */
const EARLIER_AT_MOST = 8

export class Join {
  private readonly addresses = new AddressBook()
  private readonly flow: FlowRecord

  constructor(private readonly core: Core) {
    this.flow = new FlowRecord(core)
  }

  /** The end of a flow that each socket is, or NO_END: it listens, or the capture doesn't show it. */
  ends(sockets: readonly KernelSocket[]): Float64Array {
    return Float64Array.from(sockets, (socket) => this.end(socket))
  }

  private end({ local, remote, state }: KernelSocket): EndCode {
    if (state === 'LISTEN') return NO_END
    const here = this.addresses.bytes(local.address)
    const there = this.addresses.bytes(remote.address)
    if (here === null || there === null || here.length !== there.length) return NO_END
    const newest = this.core.lookup(here, local.port, there, remote.port)
    if (newest === null) return NO_END
    return this.fitting(newest, STATE_NAMES.indexOf(state), here, local.port)
  }

  /**
   * The newest incarnation, except where that one only opens or is gone already and an earlier one is in the very state
   * that the kernel says: TIME_WAIT, while the wire shows the SYN that meets it.
   */
  private fitting(newest: EndCode, state: TcpState, local: Uint8Array, localPort: number): EndCode {
    const { flow } = this
    const wire = flow.at(flowOfEnd(newest)).state(endpointOf(newest))
    if (wire === state || flow.earlier === null || NOT_OPEN.includes(state) || !NOT_OPEN.includes(wire)) return newest
    for (let steps = 0; steps < EARLIER_AT_MOST && flow.earlier !== null; steps += 1) {
      flow.at(flow.earlier)
      const endpoint = this.endpoint(local, localPort)
      if (!flow.has(FlowBit.RESET) && flow.state(endpoint) === state) return endCode(flow.id, endpoint)
    }
    return newest
  }

  /** Which end of the flow at hand these are. */
  private endpoint(local: Uint8Array, localPort: number): EndpointIndex {
    const { flow } = this
    if (flow.port(0) !== localPort) return 1
    const at = flow.isIpv6 ? flow.address(0) : flow.addressPointer(0)
    const { u8 } = this.core.views
    return local.every((byte, index) => u8[at + index] === byte) ? 0 : 1
  }
}

/**
 * Flows with an end of this host whose missing socket says something: a SYN waits for its answer, or there was a socket.
 * Few of all flows are that.
 */
import { FlowBit, TcpState } from '../../contracts/abi'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { type EndCode, endCode } from './join'
import type { LocalAddresses } from './localAddresses'

/** Longer than TIME_WAIT on any system: RFC 9293 §3.4.2. */
const FORGOTTEN_NS = 240e9

const A_IS_LOCAL = 1
const B_IS_LOCAL = 2

export class OpenFlows {
  /** Flow -> which of its ends are this host's. */
  private readonly open = new Map<number, number>()
  private known = 0
  private readonly flow: FlowRecord

  constructor(
    private readonly core: Core,
    private readonly local: LocalAddresses,
    /** The kernel listed a socket of this end. */
    private readonly wasListed: (end: EndCode) => boolean,
  ) {
    this.flow = new FlowRecord(core)
  }

  /** Takes in flows that came since, and lets go of those that are over. */
  update(readNs: number): void {
    const count = this.core.flowCount()
    for (; this.known < count; this.known += 1) this.learn(this.known)
    for (const id of this.open.keys()) if (this.isOver(id, readNs)) this.open.delete(id)
  }

  /** The kernel lists a socket of the flow for the first time. */
  add(id: number): void {
    if (id < this.known) this.learn(id)
  }

  /** Each end of this host, of flows that aren't over. */
  forEach(visit: (end: EndCode) => void): void {
    for (const [id, ends] of this.open) {
      if ((ends & A_IS_LOCAL) !== 0) visit(endCode(id, 0))
      if ((ends & B_IS_LOCAL) !== 0) visit(endCode(id, 1))
    }
  }

  private learn(id: number): void {
    const flow = this.flow.at(id)
    // The ports are another connection's now.
    if (flow.earlier !== null) this.open.delete(flow.earlier)
    const isLocal = (endpoint: EndpointIndex, bit: number): number => (this.local.has(flow, endpoint) ? bit : 0)
    const ends = isLocal(0, A_IS_LOCAL) | isLocal(1, B_IS_LOCAL)
    if (ends !== 0) this.open.set(id, ends)
  }

  private isOver(id: number, readNs: number): boolean {
    const flow = this.flow.at(id)
    if (flow.has(FlowBit.RESET)) return true
    if (!this.wasListed(endCode(id, 0)) && !this.wasListed(endCode(id, 1))) {
      return flow.state(0) !== TcpState.SYN_SENT && flow.state(1) !== TcpState.SYN_SENT
    }
    const isDone = (endpoint: EndpointIndex): boolean =>
      flow.state(endpoint) === TcpState.CLOSED || flow.state(endpoint) === TcpState.TIME_WAIT
    return isDone(0) && isDone(1) && readNs - flow.roughLastNs > FORGOTTEN_NS
  }
}

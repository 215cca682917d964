/** One pass over all flow records: who talks to whom, and how many of these flows show what. */
import { EndpointBit, FlowBit, TcpState } from '../../../contracts/abi'
import type { Core } from '../../core'
import { FlowRecord } from '../../flowRecord'
import { waitingForAck } from '../data/outstanding'
import { otherEndpoint } from '../story'
import { GroupTable } from './groupTable'
import { Membership } from './membership'

/** What one flow shows; a set. */
export const Trait = {
  /** Handshake complete. */
  OPENED: 1,
  /** SYN or SYN,ACK that was not answered, and no reset. */
  HALF_OPEN: 2,
  /** The client lingers in TIME_WAIT, so its port is taken. */
  CLIENT_LINGERS: 4,
  /** The SYN came more than once. */
  SYN_AGAIN: 8,
  /** The SYN,ACK came more than once, though the handshake was completed. */
  SYN_ACK_AGAIN: 16,
  /** Cut by a reset of one side before any FIN. */
  CUT: 32,
  /** Data was sent again, and is not acknowledged at the end. */
  DATA_WAITS: 64,
} as const

/** Counts of the flows of each group: all, and by trait. */
export class Tallies {
  private counts = new Uint32Array(0)
  groups = 0

  add(group: number, shown: number): void {
    if (group >= this.groups) this.groups = group + 1
    const at = group * TALLY_WORDS
    if (at >= this.counts.length) this.grow(at)
    this.count(at)
    for (let bits = shown; bits !== 0; bits &= bits - 1) this.count(at + 32 - Math.clz32(bits & -bits))
  }

  flowsOf(group: number): number {
    return this.counts[group * TALLY_WORDS] ?? 0
  }

  of(group: number, trait: number): number {
    return this.counts[group * TALLY_WORDS + 32 - Math.clz32(trait)] ?? 0
  }

  private count(at: number): void {
    this.counts[at] = (this.counts[at] as number) + 1
  }

  private grow(at: number): void {
    const longer = new Uint32Array(Math.max(1024, 2 * (at + TALLY_WORDS)))
    longer.set(this.counts)
    this.counts = longer
  }
}

/** All flows of a group, then one count a trait. */
const TALLY_WORDS = 8

export class Survey {
  /** By flow: Trait. */
  readonly traits: Uint8Array
  /** Flows by address and port of their server. */
  readonly destinations = new Tallies()
  readonly atDestination: Membership
  /** Flows that a host cut, or towards which data waits for an ACK; no others. */
  readonly hosts = new Tallies()
  readonly atHost: Membership
  private readonly hostTable: GroupTable
  private hostFlows: Uint32Array | null = null
  private readonly flow: FlowRecord

  constructor(readonly core: Core) {
    const count = core.flowCount()
    this.flow = new FlowRecord(core)
    this.traits = new Uint8Array(count)
    this.atDestination = new Membership(count)
    this.atHost = new Membership(count)
    this.hostTable = new GroupTable(core, 'host')
    const table = new GroupTable(core, 'destination')
    for (let id = 0; id < count; id += 1) {
      const flow = this.flow.at(id)
      const shown = traitsOf(flow)
      this.traits[id] = shown
      const destination = table.groupOf(flow, flow.index('server'))
      this.atDestination.put(id, destination)
      this.destinations.add(destination, shown)
      if ((shown & (Trait.CUT | Trait.DATA_WAITS)) !== 0) this.blame(id, shown)
    }
  }

  /** Flows that show the trait and whose group is this one, in order. */
  members(membership: Membership, group: number, trait: number): number[] {
    const list: number[] = []
    for (const id of membership.of(group)) if (((this.traits[id] as number) & trait) !== 0) list.push(id)
    return list
  }

  /** Flows that each host of `hosts` takes part in. The first call asks all flows. */
  flowsOfHost(host: number): number {
    this.hostFlows ??= this.countHostFlows()
    return this.hostFlows[host] ?? 0
  }

  private countHostFlows(): Uint32Array {
    const { flow, hostTable } = this
    const counts = new Uint32Array(this.hosts.groups)
    const add = (host: number, flows: number): void => {
      if (host >= 0) counts[host] = (counts[host] as number) + flows
    }
    // As servers, destination by destination; as clients, flow by flow.
    for (let group = 0; group < this.destinations.groups; group += 1) {
      flow.at(this.atDestination.of(group)[0] ?? 0)
      add(hostTable.lookUp(flow, flow.index('server')), this.destinations.flowsOf(group))
    }
    for (let id = 0; id < this.traits.length; id += 1) {
      flow.at(id)
      add(hostTable.lookUp(flow, flow.clientIndex), 1)
    }
    return counts
  }

  /** Counts the flow at the host that cut it, or towards which its data waits. */
  private blame(id: number, shown: number): void {
    const { flow } = this
    const isCut = (shown & Trait.CUT) !== 0
    const host = this.hostTable.groupOf(flow, isCut ? flow.resetBy : otherEndpoint(waitingForAck(flow) ?? 0))
    this.atHost.put(id, host)
    this.hosts.add(host, shown)
  }
}

const ANY_FIN = FlowBit.FIN_FROM_A | FlowBit.FIN_FROM_B

function traitsOf(flow: FlowRecord): number {
  const client = flow.clientIndex
  const server = otherEndpoint(client)
  const isOpened = flow.has(FlowBit.HANDSHAKE_COMPLETE)
  const isReset = flow.has(FlowBit.RESET)
  const hasSyn = flow.endpointHas(client, EndpointBit.SYN_SEEN)
  let traits = 0
  if (isOpened) traits |= Trait.OPENED
  if (hasSyn && !isReset && isUnanswered(flow.state(client), flow.state(server))) traits |= Trait.HALF_OPEN
  if (flow.state(client) === TcpState.TIME_WAIT) traits |= Trait.CLIENT_LINGERS
  if (flow.synRetransmissions > 0) traits |= Trait.SYN_AGAIN
  if (isOpened && flow.synAckRetransmissions > 0) traits |= Trait.SYN_ACK_AGAIN
  if (isReset && (isOpened || flow.has(FlowBit.MID_STREAM)) && (flow.bits & ANY_FIN) === 0) traits |= Trait.CUT
  if (flow.endpointHas(0, EndpointBit.RETRANSMITTED) || flow.endpointHas(1, EndpointBit.RETRANSMITTED)) {
    if (waitingForAck(flow) !== null) traits |= Trait.DATA_WAITS
  }
  return traits
}

const isUnanswered = (client: TcpState, server: TcpState): boolean =>
  client === TcpState.SYN_SENT || server === TcpState.SYN_RCVD

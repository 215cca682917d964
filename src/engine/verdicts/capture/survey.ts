/** One pass over all flow records: who talks to whom, and how many of these flows show what. */
import { EndpointBit, FlowBit, TcpState } from '../../../contracts/abi'
import type { Core } from '../../core'
import { FlowRecord } from '../../flowRecord'
import { waitingForAck } from '../data/outstanding'
import { otherEndpoint } from '../story'
import { GroupTable } from './groupTable'

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

/** Counts of the flows of each group, by trait. */
export class Tallies {
  private readonly counts: Uint32Array[] = []
  private flows = new Uint32Array(0)

  constructor(private readonly traits: readonly number[]) {
    for (const _ of traits) this.counts.push(new Uint32Array(0))
  }

  add(group: number, shown: number): void {
    if (group >= this.flows.length) this.grow(group)
    this.flows[group] = (this.flows[group] as number) + 1
    for (let i = 0; i < this.traits.length; i += 1) {
      if ((shown & (this.traits[i] as number)) === 0) continue
      const counts = this.counts[i] as Uint32Array
      counts[group] = (counts[group] as number) + 1
    }
  }

  flowsOf(group: number): number {
    return this.flows[group] ?? 0
  }

  of(group: number, trait: number): number {
    return this.counts[this.traits.indexOf(trait)]?.[group] ?? 0
  }

  private grow(group: number): void {
    const longer = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const fresh = new Uint32Array(Math.max(1024, 2 * (group + 1)))
      fresh.set(old)
      return fresh
    }
    this.flows = longer(this.flows)
    for (const [i, counts] of this.counts.entries()) this.counts[i] = longer(counts)
  }
}

export class Survey {
  /** By flow: Trait, and the number of its group. */
  readonly traits: Uint8Array
  readonly destinationOf: Uint32Array
  readonly pairOf: Uint32Array
  /** Which host cut the flow, or waits for an ACK of the other; valid with the trait. */
  readonly hostOf: Uint32Array
  readonly destinations = new Tallies(Object.values(Trait))
  readonly pairs = new Tallies([Trait.CLIENT_LINGERS])
  readonly hosts = new Tallies([Trait.CUT, Trait.DATA_WAITS])
  readonly destinationCount: number
  readonly pairCount: number
  readonly hostCount: number
  private readonly flow: FlowRecord

  constructor(readonly core: Core) {
    const count = core.flowCount()
    this.flow = new FlowRecord(core)
    this.traits = new Uint8Array(count)
    this.destinationOf = new Uint32Array(count)
    this.pairOf = new Uint32Array(count)
    this.hostOf = new Uint32Array(count)
    const destinations = new GroupTable(core, 'destination')
    const pairs = new GroupTable(core, 'pair')
    const hosts = new GroupTable(core, 'host')
    for (let id = 0; id < count; id += 1) {
      const flow = this.flow.at(id)
      const server = flow.index('server')
      const shown = traitsOf(flow)
      this.traits[id] = shown
      const destination = destinations.groupOf(flow, server)
      this.destinationOf[id] = destination
      this.destinations.add(destination, shown)
      if ((shown & Trait.CLIENT_LINGERS) !== 0) {
        const pair = pairs.groupOf(flow, server)
        this.pairOf[id] = pair
        this.pairs.add(pair, shown)
      }
      this.countHosts(hosts, id, shown)
    }
    this.destinationCount = destinations.count
    this.pairCount = pairs.count
    this.hostCount = hosts.count
  }

  /** Flows that show the trait and whose group is this one, in order. */
  members(groupOf: Uint32Array, group: number, trait: number): number[] {
    const list: number[] = []
    for (let id = 0; id < groupOf.length; id += 1) {
      if (groupOf[id] === group && ((this.traits[id] as number) & trait) !== 0) list.push(id)
    }
    return list
  }

  /** A host counts as the one that cuts, or as the one that data towards it waits for; else as the flow's server. */
  private countHosts(hosts: GroupTable, id: number, shown: number): void {
    const { flow } = this
    const isCut = (shown & Trait.CUT) !== 0
    const waiting = (shown & Trait.DATA_WAITS) === 0 ? null : waitingForAck(flow)
    const blamed = isCut
      ? flow.has(FlowBit.RESET_BY_B)
        ? 1
        : 0
      : waiting === null
        ? flow.index('server')
        : otherEndpoint(waiting)
    const host = hosts.groupOf(flow, blamed)
    this.hostOf[id] = host
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

/** Lets both endpoints go on after a loss: their applications as they did, their TCP as RFC 9293 and RFC 6298 have it. */
import { otherSide, SIDES, type SideIndex } from '../../ladder/flowRows'
import type { TimerProfile } from '../../profiles/profile'
import { type Endpoint, ON_OWN_FIN, type Reaction, type Reason, receive, type Sent } from './endpoint'
import type { Rto } from './rto'
import type { Intent } from './script'

const SECOND_NS = 1e9
/** How long an ACK waits for something to ride on: RFC 9293 §3.8.6.3 allows 500 ms, systems take 40 ms and more. */
const PATIENCE_NS = 40e6
const MOST_EVENTS = 400
const NEVER = Number.POSITIVE_INFINITY

export type Why = Reason | 'lost' | 'script' | 'timeout' | 'probe'

/** A segment that was sent in the replay. */
export interface Happened {
  readonly timeNs: number
  readonly segment: Sent
  readonly why: Why
  /** As it was captured, at its time. */
  readonly isCaptured: boolean
  readonly states: readonly [Endpoint['state'], Endpoint['state']]
  /** Duplicate ACKs in a row that its receiver has now. */
  readonly duplicates: number
}

export interface Replayed {
  readonly happened: readonly Happened[]
  /** When the loss was made good; null: it wasn't. */
  readonly settledNs: number | null
  readonly ends: readonly [Endpoint, Endpoint]
}

export interface ReplayOrder {
  readonly ends: readonly [Endpoint, Endpoint]
  readonly lost: Sent
  readonly timeNs: number
  readonly script: readonly [readonly Intent[], readonly Intent[]]
  readonly rto: readonly [Rto, Rto]
  readonly lagNs: readonly [number, number]
  readonly profiles: readonly [TimerProfile, TimerProfile]
  /** Most bytes that each side had under way. */
  readonly flight: readonly [number, number]
  readonly hasSettled: (ends: readonly [Endpoint, Endpoint], timeNs: number) => boolean
}

interface Due {
  readonly timeNs: number
  readonly side: SideIndex
  readonly reaction: Reaction
}

interface Event {
  readonly timeNs: number
  readonly run: () => void
}

class Replay {
  private readonly happened: Happened[] = []
  private due: Due[] = []
  private readonly next: [number, number] = [0, 0]
  private readonly probes: [number, number] = [NEVER, NEVER]
  private now: number

  constructor(private readonly order: ReplayOrder) {
    this.now = order.timeNs
  }

  run(): Replayed {
    const { lost, ends, hasSettled } = this.order
    for (const side of SIDES) if (ends[side].unacked.length > 0) this.arm(side)
    this.note(lost, 'lost', true, 0)
    let settledNs: number | null = null
    for (let count = 0; count < MOST_EVENTS; count++) {
      const event = this.soonest()
      if (event === null) break
      this.now = Math.max(this.now, event.timeNs)
      event.run()
      if (this.due.every(({ reaction }) => reaction.isPatient === true) && hasSettled(ends, this.now)) {
        settledNs = this.now
        break
      }
    }
    return { happened: this.happened, settledNs, ends }
  }

  private soonest(): Event | null {
    let best: Event | null = null
    const offer = (timeNs: number, run: () => void) => {
      if (timeNs < NEVER && (best === null || timeNs < best.timeNs)) best = { timeNs, run }
    }
    for (const due of this.due) offer(due.timeNs, () => this.react(due))
    for (const side of SIDES) {
      const intent = this.order.script[side][this.next[side]]
      if (intent !== undefined) offer(this.readyAt(side, intent), () => this.act(side, intent))
      const me = this.order.ends[side]
      offer(me.timerAt, () => this.timeOut(side))
      offer(this.probes[side], () => this.probe(side))
    }
    return best
  }

  /** When an intent can be carried out; NEVER: not as things stand. */
  private readyAt(side: SideIndex, intent: Intent): number {
    const me = this.order.ends[side]
    if (me.state === 'CLOSED' && intent.kind !== 'syn') return this.now
    if (intent.needs > me.rcvNxt) return NEVER
    const isOpen = me.state !== 'LISTEN' && me.state !== 'SYN_SENT'
    if (intent.kind !== 'syn' && intent.kind !== 'reset' && !(isOpen && me.state !== 'SYN_RCVD')) return NEVER
    if (intent.kind === 'data' && !this.hasRoom(me, intent)) {
      // A shut window is asked about again and again (RFC 9293 §3.8.6.1).
      const isStuck = me.unacked.length === 0
      if (isStuck && this.probes[side] === NEVER) this.probes[side] = this.now + this.order.rto[side].ns
      return NEVER
    }
    const isLate = me.advancedAt + intent.thinkNs > intent.timeNs
    return Math.max(isLate ? me.advancedAt + intent.thinkNs : intent.timeNs, this.now)
  }

  private hasRoom(me: Endpoint, { end }: Intent): boolean {
    const window = me.peerWindow
    const most = Math.max(this.order.flight[me.side], 1)
    const isFirst = me.unacked.length === 0 && window > 0
    return isFirst || (end - me.sndUna <= window + 1 && end - me.sndUna <= most)
  }

  private act(side: SideIndex, intent: Intent): void {
    const me = this.order.ends[side]
    this.next[side] += 1
    if (me.state === 'CLOSED' && intent.kind !== 'syn') return
    const isStale = intent.kind === 'ack' && me.lastAck >= me.rcvNxt && me.window === intent.window
    if (isStale) return
    me.window = intent.window
    this.probes[side] = NEVER
    const isOnTime = this.now === intent.timeNs
    const { position } = intent
    const base = { side, position, window: me.window, syn: false, fin: false, rst: false, ack: me.rcvNxt }
    switch (intent.kind) {
      case 'syn':
        if (me.state !== 'CLOSED' && me.state !== 'LISTEN') return
        me.state = 'SYN_SENT'
        this.transmit({ ...base, seq: 0, end: intent.end, syn: true, ack: null }, 'script', isOnTime)
        return
      case 'data':
        if (intent.fin) {
          me.finEnd = intent.end
          me.state = ON_OWN_FIN[me.state] ?? me.state
        }
        this.transmit({ ...base, seq: intent.seq, end: intent.end, fin: intent.fin }, 'script', isOnTime)
        return
      case 'ack':
        this.transmit({ ...base, seq: me.sndNxt, end: me.sndNxt }, 'script', isOnTime)
        return
      case 'reset':
        me.state = 'CLOSED'
        me.unacked = []
        me.timerAt = NEVER
        this.transmit({ ...base, seq: intent.seq, end: intent.seq, rst: true }, 'script', isOnTime)
    }
  }

  private react(due: Due): void {
    const { side, reaction } = due
    this.due = this.due.filter((other) => other !== due)
    const me = this.order.ends[side]
    if (reaction.isPatient === true && me.lastAck >= me.rcvNxt) return
    const base = { side, position: -1, window: me.window, syn: false, fin: false, rst: false, ack: me.rcvNxt }
    switch (reaction.reason) {
      case 'syn-ack':
        if (me.state !== 'SYN_RCVD') return
        this.transmit({ ...base, seq: 0, end: 1, syn: true }, 'syn-ack', false)
        return
      case 'refuse':
        this.transmit({ ...base, seq: me.sndNxt, end: me.sndNxt, rst: true }, 'refuse', false)
        return
      case 'fast':
        this.again(side, 'fast')
        return
      default:
        this.transmit({ ...base, seq: me.sndNxt, end: me.sndNxt }, reaction.reason, false)
    }
  }

  /** Sends the oldest unacknowledged segment again, with what is acknowledged by now. */
  private again(side: SideIndex, why: Why): void {
    const me = this.order.ends[side]
    const [oldest] = me.unacked
    if (oldest === undefined) {
      me.timerAt = NEVER
      return
    }
    const ack = oldest.ack === null ? null : me.rcvNxt
    this.transmit({ ...oldest, ack, window: me.window }, why, false)
  }

  private timeOut(side: SideIndex): void {
    const me = this.order.ends[side]
    me.tries += 1
    this.again(side, 'timeout')
  }

  private probe(side: SideIndex): void {
    const me = this.order.ends[side]
    this.probes[side] = NEVER
    const seq = me.sndNxt - 1
    const base = { side, seq, end: me.sndNxt, syn: false, fin: false, rst: false, ack: me.rcvNxt }
    this.transmit({ ...base, window: me.window, position: -1 }, 'probe', false)
  }

  private transmit(segment: Sent, why: Why, isCaptured: boolean): void {
    const { ends, lagNs } = this.order
    const me = ends[segment.side]
    const isNew = segment.end > me.sndNxt
    if (!segment.rst) me.sndNxt = Math.max(me.sndNxt, segment.end)
    if (segment.ack !== null) me.lastAck = Math.max(me.lastAck, segment.ack)
    const takes = segment.end > segment.seq && !segment.rst && why !== 'probe'
    if (takes && isNew) me.unacked.push(segment)
    if (takes && (!isNew || me.unacked.length === 1)) this.arm(segment.side)
    const side = otherSide(segment.side)
    const peer = ends[side]
    for (const reaction of receive(peer, segment, this.now)) {
      const waits = reaction.isPatient === true ? Math.max(PATIENCE_NS, lagNs[side]) : lagNs[side]
      this.due.push({ timeNs: this.now + waits, side, reaction })
    }
    if (Number.isNaN(peer.timerAt)) this.arm(side)
    this.note(segment, why, isCaptured, peer.duplicateAcks)
  }

  /** Starts the timer of the oldest unacknowledged segment. */
  private arm(side: SideIndex): void {
    const me = this.order.ends[side]
    const [oldest] = me.unacked
    me.timerAt = oldest === undefined ? NEVER : this.now + this.waitOf(side, oldest, me.tries)
  }

  /** Nanoseconds until the next try: by the system's table for SYN and SYN,ACK, else doubled each time. */
  private waitOf(side: SideIndex, { syn, ack }: Sent, tries: number): number {
    const profile = this.order.profiles[side]
    if (syn) {
      const table = ack === null ? profile.synRetries : profile.synAckRetries
      const due = table[tries]
      if (due !== undefined) return (due - (table[tries - 1] ?? 0)) * SECOND_NS
    }
    const first = syn ? SECOND_NS : this.order.rto[side].ns
    return Math.min(first * 2 ** tries, profile.rtoMax * SECOND_NS)
  }

  private note(segment: Sent, why: Why, isCaptured: boolean, duplicates: number): void {
    const [client, server] = this.order.ends
    const states = [client.state, server.state] as const
    this.happened.push({ timeNs: this.now, segment, why, isCaptured, states, duplicates })
  }
}

/** What would have followed. The endpoints of the order are used up. */
export const replay = (order: ReplayOrder): Replayed => new Replay(order).run()

/**
 * Verdicts of all flows while packets arrive. Flows that got segments are judged first; those whose verdict time alone
 * may change go round and round; the others rest. Counts are kept along with the codes.
 */
import { FREE_ROW, ICMP_FLOW, TcpState } from '../../contracts/abi'
import type { Severity } from '../../contracts/flow'
import { OUTCOMES, type Outcome } from '../../contracts/flowList'
import type { CaptureSummary } from '../../contracts/summary'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { outcomeIndex } from '../flows/columns'
import type { FlowVerdicts } from '../flows/verdicts'
import { type Judge, SEVERITIES, severityOf } from '../verdicts/judge'
import type { FlowChains } from './flowChains'
import { FlowSet, roomier } from './flowSet'

/** Verdicts are published at most this often, and a flow that changes all the time is judged at most as often. */
export const PUBLISH_EVERY_MS = 150
/** Flows that wait for time to pass are judged at most this often: their thresholds are seconds. */
const ROUND_EVERY_MS = 250
/** Flows judged between two looks at the clock. */
const PORTION = 16
/** A flow that took longer is judged again after this many times as long. */
const SLOW_MS = 2
const SLOW_PAUSE = 20
/** States of an end are numbered below this, so that those of both make one byte. */
const STATES = 16

export class LiveVerdicts implements FlowVerdicts {
  codes: Uint16Array = new Uint16Array(0)
  version = 0
  severities: Readonly<Record<Severity, number>> = { ok: 0, note: 0, warning: 0, stuck: 0 }
  outcomes: CaptureSummary['outcomes'] = {}
  /** Flows whose states or verdict changed since they were taken out. */
  readonly changed = new FlowSet()
  private readonly flow: FlowRecord
  /** By flow; flows from `judged` on have none yet. */
  private column = new Uint16Array(1024)
  private outcomeOf = new Uint8Array(1024)
  private statesOf = new Uint8Array(1024)
  private judged = 0
  private readonly severityCounts = new Uint32Array(SEVERITIES.length)
  private readonly outcomeCounts = new Uint32Array(OUTCOMES.length)
  /** Flows to judge now, and flows to judge when time has passed. */
  private readonly due = new FlowSet()
  private readonly waiting = new FlowSet()
  private leftInRound = 0
  private readonly slowUntil = new Map<number, number>()
  private knownIcmp = 0
  private hadDrops = false
  private isChanged = false
  private publishedAt = Number.NEGATIVE_INFINITY
  private roundAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly core: Core,
    private readonly judge: Judge,
    private readonly chains: FlowChains,
  ) {
    this.flow = new FlowRecord(core)
  }

  /** Flows that changed wait to be judged. */
  get isBehind(): boolean {
    return this.due.size > 0
  }

  /** Judges for about so long, and publishes what came of it when that is due. */
  advance(milliseconds: number): void {
    const start = performance.now()
    this.judge.refresh()
    this.chains.advance()
    if (start - this.publishedAt >= PUBLISH_EVERY_MS) this.takeChanged()
    if (this.leftInRound === 0 && start - this.roundAt >= ROUND_EVERY_MS) this.beginRound(start)
    let now = start
    while (now - start < milliseconds && (this.due.size > 0 || this.leftInRound > 0)) {
      for (let i = 0; i < PORTION && this.due.size + this.leftInRound > 0; i += 1) {
        now = this.judgeOne(this.due.size > 0 ? this.due.take() : this.takeWaiting(), now)
        if (now - start >= milliseconds) break
      }
    }
    if (this.isChanged && this.due.size === 0 && now - this.publishedAt >= PUBLISH_EVERY_MS) this.publish(now)
  }

  /** Judges every flow whose verdict may have changed, to the last; `rest` is awaited now and then. */
  async settle(rest: () => Promise<void>, milliseconds: number): Promise<void> {
    this.judge.refresh()
    this.chains.advance()
    this.takeChanged()
    this.slowUntil.clear()
    this.leftInRound = this.waiting.size
    for (let until = performance.now() + milliseconds; this.due.size + this.leftInRound > 0; ) {
      const now = this.judgeOne(this.due.size > 0 ? this.due.take() : this.takeWaiting(), performance.now())
      if (now < until) continue
      await rest()
      until = performance.now() + milliseconds
    }
    if (this.isChanged) this.publish(performance.now())
  }

  /** Something else than segments changed what is to be said of these flows. */
  touch(flows: readonly number[]): void {
    for (const flow of flows) if (flow < this.judged) this.due.add(flow)
  }

  /** Every flow's verdict may be another now. */
  restart(): void {
    this.slowUntil.clear()
    for (let flow = 0; flow < this.judged; flow += 1) this.due.add(flow)
  }

  /** Segments, ICMP errors about segments, and the first dropped packet change verdicts. */
  private takeChanged(): void {
    const { changed } = this.chains
    while (changed.size > 0) this.due.add(changed.take())
    for (const count = this.core.icmpCount(); this.knownIcmp < count; this.knownIcmp += 1) {
      const quoted = this.core.views.u32[(this.core.icmpPointer(this.knownIcmp) + ICMP_FLOW) >>> 2] as number
      if (quoted !== FREE_ROW) this.due.add(quoted >>> 1)
    }
    const { hasDrops } = this.judge
    if (hasDrops !== this.hadDrops) this.restart()
    this.hadDrops = hasDrops
  }

  private beginRound(now: number): void {
    this.roundAt = now
    this.leftInRound = this.waiting.size
  }

  private takeWaiting(): number {
    this.leftInRound -= 1
    return this.waiting.take()
  }

  /** @returns what time it is then. */
  private judgeOne(id: number, start: number): number {
    const slowUntil = this.slowUntil.get(id)
    if (slowUntil !== undefined && start < slowUntil) {
      this.waiting.add(id)
      return start
    }
    this.take(id, this.judge.code(id), outcomeIndex(this.flow.at(id)))
    this.noteStates(id)
    if (!this.isSettled(id)) this.waiting.add(id)
    const now = performance.now()
    if (now - start > SLOW_MS) this.slowUntil.set(id, now + (now - start) * SLOW_PAUSE)
    else if (slowUntil !== undefined) this.slowUntil.delete(id)
    return now
  }

  private take(id: number, code: number, outcome: number): void {
    if (id < this.judged) {
      const oldCode = this.column[id] as number
      const oldOutcome = this.outcomeOf[id] as number
      if (oldCode === code && oldOutcome === outcome) return
      count(this.severityCounts, rankOf(oldCode), -1)
      count(this.outcomeCounts, oldOutcome, -1)
    } else {
      // Flows become known in order of their first segments, and are judged in the order in which they become known.
      if (id !== this.judged) throw new Error(`flow ${id} comes to be judged before flow ${this.judged}`)
      this.judged += 1
      if (id >= this.column.length) {
        this.column = roomier(this.column, id + 1)
        this.statesOf = roomier(this.statesOf, id + 1)
        this.outcomeOf = roomier(this.outcomeOf, id + 1)
      }
    }
    this.changed.add(id)
    this.column[id] = code
    this.outcomeOf[id] = outcome
    count(this.severityCounts, rankOf(code), 1)
    count(this.outcomeCounts, outcome, 1)
    this.isChanged = true
  }

  /** An outcome is the state of one end: the other's may change alone. */
  private noteStates(id: number): void {
    const flow = this.flow.at(id)
    const states = flow.state(0) * STATES + flow.state(1)
    if (this.statesOf[id] !== states) this.changed.add(id)
    this.statesOf[id] = states
  }

  /** Both ends are through with it, and no time that passes changes what is said of it. */
  private isSettled(id: number): boolean {
    const flow = this.flow.at(id)
    return isOver(flow.state(0)) && isOver(flow.state(1)) && this.judge.isFinal(id)
  }

  private publish(now: number): void {
    this.publishedAt = now
    this.isChanged = false
    this.codes = this.column.subarray(0, this.judged)
    this.severities = {
      ok: this.severityCounts[0] as number,
      note: this.severityCounts[1] as number,
      warning: this.severityCounts[2] as number,
      stuck: this.severityCounts[3] as number,
    }
    this.outcomes = outcomesOf(this.outcomeCounts)
    this.version += 1
  }
}

const isOver = (state: TcpState): boolean => state === TcpState.CLOSED || state === TcpState.TIME_WAIT

const rankOf = (code: number): number => SEVERITIES.indexOf(severityOf(code))

function count(counts: Uint32Array, index: number, step: number): void {
  counts[index] = (counts[index] as number) + step
}

function outcomesOf(counts: Uint32Array): CaptureSummary['outcomes'] {
  const outcomes: Partial<Record<Outcome, number>> = {}
  for (const [index, outcome] of OUTCOMES.entries()) {
    const flows = counts[index] as number
    if (flows > 0) outcomes[outcome] = flows
  }
  return outcomes
}

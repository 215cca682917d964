/** Verdict codes of all flows, kept between queries and renewed when more was read. */
import type { CaptureSummary } from '../../contracts/engine'
import type { Severity } from '../../contracts/flow'
import { STATE_NAMES, type StateName } from '../../contracts/names'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { type Judge, severityOf } from '../verdicts/judge'
import { isReset, outcomeState } from './columns'

/** Everything is judged anew this often at most while reading goes on, times what it took. */
const REST_FACTOR = 10
const REST_AT_LEAST_MS = 200

export class VerdictColumn {
  codes = new Uint16Array(0)
  /** Changes whenever the codes did. */
  version = 0
  severities: Record<Severity, number> = { ok: 0, note: 0, warning: 0, stuck: 0 }
  outcomes: Partial<Record<StateName | 'RESET', number>> = {}
  private judgedSegments = -1
  private judgedAt = 0
  private tookMs = 0

  constructor(
    private readonly core: Core,
    private readonly judge: Judge,
  ) {}

  /** @param segments read so far. @param isSettled nothing more will come, so the codes must be exact. */
  renew(segments: number, isSettled: boolean): void {
    if (segments === this.judgedSegments) return
    const now = performance.now()
    const rest = Math.max(REST_AT_LEAST_MS, REST_FACTOR * this.tookMs)
    if (!isSettled && this.judgedSegments >= 0 && now - this.judgedAt < rest) return
    this.judgeAll()
    this.judgedSegments = segments
    this.judgedAt = performance.now()
    this.tookMs = this.judgedAt - now
  }

  private judgeAll(): void {
    const count = this.core.flowCount()
    const codes = new Uint16Array(count)
    const severities: Record<Severity, number> = { ok: 0, note: 0, warning: 0, stuck: 0 }
    const states = new Uint32Array(STATE_NAMES.length)
    let resets = 0
    const flow = new FlowRecord(this.core)
    this.judge.refresh()
    for (let id = 0; id < count; id += 1) {
      const code = this.judge.code(id)
      codes[id] = code
      severities[severityOf(code)] += 1
      flow.at(id)
      if (isReset(flow)) resets += 1
      else states[outcomeState(flow)] = (states[outcomeState(flow)] as number) + 1
    }
    this.codes = codes
    this.severities = severities
    this.outcomes = outcomesOf(states, resets)
    this.version += 1
  }
}

function outcomesOf(states: Uint32Array, resets: number): CaptureSummary['outcomes'] {
  const outcomes: Partial<Record<StateName | 'RESET', number>> = {}
  for (const [state, name] of STATE_NAMES.entries()) {
    const count = states[state] as number
    if (count > 0) outcomes[name] = count
  }
  if (resets > 0) outcomes.RESET = resets
  return outcomes
}

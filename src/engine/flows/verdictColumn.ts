/**
 * Verdict codes of all flows. Judging 200,000 flows takes longer than a query may wait, so it goes in portions: a round
 * over all flows is published when it is complete.
 */

import type { Severity } from '../../contracts/flow'
import { OUTCOMES, type Outcome } from '../../contracts/flowList'
import type { CaptureSummary } from '../../contracts/summary'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { type Judge, severityOf } from '../verdicts/judge'
import { outcomeIndex } from './columns'
import type { FlowVerdicts } from './verdicts'

/** Flows judged between two looks at the clock. */
const PORTION = 64

interface Round {
  readonly codes: Uint16Array
  readonly severities: Record<Severity, number>
  /** By index of OUTCOMES. */
  readonly outcomes: Uint32Array
  next: number
}

export class VerdictColumn implements FlowVerdicts {
  /** By flow; flows that came since the last complete round are beyond its end. */
  codes: Uint16Array = new Uint16Array(0)
  /** Changes whenever the codes did. */
  version = 0
  severities: Readonly<Record<Severity, number>> = { ok: 0, note: 0, warning: 0, stuck: 0 }
  outcomes: CaptureSummary['outcomes'] = {}
  private readonly flow: FlowRecord
  private round: Round | null = null

  constructor(
    private readonly core: Core,
    private readonly judge: Judge,
  ) {
    this.flow = new FlowRecord(core)
  }

  /** Judges for about so long; a round that is complete is published, and the next call begins another. */
  advance(milliseconds: number): 'complete' | 'incomplete' {
    const until = performance.now() + milliseconds
    this.judge.refresh()
    this.round ??= newRound(this.core.flowCount())
    const { round } = this
    do {
      const end = Math.min(round.next + PORTION, round.codes.length)
      for (; round.next < end; round.next += 1) this.judgeOne(round, round.next)
      if (round.next === round.codes.length) {
        this.publish(round)
        return 'complete'
      }
    } while (performance.now() < until)
    return 'incomplete'
  }

  /** Begins anew, since what the round was about has changed. */
  restart(): void {
    this.round = null
  }

  private judgeOne(round: Round, id: number): void {
    const code = this.judge.code(id)
    round.codes[id] = code
    round.severities[severityOf(code)] += 1
    const outcome = outcomeIndex(this.flow.at(id))
    round.outcomes[outcome] = (round.outcomes[outcome] ?? 0) + 1
  }

  private publish(round: Round): void {
    this.codes = round.codes
    this.severities = round.severities
    this.outcomes = outcomesOf(round)
    this.version += 1
    this.round = null
  }
}

function newRound(count: number): Round {
  return {
    codes: new Uint16Array(count),
    severities: { ok: 0, note: 0, warning: 0, stuck: 0 },
    outcomes: new Uint32Array(OUTCOMES.length),
    next: 0,
  }
}

function outcomesOf(round: Round): CaptureSummary['outcomes'] {
  const outcomes: Partial<Record<Outcome, number>> = {}
  for (const [index, outcome] of OUTCOMES.entries()) {
    const count = round.outcomes[index] ?? 0
    if (count > 0) outcomes[outcome] = count
  }
  return outcomes
}

/** Lowers verdicts by the quality of what they rest on. */
import { COUNTER_DROPS } from '../../contracts/abi'
import type { Severity, Verdict } from '../../contracts/flow'
import type { QualityIssue } from '../../contracts/summary'
import type { Core } from '../core'
import type { FlowRecord } from '../flowRecord'
import { captureQuality } from './captureQuality'
import { flowQuality, hasUnseenSegments } from './flowQuality'
import { weaker } from './issue'

/** Verdicts about a FIN that was not seen. */
const MISSING_FIN = new Set(['server-not-closing', 'client-not-closing'])

type Judged = Pick<Verdict, 'certainty' | 'counterEvidence'>

/** The quality of one capture, as the judge applies it. */
export class QualityOfCapture {
  private readonly issues: readonly QualityIssue[]
  readonly hasDrops: boolean

  constructor(private readonly core: Core) {
    this.issues = captureQuality(core)
    this.hasDrops = core.counter(COUNTER_DROPS) > 0
  }

  /** A missing FIN proves nothing where the capture lacks segments. Allocates nothing. */
  severity(id: string, severity: Severity, flow: FlowRecord): Severity {
    if (severity !== 'stuck' || !MISSING_FIN.has(id)) return severity
    return this.hasDrops || hasUnseenSegments(flow) ? 'note' : 'stuck'
  }

  /** Some issue of the capture weakens this verdict. */
  private isWeakened(id: string): boolean {
    return this.issues.some(({ weakens }) => weakens.includes(id))
  }

  /** Certainty and counter-evidence with what speaks against this verdict. */
  weaken(id: string, judged: Judged, flow: FlowRecord): Judged {
    const ofFlow = flowQuality(this.core, flow)
    if (ofFlow.length === 0 && !this.isWeakened(id)) return judged
    let { certainty } = judged
    const counterEvidence = [...judged.counterEvidence]
    const ids = new Set(ofFlow.map((issue) => issue.id))
    // What is known of the flow says more than the same of the whole capture.
    for (const issue of [...ofFlow, ...this.issues.filter((other) => !ids.has(other.id))]) {
      if (!issue.weakens.includes(id)) continue
      certainty = weaker(certainty, issue.lowersTo)
      if (!counterEvidence.includes(issue.sentence)) counterEvidence.push(issue.sentence)
    }
    return { certainty, counterEvidence }
  }
}

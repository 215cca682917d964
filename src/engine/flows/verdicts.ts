/** Verdicts of all flows, as lists and counts need them. */

import type { Severity } from '../../contracts/flow'
import type { CaptureSummary } from '../../contracts/summary'

export interface FlowVerdicts {
  /** Codes by flow; flows beyond its end are not judged yet. */
  readonly codes: Uint16Array
  /** Changes whenever the codes did. */
  readonly version: number
  readonly severities: Readonly<Record<Severity, number>>
  readonly outcomes: CaptureSummary['outcomes']
}

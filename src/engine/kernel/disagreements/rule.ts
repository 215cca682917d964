/** What a rule about kernel and wire is. One file a rule; `index.ts` lists them. */

import type { Evidence, NextStep } from '../../../contracts/flow'
import type { StateName } from '../../../contracts/names'
import type { Disagreement, KernelSocket } from '../../../contracts/sockets'
import { said } from '../../said/said'
import type { FlowStory } from '../../verdicts/story'
import type { LocalEnd } from '../end'

export type DisagreementSeverity = Disagreement['severity']

/** What the kernel calls the end of a flow; `none`: it has no socket of it. */
export type AskedOf = StateName | 'none'

export interface DisagreementRule {
  /** Stable kebab-case name; also the verdict's, where it is one. */
  readonly id: string
  /** Kernel states in which it can hold: it is asked of no others. */
  readonly states: readonly AskedOf[]
  /**
   * How long it has to hold, milliseconds; SETTLE_MS at least. The table is read after the segments that it knows of
   * were sent and before they are captured, or the other way round: what holds for a moment is a race.
   */
  readonly holdsMs: number
  /** How bad it is; null: it doesn't hold. Runs over all sockets at each reading: it allocates nothing where it can. */
  readonly judge: (end: LocalEnd) => DisagreementSeverity | null
  /** While this number stays the same it is one and the same trouble; when it changes, `holdsMs` begin anew. */
  readonly progress?: (end: LocalEnd) => number
  /** A few words for a table cell. */
  readonly title: () => string
  readonly words: (end: LocalEnd, heldMs: number) => DisagreementWords
  /** Given as the flow's verdict too, before what the wire alone tells; null: another verdict says it, or none is due. */
  readonly verdict: DisagreementVerdict | null
}

export interface DisagreementWords {
  readonly wire: string
  readonly kernel: string
  /** What that means, without a full stop. */
  readonly meaning: string
}

export interface DisagreementVerdict {
  /** Frames that prove what the wire says. */
  readonly evidence: (story: FlowStory, end: LocalEnd) => Evidence[]
  readonly expectedNext: (end: LocalEnd) => string
  readonly nextStep: (end: LocalEnd) => NextStep
}

/** A rule about a socket that no flow is joined to. */
export interface LoneRule {
  readonly id: string
  readonly states: readonly StateName[]
  readonly holdsMs: number
  readonly judge: (socket: KernelSocket) => DisagreementSeverity | null
  readonly title: () => string
  readonly words: (socket: KernelSocket) => DisagreementWords
}

/**
 * Milliseconds that any disagreement has to last: packets are captured up to 200 ms after the kernel has handled them,
 * and the table is that of one moment.
 */
export const SETTLE_MS = 300

/** `wire: …; kernel: …: what that means.` */
export const sentenceOf = ({ wire, kernel, meaning }: DisagreementWords): string =>
  said`wire: ${wire}; kernel: ${kernel}: ${meaning}.`

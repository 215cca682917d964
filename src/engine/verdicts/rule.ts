/** What a verdict rule is. One file a rule; `index.ts` lists them. */
import type { Assumptions } from '../../contracts/assumptions'
import type { Severity, Verdict } from '../../contracts/flow'
import type { FlowRecord } from '../flowRecord'
import type { IcmpError } from '../icmpErrors'
import type { KernelFacts } from '../kernel/word'
import type { Profiles } from '../profiles/profile'
import type { ResetOrigin } from './reset/origin'
import type { FlowStory } from './story'

/** What rules need to know of the capture as a whole. */
export interface CaptureFacts {
  /**
   * Until when the capture is known to be complete, nanoseconds since the epoch, rounded to about 256 ns: the time of its
   * latest frame; while it is being written, what the clock says less what its writer may hold back.
   */
  readonly endNs: number
  /** It is still being written: that moment is now. */
  readonly isGoingOn: boolean
  /** Timers to assume. */
  readonly profiles: Profiles
  /** Whose of them: what somebody says goes before any guess. */
  readonly assumptions: Assumptions
  /** ICMP errors about a flow's segments. */
  readonly icmp: (flow: number) => readonly IcmpError[]
  /** One flow's segments, for the few flows that the flow record alone can't settle. */
  readonly story: (flow: FlowRecord) => FlowStory
  /** Who sent the reset that ended a flow. */
  readonly resetOrigin: (flow: FlowRecord) => ResetOrigin
  /** What this host's kernel says; absent where it has no say: of a saved capture. */
  readonly kernel?: KernelFacts
}

/** What people read: made only where a flow is looked at. */
export type Words = Pick<Verdict, 'sentence' | 'expectedNext' | 'nextStep'>

/** A verdict's part that needs the flow's segments. */
export interface Explanation extends Pick<Verdict, 'certainty' | 'evidence' | 'counterEvidence'> {
  readonly words: () => Words
}

export interface Rule {
  /** Stable kebab-case name. */
  readonly id: string
  /** It can hold only for flows with at least one of these traits: a set of FlowTrait. It is not asked of others. */
  readonly needs: number
  /**
   * How bad it is, or null where the rule doesn't hold. Runs over every flow, so it reads the flow record and allocates
   * nothing.
   */
  readonly judge: (flow: FlowRecord, capture: CaptureFacts) => Severity | null
  /** A few words for a table cell. */
  readonly title: (severity: Severity) => string
  /** Runs for the flows that are looked at; may replay the flow. */
  readonly explain: (story: FlowStory, severity: Severity) => Explanation
}

export { nothingToDo } from './nextSteps'

/** Silence shorter than this at the end of a capture proves nothing: the first retry comes after 1 s. */
export const PATIENCE_NS = 3e9
/** An application that closes at all does so within this time of its peer. */
export const CLOSE_PATIENCE_NS = 5e9

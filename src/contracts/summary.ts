/** What is known of a capture as a whole: how far it is read, what it holds, and how good it is. */
import type { Severity, VerdictCertainty } from './flow'
import type { Outcome } from './flowList'
import type { Told } from './told'

/** A problem that kept the engine from reading all of a capture. */
export interface CaptureProblem {
  /** One sentence: file, offset where it applies, and what to do. */
  readonly message: string
  /** The same in each language: it outlives the engine that can't read on. */
  readonly told: Told
  readonly path: string
  /** Byte offset where reading stopped; null where it doesn't apply. */
  readonly offset: number | null
  /** Nothing could be read at all. */
  readonly fatal: boolean
}

/** A capture that is being made while it is read. */
export interface LiveFacts {
  /** More may come. */
  readonly isFollowing: boolean
  /** Nanoseconds since the epoch: until when the capture is known to be complete; verdicts hold for this moment. */
  readonly now: bigint
  /** Packets whose bytes are gone with the oldest files of a ring. */
  readonly forgotten: number
  /** Why packets no longer come in although the capture goes on, and what to do; null: they do. */
  readonly halted: string | null
}

export interface CaptureSummary {
  readonly path: string
  readonly name: string
  readonly format: 'pcap' | 'pcapng' | 'snoop' | 'unknown'
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly frames: number
  readonly segments: number
  readonly flows: number
  /** Frames that hold no TCP segment that we read. */
  readonly otherFrames: number
  /** Frames that the capture cut short. */
  readonly cutFrames: number
  /** Nanoseconds since the epoch; null while there is no frame. */
  readonly first: bigint | null
  readonly last: bigint | null
  /** Milliseconds spent reading so far. */
  readonly elapsedMs: number
  readonly done: boolean
  readonly problem: CaptureProblem | null
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  readonly severities: Readonly<Record<Severity, number>>
  /** Comments of the capture (pcapng), at most 100. */
  readonly comments: readonly string[]
  /** null: a saved capture. */
  readonly live: LiveFacts | null
}

export type QualityIssueId =
  | 'truncated'
  | 'drops'
  | 'clock-backwards'
  | 'duplicates'
  | 'super-segments'
  | 'offloaded-checksums'
  | 'bad-checksums'
  | 'cut-frames'
  | 'one-way'
  | 'missing-segments'
  | 'gaps'
  | 'mid-stream'

/** Something wrong with a capture, or with what it holds of a flow. */
export interface QualityIssue {
  readonly id: QualityIssueId
  /** Frames, segments or packets that it concerns. */
  readonly count: number
  readonly sentence: string
  /** Ids of the verdicts that rest on what is wrong. */
  readonly weakens: readonly string[]
  /** How sure these verdicts can be at most. */
  readonly lowersTo: VerdictCertainty
}

export interface Quality {
  readonly capture: readonly QualityIssue[]
  /** Of the flow that was asked about; none: no flow was. */
  readonly flow: readonly QualityIssue[]
}

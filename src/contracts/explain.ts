/** What Explain mode asks of the engine: one segment of a flow for learners, and what would follow if it were lost. */
import { z } from 'zod'
import type { Side, Sides } from './flow'
import type { ArrowKind, LifelineState } from './ladderRows'
import type { StateName } from './names'
import type { FlowId, FrameNumber, SegmentIndex } from './units'

const index = z.number().int().min(0).max(0xffffffff)

export const explainQuerySchemas = {
  /** A segment explained, and the moment after it; null: no such flow, or the segment is of another. */
  explain: z.object({ flow: index, segment: index }),
  /** What would have followed had this segment been lost. */
  explainLoss: z.object({ flow: index, segment: index }),
} as const

/** What a side can know, in the order in which a connection teaches it. */
export const KNOWLEDGE_IDS = [
  /** Its own first sequence number; the peer's. */
  'own-iss',
  'peer-iss',
  /** The peer's segments reach it; its own reach the peer. */
  'can-receive',
  'can-send',
  /** The peer knows that its segments arrive here. */
  'peer-knows',
  /** What it sent and the peer acknowledged; how much the peer lets it send. */
  'acknowledged',
  'room',
  /** The peer sends no more; the peer got its FIN. */
  'peer-finished',
  'own-fin-arrived',
  /** Its last ACK arrived: nothing ever says so. */
  'last-ack-arrived',
  /** The connection is gone by a reset. */
  'reset',
] as const
export type KnowledgeId = (typeof KNOWLEDGE_IDS)[number]

export interface Knowledge {
  readonly id: KnowledgeId
  readonly group: 'open' | 'data' | 'close'
  readonly sentence: string
  /** false: not yet. */
  readonly isKnown: boolean
  /** false: presumed; the side has sent nothing yet that shows it got the segment that teaches this. */
  readonly isProved: boolean
  /** This very segment taught it, or renewed it. */
  readonly isNew: boolean
  /** The segment that taught it; null: none yet, or none that was captured. */
  readonly frame: FrameNumber | null
  readonly segment: SegmentIndex | null
}

/** A sequence number: counted from the side's first, and as on the wire. */
export interface SequenceNumber {
  readonly relative: number
  readonly raw: number
}

export const SIDE_NUMBERS = ['sndUna', 'sndNxt', 'sndWnd', 'rcvNxt', 'rcvWnd'] as const
export type SideNumberName = (typeof SIDE_NUMBERS)[number]

/** A side's variables (RFC 9293 §3.3.1) as far as segments tell them; null: unknown. Windows in bytes. */
export interface SideNumbers {
  readonly sndUna: SequenceNumber | null
  readonly sndNxt: SequenceNumber | null
  readonly sndWnd: number | null
  readonly rcvNxt: SequenceNumber | null
  readonly rcvWnd: number | null
  /** Those that this segment changed. */
  readonly changed: readonly SideNumberName[]
}

/** A segment as a term of a sum: seq + length + SYN + FIN. */
export interface SumTerm {
  readonly frame: FrameNumber
  readonly segment: SegmentIndex
  readonly seq: SequenceNumber
  readonly length: number
  /** 1 where the flag takes a sequence number. */
  readonly syn: 0 | 1
  readonly fin: 0 | 1
}

/**
 * `exact`: the end of one segment. `cumulative`: of the last of several. `partial`: inside a segment. `duplicate`: says
 * again what was said. `old`: less than was said before. `beyond`: more than was captured. `none`: nothing of the peer's
 * was captured before.
 */
export type AckKind = 'exact' | 'cumulative' | 'partial' | 'duplicate' | 'old' | 'beyond' | 'none'

export interface AckSum {
  readonly kind: AckKind
  /** The number in the segment. */
  readonly ack: SequenceNumber
  /** The segment that it answers; null: none that was captured. */
  readonly answers: SumTerm | null
  /** seq + length + SYN + FIN is the number. */
  readonly holds: boolean
  /** Segments and payload bytes of the peer that this one is the first to acknowledge. */
  readonly segments: number
  readonly bytes: number
  readonly sentence: string
}

export interface SeqSum {
  readonly term: SumTerm
  /** The number that acknowledges it: seq + length + SYN + FIN. */
  readonly expected: SequenceNumber
  /** It takes sequence numbers, so that an ACK answers it. */
  readonly isAnswered: boolean
  /** The first segment whose number reaches `expected`; null: none, or it needs no answer. */
  readonly answer: { readonly frame: FrameNumber; readonly segment: SegmentIndex } | null
  readonly sentence: string
}

/** An arrow of the state diagram (RFC 9293 §3.3.2, figure 5). */
export interface StateEdge {
  /** `SYN_SENT>ESTABLISHED` */
  readonly id: string
  readonly from: StateName
  readonly to: StateName
  /** As the figure says it, event over action: `rcv SYN,ACK / snd ACK`. */
  readonly event: string
}
const edge = (from: StateName, to: StateName, event: string): StateEdge => ({ id: `${from}>${to}`, from, to, event })

/** All arrows of the figure, and the reset (its note 3), which leads to CLOSED from where no other arrow does. */
export const STATE_EDGES: readonly StateEdge[] = [
  edge('CLOSED', 'LISTEN', 'passive OPEN / create TCB'),
  edge('CLOSED', 'SYN_SENT', 'active OPEN / create TCB, snd SYN'),
  edge('LISTEN', 'CLOSED', 'CLOSE / delete TCB'),
  edge('LISTEN', 'SYN_RCVD', 'rcv SYN / snd SYN,ACK'),
  edge('LISTEN', 'SYN_SENT', 'SEND / snd SYN'),
  edge('SYN_SENT', 'CLOSED', 'CLOSE / delete TCB'),
  edge('SYN_SENT', 'SYN_RCVD', 'rcv SYN / snd SYN,ACK'),
  edge('SYN_SENT', 'ESTABLISHED', 'rcv SYN,ACK / snd ACK'),
  edge('SYN_RCVD', 'ESTABLISHED', 'rcv ACK of SYN'),
  edge('SYN_RCVD', 'FIN_WAIT_1', 'CLOSE / snd FIN'),
  edge('SYN_RCVD', 'LISTEN', 'rcv RST'),
  edge('ESTABLISHED', 'FIN_WAIT_1', 'CLOSE / snd FIN'),
  edge('ESTABLISHED', 'CLOSE_WAIT', 'rcv FIN / snd ACK'),
  edge('FIN_WAIT_1', 'FIN_WAIT_2', 'rcv ACK of FIN'),
  edge('FIN_WAIT_1', 'CLOSING', 'rcv FIN / snd ACK'),
  edge('FIN_WAIT_1', 'TIME_WAIT', 'rcv FIN, ACK of FIN / snd ACK'),
  edge('FIN_WAIT_2', 'TIME_WAIT', 'rcv FIN / snd ACK'),
  edge('CLOSE_WAIT', 'LAST_ACK', 'CLOSE / snd FIN'),
  edge('CLOSING', 'TIME_WAIT', 'rcv ACK of FIN'),
  edge('LAST_ACK', 'CLOSED', 'rcv ACK of FIN'),
  edge('TIME_WAIT', 'CLOSED', 'timeout = 2 MSL / delete TCB'),
]

/** A transition that a side made. */
export interface PathStep {
  /** `StateEdge.id`, also for transitions that the figure lacks: a reset, or a start in the middle. */
  readonly edge: string
  readonly from: StateName
  readonly to: StateName
  readonly event: string
  /** With which segment; null: before the capture's first. */
  readonly segment: SegmentIndex | null
  readonly frame: FrameNumber | null
  readonly proved: boolean
  /** It came with the segment explained. */
  readonly isNew: boolean
}

/** Questions of the tutorials. */
export const EXPLAIN_QUESTIONS = [
  'why-three',
  'numbers',
  'ack-flag',
  'states',
  'half-open-cost',
  'why-four',
  'three-segment-close',
  'half-close',
  'ack-of-fin-lost',
  'last-ack-lost',
  'learn-last-ack-lost',
  'http-connections',
] as const
export type ExplainQuestionId = (typeof EXPLAIN_QUESTIONS)[number]

export interface ExplainQuestion {
  readonly id: ExplainQuestionId
  readonly question: string
  /** Sentences, filled with this flow's facts. */
  readonly answer: readonly string[]
  /** Ascending by frame. */
  readonly evidence: readonly ExplainEvidence[]
}

export interface ExplainEvidence {
  readonly frame: FrameNumber
  readonly segment: SegmentIndex
  readonly shows: string
}

export interface ExplainView {
  readonly flow: FlowId
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  readonly from: Side
  /** The ladder's words for the segment. */
  readonly label: string
  /** States after it. */
  readonly states: Sides<LifelineState>
  /** One entry for each statement that can be made of this flow so far, in the order of KNOWLEDGE_IDS. */
  readonly knows: Sides<readonly Knowledge[]>
  readonly numbers: Sides<SideNumbers>
  /** `acknowledges` null: the segment has no ACK flag, so its acknowledgment number says nothing. */
  readonly sum: { readonly acknowledges: AckSum | null; readonly takes: SeqSum }
  /** In order; at most 60 a side. */
  readonly path: Sides<readonly PathStep[]>
  /** Those that this flow has facts for, nearest to the segment first. */
  readonly questions: readonly ExplainQuestion[]
}

/**
 * `captured`: it really was lost, as far as the capture shows, and what came of it stands on the ladder. `unchanged`: a later ACK says as much, nothing is sent again. `repaired`: something is sent again and the connection
 * gets where it really was. `doubtful`: it gets there at one end only. `given-up`: it doesn't.
 */
export type LossOutcome = 'captured' | 'unchanged' | 'repaired' | 'doubtful' | 'given-up'

/** A step of what would have been. */
export interface LossRow {
  /** `timer`: a side's timer runs out; `note`: something that only one side learns. No arrow for these two. */
  readonly kind: 'segment' | 'timer' | 'note'
  /** Nanoseconds since the flow's first segment. */
  readonly timeNs: number
  /** Who sends; whose timer, whose lesson. */
  readonly from: Side
  readonly label: string
  readonly arrow: ArrowKind
  /** States after it. */
  readonly client: LifelineState
  readonly server: LifelineState
  readonly isLost: boolean
  /** false: captured as it stands here. */
  readonly isHypothetical: boolean
  /** The captured segment, also where its time would be another; null: it was never sent. */
  readonly frame: FrameNumber | null
  readonly segment: SegmentIndex | null
  /** Why it is sent, or what it brings; '' where that is plain. */
  readonly note: string
}

/** A timer that the answer rests on. */
export interface LossTimer {
  readonly side: Side
  /** `RTO`, `2MSL`, `SYN RTO` */
  readonly name: string
  readonly valueNs: number
  /** Where it is from: measured in this flow, or assumed of a system. */
  readonly basis: string
}

export interface ExplainedLoss {
  readonly flow: FlowId
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  readonly outcome: LossOutcome
  readonly sentence: string
  /** A few captured segments before the loss, the loss, what follows; at most 40. */
  readonly rows: readonly LossRow[]
  /** Nanoseconds by which the connection gets later where it really was; null: it doesn't, or nothing moves. */
  readonly delayNs: number | null
  readonly timers: readonly LossTimer[]
}

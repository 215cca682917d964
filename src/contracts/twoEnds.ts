/**
 * What two captures of the same flows, one taken at each end, tell together: which segments arrived, and what the path
 * did to the others. Plain data; durations are nanoseconds.
 */
import type { Endpoint, Side, Sides } from './flow'
import type { FlagName } from './names'
import type { FlowId, FrameNumber } from './units'

/** One of the two captures, in the order given. */
export type End = 'first' | 'second'

/** Where a capture stands, in its own words. */
export interface EndCapture {
  readonly name: string
  readonly frames: number
  readonly flows: number
  /** Frames that the capture says it lost; null: the file doesn't say. */
  readonly droppedFrames: number | null
}

/** A jump of one clock against the other. */
export interface ClockStep {
  /** When, by the first capture's clock: nanoseconds since the epoch. */
  readonly time: bigint
  /** How far the second clock jumped ahead of the first. */
  readonly ns: number
}

/** The second capture's clock against the first's. */
export interface ClockRelation {
  /** How far the second clock is ahead where the captures' common part begins. */
  readonly offsetNs: number
  /** The offset is right to plus or minus this: half of the shortest round trip. null: traffic went one way only. */
  readonly uncertaintyNs: number | null
  /** How much faster the second clock runs, in millionths; null: too few segments tell. */
  readonly driftPpm: number | null
  /** Segments that the clocks were aligned by. */
  readonly samples: number
  readonly steps: readonly ClockStep[]
}

/**
 * arrived: at the other end too, whole. partly lost: some of its bytes (an offloaded super-segment is many packets).
 * lost: sent, never arrived. duplicate: another copy of a segment that arrived. forged: arrived, never sent by the other
 * end. uncaptured: it did travel, but one of the captures lacks it. unknown: the captures can't tell, see `reason`.
 */
export type Fate = 'arrived' | 'partly lost' | 'lost' | 'duplicate' | 'forged' | 'uncaptured' | 'unknown'

/** A field that differs between the two ends. */
export interface FieldChange {
  /** In words: `MSS`, `window scale`, `timestamps option`, `flags`, `payload`. */
  readonly field: string
  readonly before: string
  readonly after: string
}

/** One segment and what became of it. */
export interface SegmentFate {
  /** Whose segment it is, or claims to be. */
  readonly from: Side
  readonly fate: Fate
  /** Frame in the sender's capture; null: it isn't there. */
  readonly sentFrame: FrameNumber | null
  /** Frames in the receiver's capture; several where an offloaded segment was cut. */
  readonly arrivedFrames: readonly FrameNumber[]
  /** By the clock of the capture it is in: nanoseconds since the epoch. */
  readonly sentAt: bigint | null
  readonly arrivedAt: bigint | null
  /** As on the wire, at the end that has it (the sender's where both do). */
  readonly seq: number
  readonly length: number
  readonly flags: readonly FlagName[]
  /** One way, clocks corrected; null unless both ends have it. */
  readonly delayNs: number | null
  /** Took much longer than is usual for its direction. */
  readonly isDelayed: boolean
  /** A segment that was sent later arrived earlier. */
  readonly isReordered: boolean
  /** What the path changed in this segment beyond what it changed in all of the flow (addresses, ports, sequence base). */
  readonly changes: readonly FieldChange[]
  /** Payload bytes that never arrived; 0 unless lost or partly lost. */
  readonly lostBytes: number
  /** What the judgement rests on, or why none is made; '' where it is plain. */
  readonly reason: string
}

/** A change that the path made, and how often. */
export interface Alteration extends FieldChange {
  readonly from: Side
  readonly segments: number
  /** Frame where it was first seen, at the receiver's end. */
  readonly frame: FrameNumber
}

/** What became of all segments of one direction. */
export interface DirectionFates {
  readonly sent: number
  readonly arrived: number
  readonly lost: number
  readonly partlyLost: number
  readonly duplicates: number
  readonly forged: number
  readonly uncaptured: number
  readonly unknown: number
  readonly delayed: number
  readonly reordered: number
  readonly altered: number
  /** Median one-way delay; null where nothing arrived. */
  readonly usualDelayNs: number | null
}

/** A flow as one end sees it. */
export interface FlowAtEnd {
  readonly flow: FlowId
  readonly client: Endpoint
  readonly server: Endpoint
}

export interface TwoEndsFlow {
  /** null: that capture has nothing of it. */
  readonly first: FlowAtEnd | null
  readonly second: FlowAtEnd | null
  /** What showed that the two are one flow. contents: timestamps, IP identifications and payload. */
  readonly matchedBy: 'addresses' | 'sequence numbers' | 'contents' | 'one end only'
  /** Which capture was taken nearer to the client, and how that is known. */
  readonly clientEnd: End
  readonly clientEndKnownBy: 'time to live' | 'delays' | 'order of the files'
  /** What the path adds to each side's sequence numbers on the way from the client's end to the server's; 0: nothing. */
  readonly sequenceShift: Sides<number>
  readonly directions: Sides<DirectionFates>
  readonly alterations: readonly Alteration[]
  /** Every segment, in order of time. */
  readonly segments: readonly SegmentFate[]
  /** The findings, worst first. */
  readonly sentences: readonly string[]
}

export interface TwoEndsReport {
  readonly first: EndCapture
  readonly second: EndCapture
  /** null: nothing in common tells. */
  readonly clock: ClockRelation | null
  /** Flows of both captures, and flows of one between the same two hosts. */
  readonly flows: readonly TwoEndsFlow[]
  /** Flows of other hosts, which only one capture has. */
  readonly others: { readonly first: number; readonly second: number }
}

/** One flow's segments, for finding the frames that prove a verdict. Short-lived: used up before the core is called again. */
import { Analysis, Flag, type TcpState } from '../../contracts/abi'
import type { Evidence, Side, VerdictCertainty } from '../../contracts/flow'
import { type FrameNumber, frameNumber } from '../../contracts/units'
import type { Core, TrackedRows } from '../core'
import type { EndpointIndex, FlowRecord } from '../flowRecord'
import { addressText } from '../flows/address'
import { SegmentRecord } from '../segmentRecord'
import { durationWords } from '../words'
import type { CaptureFacts } from './rule'

/** A segment that was found. */
export interface Found {
  readonly frame: FrameNumber
  /** Nanoseconds since the epoch, rounded to about 256 ns. */
  readonly ns: number
}

export type Match = (segment: SegmentRecord, row: number, rows: TrackedRows) => boolean

export class FlowStory {
  private readonly segment: SegmentRecord
  private replayed: TrackedRows | null = null

  constructor(
    private readonly core: Core,
    readonly flow: FlowRecord,
    readonly capture: CaptureFacts,
  ) {
    this.segment = new SegmentRecord(core)
  }

  /** The flow's rows, replayed once. */
  get rows(): TrackedRows {
    this.replayed ??= this.core.replay(this.flow.id)
    return this.replayed
  }

  first(match: Match): Found | null {
    const { rows } = this
    for (let row = 0; row < rows.rows; row += 1) {
      if (match(this.segment.at(rows.segment[row] as number), row, rows)) return this.found()
    }
    return null
  }

  last(match: Match): Found | null {
    const { rows } = this
    for (let row = rows.rows - 1; row >= 0; row -= 1) {
      if (match(this.segment.at(rows.segment[row] as number), row, rows)) return this.found()
    }
    return null
  }

  /** The first few that match, in order. */
  some(match: Match, limit: number): Found[] {
    const { rows } = this
    const found: Found[] = []
    for (let row = 0; row < rows.rows && found.length < limit; row += 1) {
      if (match(this.segment.at(rows.segment[row] as number), row, rows)) found.push(this.found())
    }
    return found
  }

  /** The flow's first and last segment; needs no replay. */
  get firstSegment(): Found {
    this.segment.at(this.flow.firstSegment)
    return this.found()
  }

  get lastSegment(): Found {
    this.segment.at(this.flow.lastSegment)
    return this.found()
  }

  private found(): Found {
    return { frame: this.segment.frame, ns: this.core.u64(this.segment.timePointer) }
  }

  address(endpoint: EndpointIndex): string {
    return addressText(this.core, this.flow, endpoint)
  }

  /** The address, with `client` or `server` before it. */
  named(endpoint: EndpointIndex): string {
    return `${this.flow.side(endpoint)} ${this.address(endpoint)}`
  }

  /** In words, how long before the end of the capture that was. */
  untilEnd(ns: number): string {
    return durationWords(Math.max(0, this.capture.endNs - ns))
  }

  /** Segments that the capture lacks: what wasn't seen may have been sent all the same. */
  get missing(): number {
    return this.flow.analysisCount(LOST_SEGMENT_BIT) + this.flow.analysisCount(ACK_LOST_SEGMENT_BIT)
  }
}

const LOST_SEGMENT_BIT = Math.log2(Analysis.LOST_SEGMENT)
const ACK_LOST_SEGMENT_BIT = Math.log2(Analysis.ACK_LOST_SEGMENT)

export const otherEndpoint = (endpoint: EndpointIndex): EndpointIndex => (1 - endpoint) as EndpointIndex

export const sideOf = (flow: FlowRecord, state: TcpState, side: Side): boolean => flow.state(flow.index(side)) === state

/** Has these control bits, and none of the others given. */
export const hasFlags = (segment: SegmentRecord, set: number, clear = 0): boolean =>
  (segment.flags & set) === set && (segment.flags & clear) === 0

/** `a >= b` in sequence space: RFC 9293 §3.4. */
export const isAtOrAfter = (a: number, b: number): boolean => ((a - b) | 0) >= 0

/** Matches the FIN of an endpoint. */
export const finOf =
  (endpoint: EndpointIndex): Match =>
  (segment) =>
    segment.sender === endpoint && hasFlags(segment, Flag.FIN)

/** Matches what acknowledges an endpoint's FIN. */
export const ackOfFin =
  (endpoint: EndpointIndex, finEnd: number): Match =>
  (segment) =>
    segment.sender !== endpoint && hasFlags(segment, Flag.ACK, Flag.RST) && isAtOrAfter(segment.ack, finEnd)

/** Evidence from what was found, ascending, without repeats. */
export function evidence(...shown: readonly (readonly [Found | null, string])[]): Evidence[] {
  const seen = new Set<number>()
  const list: Evidence[] = []
  for (const [found, shows] of shown) {
    if (!found || seen.has(found.frame)) continue
    seen.add(found.frame)
    list.push({ frame: frameNumber(found.frame), shows })
  }
  return list.sort((a, b) => a.frame - b.frame)
}

/** ` in frame 7`, or nothing where there is none. */
export const inFrame = (found: Found | null): string => (found ? ` in frame ${found.frame}` : '')

/** For verdicts that rest on something not seen: how sure, and what speaks against it. */
export function byAbsence(
  story: FlowStory,
  sure: VerdictCertainty,
): { certainty: VerdictCertainty; counterEvidence: string[] } {
  if (story.missing === 0) return { certainty: sure, counterEvidence: [] }
  return {
    certainty: 'possible',
    counterEvidence: ['Segments of this flow are missing from the capture, so what was not seen may have been sent.'],
  }
}

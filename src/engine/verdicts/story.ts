/** One flow's segments, for finding the frames that prove a verdict. */
import { Analysis, Flag } from '../../contracts/abi'
import type { Evidence, VerdictCertainty } from '../../contracts/flow'
import { type FrameNumber, frameNumber } from '../../contracts/units'
import type { Core } from '../core'
import type { EndpointIndex, FlowRecord } from '../flowRecord'
import { addressText } from '../flows/address'
import { SegmentRecord } from '../segmentRecord'
import { SegmentScan } from '../segmentScan'
import { durationWords } from '../words'
import type { CaptureFacts } from './rule'

/** A segment that was found. */
export interface Found {
  readonly index: number
  readonly frame: FrameNumber
  /** Nanoseconds since the epoch, rounded to about 256 ns. */
  readonly ns: number
}

export type Match = (segment: SegmentRecord) => boolean

export class FlowStory {
  private readonly segment: SegmentRecord
  private readonly scan: SegmentScan

  constructor(
    private readonly core: Core,
    readonly flow: FlowRecord,
    readonly capture: CaptureFacts,
  ) {
    this.segment = new SegmentRecord(core)
    this.scan = new SegmentScan(core)
  }

  /** The first segment that matches; from that index on where one is given. */
  first(match: Match, from: number = this.flow.firstSegment): Found | null {
    let index = this.scan.next(this.flow.id, Math.max(from, this.flow.firstSegment), this.flow.lastSegment)
    while (index !== null) {
      if (match(this.segment.at(index))) return this.found(index)
      index = this.scan.next(this.flow.id, index + 1, this.flow.lastSegment)
    }
    return null
  }

  /** The last segment that matches: cheap where it is near the end of the flow. */
  last(match: Match): Found | null {
    let index = this.scan.previous(this.flow.id, this.flow.lastSegment, this.flow.firstSegment)
    while (index !== null) {
      if (match(this.segment.at(index))) return this.found(index)
      index = this.scan.previous(this.flow.id, index - 1, this.flow.firstSegment)
    }
    return null
  }

  /** The first few that match, in order. */
  some(match: Match, limit: number): Found[] {
    const list: Found[] = []
    while (list.length < limit) {
      const next = this.first(match, (list[list.length - 1]?.index ?? -1) + 1)
      if (next === null) break
      list.push(next)
    }
    return list
  }

  /** The first FIN of an endpoint. Its SND.NXT has not moved since, so the search goes backward up to that time. */
  fin(endpoint: EndpointIndex): Found | null {
    const since = Number(this.flow.sndNxtTime(endpoint))
    let fin: Found | null = null
    const isFin = finOf(endpoint)
    this.last((segment) => {
      if (isFin(segment)) fin = this.found(segment.index)
      return segment.sender === endpoint && fin !== null && fin.ns <= since
    })
    return fin
  }

  /** The flow's first and last segment. */
  get firstSegment(): Found {
    return this.found(this.flow.firstSegment)
  }

  get lastSegment(): Found {
    return this.found(this.flow.lastSegment)
  }

  private found(index: number): Found {
    this.segment.at(index)
    return { index, frame: this.segment.frame, ns: this.core.u64(this.segment.timePointer) }
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

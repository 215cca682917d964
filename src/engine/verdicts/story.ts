/** One flow's segments, for finding the frames that prove a verdict. */

import { Analysis, Flag, FlowBit } from '../../contracts/abi'
import type { Evidence, VerdictCertainty } from '../../contracts/flow'
import type { FrameNumber } from '../../contracts/units'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { addressText } from '../flows/address'
import { type Challenge, challengeAt } from '../ladder/challenge'
import { positionOfSegment } from '../ladder/flowRows'
import { readFlowRows } from '../ladder/readFlowRows'
import type { PacketFacts, PacketReader } from '../packets/packetFacts'
import { missingSegments } from '../quality/issue'
import { said } from '../said/said'
import { SegmentRecord } from '../segmentRecord'
import { SegmentScan } from '../segmentScan'
import { durationWords, sideWords } from '../words'
import type { CaptureFacts } from './rule'

/** A segment that was found. */
export interface Found {
  readonly index: number
  readonly frame: FrameNumber
  /** Nanoseconds since the epoch, rounded to about 256 ns. */
  readonly ns: number
}

/** Flows looked at on either side: about 0.1 ms. */
const NEARBY_FLOWS = 1000

export type Match = (segment: SegmentRecord) => boolean

export class FlowStory {
  private readonly segment: SegmentRecord
  private readonly scan: SegmentScan

  constructor(
    private readonly core: Core,
    readonly flow: FlowRecord,
    readonly capture: CaptureFacts,
    private readonly packets: PacketReader | null = null,
  ) {
    this.segment = new SegmentRecord(core)
    this.scan = new SegmentScan(core)
  }

  /** The first segment that matches; from that index on where one is given. */
  first(match: Match, from: number = this.flow.firstSegment): Found | null {
    let index = this.scan.next(this.flow.id, Math.max(from, this.flow.firstSegment), this.flow.lastSegment)
    while (index !== null) {
      if (match(this.segment.at(index))) return this.foundAt(index)
      index = this.scan.next(this.flow.id, index + 1, this.flow.lastSegment)
    }
    return null
  }

  /** The last segment that matches, up to that index where one is given: cheap where it is near the end of the flow. */
  last(match: Match, to: number = this.flow.lastSegment): Found | null {
    if (to < this.flow.firstSegment) return null
    let index = this.scan.previous(this.flow.id, Math.min(to, this.flow.lastSegment), this.flow.firstSegment)
    while (index !== null) {
      if (match(this.segment.at(index))) return this.foundAt(index)
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
      if (isFin(segment)) fin = this.foundAt(segment.index)
      return segment.sender === endpoint && fin !== null && fin.ns <= since
    })
    return fin
  }

  /** Moves to a segment that was found. The cursor is the story's own: valid until the next search. */
  segmentAt(found: Found): SegmentRecord {
    return this.segment.at(found.index)
  }

  /** The packet of a segment, read back from the capture; null where that can't be had. */
  packet(found: Found): PacketFacts | null {
    const segment = this.segment.at(found.index)
    const { sender } = segment
    const ports = { source: this.flow.port(sender), destination: this.flow.port(otherEndpoint(sender)) }
    return this.packets?.(segment, ports) ?? null
  }

  /** What a segment challenges (RFC 5961); null: it is no challenge ACK. Replays the flow. */
  challenge(found: Found): Challenge | null {
    const rows = readFlowRows(this.core, this.flow.id)
    return challengeAt(rows, positionOfSegment(rows, found.index))
  }

  /** The flow's first and last segment. */
  get firstSegment(): Found {
    return this.foundAt(this.flow.firstSegment)
  }

  get lastSegment(): Found {
    return this.foundAt(this.flow.lastSegment)
  }

  /** What a search would find at this index. */
  foundAt(index: number): Found {
    this.segment.at(index)
    return { index, frame: this.segment.frame, ns: this.core.u64(this.segment.timePointer) }
  }

  /** The earlier incarnation of this flow's addresses and ports, or null. */
  get earlier(): FlowStory | null {
    const { earlier } = this.flow
    return earlier === null ? null : this.capture.story(new FlowRecord(this.core).at(earlier))
  }

  /** A flow not far before or after this one that matches, or null. */
  nearby(match: (flow: FlowRecord) => boolean, reach = NEARBY_FLOWS): FlowStory | null {
    const other = new FlowRecord(this.core)
    const end = Math.min(this.core.flowCount(), this.flow.id + reach)
    for (let id = Math.max(0, this.flow.id - reach); id < end; id += 1) {
      if (id !== this.flow.id && match(other.at(id))) return this.capture.story(other)
    }
    return null
  }

  address(endpoint: EndpointIndex): string {
    return addressText(this.core, this.flow, endpoint)
  }

  /** The address of another flow's endpoint. */
  addressIn(flow: FlowRecord, endpoint: EndpointIndex): string {
    return addressText(this.core, flow, endpoint)
  }

  /** The address, with `client` or `server` before it. */
  named(endpoint: EndpointIndex): string {
    return `${sideWords(this.flow.side(endpoint))} ${this.address(endpoint)}`
  }

  /** In words, how long before the end of the capture that was. */
  untilEnd(ns: number): string {
    return durationWords(Math.max(0, this.capture.endNs - ns))
  }

  /** Nothing was captured after that, and nothing will be. */
  isEnd(ns: number): boolean {
    return !this.capture.isGoingOn && this.capture.endNs <= ns
  }

  /** `the end of the capture`, or what that is while it goes on. */
  get end(): string {
    return this.capture.isGoingOn ? said`now` : said`the end of the capture`
  }

  /** In words, how long before the end of the capture that was; `2 s ago` while it goes on. */
  ago(ns: number): string {
    return this.capture.isGoingOn
      ? said`${this.untilEnd(ns)} ago`
      : said`${this.untilEnd(ns)} before the end of the capture`
  }

  /** `the capture ends 2 s later`, of what is too young to be judged; `that was 2 s ago` while it goes on. */
  sinceThen(ns: number): string {
    if (this.isEnd(ns)) return said`the capture ends with it`
    return this.capture.isGoingOn
      ? said`that was ${this.untilEnd(ns)} ago`
      : said`the capture ends ${this.untilEnd(ns)} later`
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

export const isRetransmission = (segment: SegmentRecord): boolean => (segment.analysis & Analysis.RETRANSMISSION) !== 0

/** Flow bits: a FIN of either side, of one. */
export const ANY_FIN = FlowBit.FIN_FROM_A | FlowBit.FIN_FROM_B
export const finBitOf = (endpoint: EndpointIndex): FlowBit => (endpoint === 0 ? FlowBit.FIN_FROM_A : FlowBit.FIN_FROM_B)

/** The FIN that began the close, or null. */
export function firstFin(story: FlowStory): Found | null {
  const { flow } = story
  if ((flow.bits & ANY_FIN) === 0) return null
  return story.fin(flow.has(FlowBit.FIRST_FIN_FROM_B) ? 1 : 0)
}

/** Evidence from what was found, ascending, without repeats. */
export function evidence(...shown: readonly (readonly [Found | null, string])[]): Evidence[] {
  const list: Evidence[] = []
  for (const [found, shows] of shown) {
    if (found) insert(list, found.frame, shows)
  }
  return list
}

/** Puts it where it belongs, mostly last; what is there of a frame already stays. */
function insert(list: Evidence[], frame: FrameNumber, shows: string): void {
  let at = list.length
  while (at > 0 && (list[at - 1] as Evidence).frame > frame) at -= 1
  if (at > 0 && list[at - 1]?.frame === frame) return
  if (at === list.length) list.push({ frame, shows })
  else list.splice(at, 0, { frame, shows })
}

/** ` in frame 7`, or nothing where there is none. */
export const inFrame = (found: Found | null): string => (found ? said` in frame ${found.frame}` : '')

/** For verdicts that rest on something not seen: how sure, and what speaks against it. */
export function byAbsence(
  story: FlowStory,
  sure: VerdictCertainty,
): { certainty: VerdictCertainty; counterEvidence: string[] } {
  if (story.missing === 0) return { certainty: sure, counterEvidence: [] }
  return {
    certainty: 'possible',
    counterEvidence: [missingSegments()],
  }
}

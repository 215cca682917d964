/**
 * Who sent a reset: the endpoint whose address it bears, or something on the path. What a forger can't know, or doesn't
 * trouble to copy, is compared with the same endpoint's other segments.
 */

import { Flag, FlowBit } from '../../../contracts/abi'
import type { Language } from '../../../contracts/preferences'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import type { PacketFacts } from '../../packets/packetFacts'
import { language, said } from '../../said/said'
import { orWords } from '../../words'
import { type FlowStory, type Found, hasFlags, isAtOrAfter } from '../story'

export interface ResetOrigin {
  /** `unknown`: its packet can't be compared with others of the same endpoint. */
  readonly by: 'endpoint' | 'middlebox' | 'unknown'
  readonly isStrong: boolean
  /** What speaks for the endpoint, and what for something else, as clauses. */
  readonly forEndpoint: readonly string[]
  readonly forMiddlebox: readonly string[]
  readonly reset: Found | null
  /** A segment of the same endpoint that it was compared with. */
  readonly compared: Found | null
}

const UNKNOWN: ResetOrigin = {
  by: 'unknown',
  isStrong: false,
  forEndpoint: [],
  forMiddlebox: [],
  reset: null,
  compared: null,
}

/** Segments of the endpoint that show what its packets look like. */
const SAMPLES = 2
/** Points from which on something else is the likelier sender. */
const MIDDLEBOX_SCORE = 3
const STRONG_SCORE = 5
/** At most so many where TTL and IP ID both speak for the endpoint: a forger next to it could match one of them. */
const OWN_SCORE = -5
/** A counter that serves other connections too moves on by so much between two packets of one of them. */
const ID_STEP_MAX = 2000
/** Later segments within this time were on their way already. */
const ON_THE_WAY_NS = 1e6

/** An origin, told in one language. */
interface Known {
  readonly last: number
  readonly origin: ResetOrigin
}

/** Remembers the origin of each flow's reset, for each language, until the flow has more segments. */
export class ResetOrigins {
  private readonly known = new Map<Language, Map<number, Known>>()

  of(flow: FlowRecord, story: (flow: FlowRecord) => FlowStory): ResetOrigin {
    if (!flow.has(FlowBit.RESET)) return UNKNOWN
    const last = flow.lastSegment
    const known = this.toldNow()
    const found = known.get(flow.id)
    if (found?.last === last) return found.origin
    const origin = originOf(story(flow))
    known.set(flow.id, { last, origin })
    return origin
  }

  private toldNow(): Map<number, Known> {
    const spoken = language()
    const known = this.known.get(spoken) ?? new Map<number, Known>()
    this.known.set(spoken, known)
    return known
  }
}

function originOf(story: FlowStory): ResetOrigin {
  const endpoint: EndpointIndex = story.flow.has(FlowBit.RESET_BY_B) ? 1 : 0
  const isReset = (segment: { sender: number; flags: number }): boolean =>
    segment.sender === endpoint && (segment.flags & Flag.RST) !== 0
  const last = story.last(isReset)
  if (last === null) return UNKNOWN
  // Forged resets come in bursts: the first of them is the one to look at.
  const reset = firstOfBurst(story, endpoint, last)
  const samples = samplesBefore(story, endpoint, reset.index)
  const packet = samples.length === 0 ? null : story.packet(reset)
  const packets = samples.map((sample) => story.packet(sample)).filter((each) => each !== null)
  if (packet === null || packets.length === 0) return { ...UNKNOWN, reset }
  const points = new Points()
  scoreTtl(points, packet, packets)
  scoreId(points, packet, packets)
  scoreTimestamps(points, packet, packets)
  scoreSequence(points, story, reset)
  scoreSequel(points, story, endpoint, last)
  const isMiddlebox = points.score >= MIDDLEBOX_SCORE
  return {
    by: isMiddlebox ? 'middlebox' : 'endpoint',
    isStrong: isMiddlebox ? points.score >= STRONG_SCORE : points.score <= OWN_SCORE,
    forEndpoint: points.forEndpoint,
    forMiddlebox: points.forMiddlebox,
    reset,
    compared: samples[0] ?? null,
  }
}

/** Positive: speaks for a middlebox. */
class Points {
  score = 0
  readonly forEndpoint: string[] = []
  readonly forMiddlebox: string[] = []

  add(points: number, clause: string): void {
    this.score += points
    if (points > 0) this.forMiddlebox.push(clause)
    else this.forEndpoint.push(clause)
  }
}

function firstOfBurst(story: FlowStory, endpoint: EndpointIndex, last: Found): Found {
  let first = last
  story.last((segment) => {
    if (segment.sender !== endpoint) return false
    if ((segment.flags & Flag.RST) === 0) return true
    first = story.foundAt(segment.index)
    return false
  }, last.index - 1)
  return first
}

function samplesBefore(story: FlowStory, endpoint: EndpointIndex, index: number): Found[] {
  const samples: Found[] = []
  let to = index - 1
  while (samples.length < SAMPLES) {
    const sample = story.last((segment) => segment.sender === endpoint && !hasFlags(segment, Flag.RST), to)
    if (sample === null) break
    samples.push(sample)
    to = sample.index - 1
  }
  return samples
}

/** Hops between the sender and the capture: another number means another sender, unless the route changed. */
function scoreTtl(points: Points, packet: PacketFacts, samples: readonly PacketFacts[]): void {
  const ttls = [...new Set(samples.map(({ ttl }) => ttl))]
  if (ttls.includes(packet.ttl)) {
    points.add(-3, said`TTL ${packet.ttl} as in its other segments`)
    return
  }
  const usual = orWords(ttls.map(String))
  const isSteady = ttls.length === 1
  points.add(isSteady ? 3 : 1, said`TTL ${packet.ttl}, where its other segments have ${usual}`)
}

/** Stacks that count the IP ID go on counting. Zero says nothing: Linux sends it with "don't fragment". */
function scoreId(points: Points, packet: PacketFacts, samples: readonly PacketFacts[]): void {
  const [latest, before] = samples
  if (packet.ipId === null || latest?.ipId == null || before?.ipId == null || packet.ipId === 0) return
  const isCounting = step(before.ipId, latest.ipId) > 0 && step(before.ipId, latest.ipId) <= ID_STEP_MAX
  if (!isCounting) return
  const next = step(latest.ipId, packet.ipId)
  if (next > 0 && next <= ID_STEP_MAX) points.add(-2, said`IP ID ${packet.ipId} goes on from ${latest.ipId}`)
  else points.add(2, said`IP ID ${packet.ipId}, where its other segments count on from ${latest.ipId}`)
}

const step = (from: number, to: number): number => (to - from) & 0xffff

/** Linux puts timestamps on the resets of a connection that uses them; RFC 7323 §3.2 leaves it open. */
function scoreTimestamps(points: Points, packet: PacketFacts, samples: readonly PacketFacts[]): void {
  if (!samples.every((sample) => sample.hasTimestamps)) return
  if (packet.hasTimestamps) points.add(-1, said`it bears timestamps like its other segments`)
  else points.add(1, said`it lacks the timestamps of its other segments`)
}

/** A burst of resets with different numbers is a guess at the window (RFC 5961 makes guessing necessary). */
function scoreSequence(points: Points, story: FlowStory, reset: Found): void {
  const { seq, sender } = story.segmentAt(reset)
  const other = story.first(
    (segment) => segment.sender === sender && hasFlags(segment, Flag.RST) && segment.seq !== seq && segment.seq !== 0,
    reset.index + 1,
  )
  if (other !== null) points.add(1, said`more resets follow with other sequence numbers, as in frame ${other.frame}`)
}

/** Who has reset a connection sends no more on it. */
function scoreSequel(points: Points, story: FlowStory, endpoint: EndpointIndex, last: Found): void {
  const { seq } = story.segmentAt(last)
  const sequel = story.first(
    (segment) =>
      segment.sender === endpoint &&
      !hasFlags(segment, Flag.RST) &&
      !hasFlags(segment, Flag.SYN) &&
      (segment.length > 0 || hasFlags(segment, Flag.FIN)) &&
      isAtOrAfter(segment.seq + segment.length, seq),
    last.index + 1,
  )
  if (sequel === null || sequel.ns - last.ns < ON_THE_WAY_NS) return
  points.add(4, said`the endpoint goes on sending in frame ${sequel.frame}, as if it had not reset`)
}

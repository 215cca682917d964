/**
 * Finds flows of which neither addresses nor initial sequence numbers tell that they are one: translated or rewritten
 * on the way, and already open when a capture began. What they carry tells: timestamps, runs of IP identifications,
 * payload. Only what a single flow of each capture has counts, the sequence numbers must agree, and payload alone proves
 * nothing, since the same file may be fetched twice.
 */
import type { CaptureEnd } from './captureEnd'
import type { FlowFacts } from './flowFacts'
import { outOfOrder } from './order'
import { readWire } from './readWire'
import { type Sighting, Sightings } from './sightings'
import type { WireSegment } from './wireSegment'
import type { Work } from './work'

/** A flow of the first capture and the one of the second that it is. */
export interface ContentPair {
  readonly first: FlowFacts
  readonly second: FlowFacts
  readonly isSwapped: boolean
  /** Second's sequence number minus first's, modulo 2^32, by the first's sides. */
  readonly shift: { readonly client: number; readonly server: number }
  readonly votes: number
}

/** Segments read back of each capture to find such flows, the shortest flows first. */
const MOST_READ = 300_000
/** Segments that must agree, and the share of those that two flows have in common that must. */
const FEWEST_VOTES = 3
const AGREEING_SHARE = 0.75
/** Of those that agree, so many must bear marks of their sender that are equal too. */
const MARKED_SHARE = 0.5
/** So many may have come in another order. */
const REORDERED_SHARE = 0.2
/** A flow that has nearly as much in common with two others is neither. */
const CLEARLY_MORE = 2

/** @throws with a sentence where a capture's file can't be read any more. */
export function* contentPairs(
  first: CaptureEnd,
  second: CaptureEnd,
  ours: Iterable<FlowFacts>,
  theirs: Iterable<FlowFacts>,
): Work<ContentPair[]> {
  const [left, right] = [[...ours], [...theirs]]
  if (left.length === 0 || right.length === 0) return []
  const seen = yield* sightings(first, left)
  const others = yield* sightings(second, right)
  const candidates = [...seen.inCommon(others)].map(agreed).filter((pair) => pair !== null)
  return clearest(candidates)
}

function* sightings(end: CaptureEnd, flows: readonly FlowFacts[]): Work<Sightings> {
  const found = new Sightings()
  let left = MOST_READ
  const sized = flows.map((flow) => ({ flow, size: flow.segments })).sort((a, b) => a.size - b.size)
  for (const { flow, size } of sized) {
    if (size < FEWEST_VOTES) continue
    if (left <= 0) break
    const segments = yield* readWire(end, flow.flow, UNSCALED, left)
    left -= segments.length
    found.add(flow, segments)
    yield 0
  }
  return found
}

const NONE = { client: 0, server: 0 }
const UNSCALED = { isSwapped: false, shift: NONE, origin: NONE }

/** What the most segments that two flows have in common agree on; null: they are not one flow, or it isn't sure. */
function agreed(common: readonly (readonly [Sighting, Sighting])[]): ContentPair | null {
  const [any] = common
  if (any === undefined) return null
  const [{ flow: first }, { flow: second }] = any
  const groups = new Map<string, (readonly [WireSegment, WireSegment])[]>()
  for (const [{ segment }, { segment: other }] of common) {
    const { client, server } = shiftOf(segment, other)
    const name = `${segment.from === other.from} ${client} ${server}`
    const group = groups.get(name) ?? []
    group.push([segment, other])
    groups.set(name, group)
  }
  const group = [...groups.values()].reduce((best, next) => (next.length > best.length ? next : best))
  if (group.length < FEWEST_VOTES || group.length < common.length * AGREEING_SHARE) return null
  if (group.filter(isMarked).length < group.length * MARKED_SHARE) return null
  const inTime = [...group].sort(([a], [b]) => a.time - b.time)
  if (outOfOrder(inTime.map(([, other]) => other.time)).size > group.length * REORDERED_SHARE) return null
  const [segment, other] = group[0] as readonly [WireSegment, WireSegment]
  return { first, second, isSwapped: segment.from !== other.from, shift: shiftOf(segment, other), votes: group.length }
}

/** What the path would have added to both sides' numbers, were the two one segment: by the first capture's sides. */
function shiftOf(segment: WireSegment, other: WireSegment): ContentPair['shift'] {
  const seq = (other.seq - segment.seq) >>> 0
  const ack = (other.ack - segment.ack) >>> 0
  return segment.from === 'client' ? { client: seq, server: ack } : { client: ack, server: seq }
}

/** Something that its sender gave to this one transmission is the same. */
function isMarked([segment, other]: readonly [WireSegment, WireSegment]): boolean {
  const { tsval, tsecr } = segment.options
  const hasTimestamps = tsval !== null && tsval === other.options.tsval && tsecr === other.options.tsecr
  return hasTimestamps || (segment.ipId !== null && segment.ipId !== 0 && segment.ipId === other.ipId)
}

/** Each flow once, and only where no other flow has nearly as much in common with it. */
function clearest(candidates: readonly ContentPair[]): ContentPair[] {
  const byFlow = new Map<FlowFacts, ContentPair[]>()
  for (const pair of candidates) {
    for (const flow of [pair.first, pair.second]) byFlow.set(flow, [...(byFlow.get(flow) ?? []), pair])
  }
  const isClear = (pair: ContentPair, flow: FlowFacts): boolean =>
    (byFlow.get(flow) ?? []).every((other) => other === pair || other.votes * CLEARLY_MORE <= pair.votes)
  return candidates.filter((pair) => isClear(pair, pair.first) && isClear(pair, pair.second))
}

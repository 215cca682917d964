/** Finds which flow of the second capture is which flow of the first. */
import type { Sides } from '../../contracts/flow'
import type { TwoEndsFlow } from '../../contracts/twoEnds'
import type { CaptureEnd } from './captureEnd'
import { columnSegments, endpointKey, type FlowFacts, readFlowFacts, tupleKey } from './flowFacts'
import { contentPairs } from './matchContents'
import { otherSide } from './wireSegment'
import type { Work } from './work'

/** A flow as both captures have it. */
export interface FlowPair {
  readonly first: FlowFacts
  readonly second: FlowFacts
  /** The captures take different sides for the client. */
  readonly isSwapped: boolean
  /** Second's sequence number minus first's, modulo 2^32, by the first's sides. */
  readonly shift: Sides<number>
  readonly matchedBy: TwoEndsFlow['matchedBy']
}

export interface MatchedFlows {
  readonly pairs: readonly FlowPair[]
  readonly onlyFirst: readonly FlowFacts[]
  readonly onlySecond: readonly FlowFacts[]
}

const UNSHIFTED: Sides<number> = { client: 0, server: 0 }
/** Flows of one 4-tuple that are all compared with one another; beyond, only equal initial sequence numbers pair. */
const MOST_COMPARED = 400

export function* matchFlows(first: CaptureEnd, second: CaptureEnd): Work<MatchedFlows> {
  const open = { first: new Set(readFlowFacts(first)), second: new Set(readFlowFacts(second)) }
  const pairs: FlowPair[] = []
  const take = (pair: FlowPair): void => {
    pairs.push(pair)
    open.first.delete(pair.first)
    open.second.delete(pair.second)
  }
  const counts = new SegmentCounts(first, second)
  function* byAddresses(mayLackASide: boolean): Work<void> {
    for (const [ours, theirs] of common(open.first, open.second, tupleKey)) {
      for (const pair of bestPairs(ours, theirs, counts, mayLackASide)) take(pair)
      yield 0
    }
  }
  yield* byAddresses(false)
  for (const keyOf of [bothIssKey, clientIssKey]) {
    for (const [ours, theirs] of common(open.first, open.second, keyOf)) {
      for (const pair of translatedPairs(ours, theirs, counts)) take(pair)
      yield 0
    }
  }
  for (const { votes, ...pair } of yield* contentPairs(first, second, open.first, open.second)) {
    take({ ...pair, matchedBy: 'contents' })
  }
  yield* byAddresses(true)
  pairs.sort((a, b) => a.first.flow - b.first.flow)
  return { pairs, onlyFirst: [...open.first], onlySecond: [...open.second] }
}

/** Flows of both captures that have a key in common. */
function common(
  first: Iterable<FlowFacts>,
  second: Iterable<FlowFacts>,
  keyOf: (flow: FlowFacts) => string | null,
): (readonly [FlowFacts[], FlowFacts[]])[] {
  const theirs = grouped(second, keyOf)
  return [...grouped(first, keyOf)].flatMap(([key, ours]) => {
    const other = theirs.get(key)
    return other === undefined ? [] : [[ours, other] as const]
  })
}

function grouped(flows: Iterable<FlowFacts>, keyOf: (flow: FlowFacts) => string | null): Map<string, FlowFacts[]> {
  const groups = new Map<string, FlowFacts[]>()
  for (const flow of flows) {
    const key = keyOf(flow)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(flow)
    else groups.set(key, [flow])
  }
  return groups
}

/** An address translator leaves initial sequence numbers alone. The same for both directions: SYNs may have crossed. */
const bothIssKey = ({ client, server }: FlowFacts): string | null =>
  client.iss === null || server.iss === null ? null : [client.iss, server.iss].sort((a, b) => a - b).join(' ')
/** The server's SYN may be missing at one end. */
const clientIssKey = ({ client }: FlowFacts): string | null => (client.iss === null ? null : String(client.iss))

/**
 * Pairs flows of one 4-tuple by how many segments they have in common.
 *
 * @param mayLackASide one side's segments alone are enough: where its peer's numbers are rewritten, none of them agree.
 */
function bestPairs(
  ours: readonly FlowFacts[],
  theirs: readonly FlowFacts[],
  counts: SegmentCounts,
  mayLackASide: boolean,
): FlowPair[] {
  const isSmall = ours.length * theirs.length <= MOST_COMPARED
  const candidates = ours.flatMap((first) =>
    theirs
      .filter((second) => isSmall || first.client.iss === second.client.iss)
      .map((second) => candidate(first, second, counts))
      .filter((found) => found !== null)
      .filter(({ lacksASide }) => mayLackASide || !lacksASide),
  )
  return chosen(candidates)
}

interface Candidate {
  readonly pair: FlowPair
  readonly score: number
  /** Both captures have segments of a side, of which none agree. */
  readonly lacksASide: boolean
}

function candidate(first: FlowFacts, second: FlowFacts, counts: SegmentCounts): Candidate | null {
  const isSwapped = endpointKey(first.client) !== endpointKey(second.client)
  const plain = { first, second, isSwapped, shift: UNSHIFTED, matchedBy: 'addresses' } as const
  const asIs = counts.compared(plain)
  const shift = shiftOf(plain)
  if (shift === null) return asIs.score > 0 ? asIs : null
  const shifted = counts.compared({ ...plain, shift })
  // Another connection on the same ports would share its SYN with any shift: two more segments must agree.
  if (shifted.score > asIs.score && shifted.score >= 3) return shifted
  return asIs.score > 0 ? asIs : null
}

/** What a middlebox adds to sequence numbers, where both captures have the SYNs and they differ; else null. */
function shiftOf({ first, second, isSwapped }: FlowPair): Sides<number> | null {
  const theirs = isSwapped ? { client: second.server, server: second.client } : second
  const differences = [
    [first.client.iss, theirs.client.iss],
    [first.server.iss, theirs.server.iss],
  ].map(([ours, other]) => (ours == null || other == null ? 0 : (other - ours) >>> 0))
  const [client = 0, server = 0] = differences
  return client === 0 && server === 0 ? null : { client, server }
}

function translatedPairs(ours: readonly FlowFacts[], theirs: readonly FlowFacts[], counts: SegmentCounts): FlowPair[] {
  const candidates = ours.flatMap((first) =>
    theirs.flatMap((second) =>
      [false, true].map((isSwapped): Candidate => {
        const pair = { first, second, isSwapped, shift: UNSHIFTED, matchedBy: 'sequence numbers' } as const
        return isPossible(pair) ? counts.compared(pair) : { pair, score: 0, lacksASide: true }
      }),
    ),
  )
  return chosen(candidates.filter(({ score }) => score > 0))
}

/** No initial sequence number of the one contradicts the other's. */
function isPossible({ first, second, isSwapped }: FlowPair): boolean {
  const [client, server] = isSwapped ? [second.server, second.client] : [second.client, second.server]
  const agrees = (one: number | null, other: number | null): boolean => one === null || other === null || one === other
  return agrees(first.client.iss, client.iss) && agrees(first.server.iss, server.iss)
}

/** The best candidates first, each flow once. */
function chosen(candidates: readonly Candidate[]): FlowPair[] {
  const taken = new Set<FlowFacts>()
  const best = [...candidates].sort((a, b) => b.score - a.score || a.pair.first.flow - b.pair.first.flow)
  return best.flatMap(({ pair }) => {
    if (taken.has(pair.first) || taken.has(pair.second)) return []
    taken.add(pair.first).add(pair.second)
    return [pair]
  })
}

/** Counts segments that two flows have in common. */
class SegmentCounts {
  constructor(
    private readonly first: CaptureEnd,
    private readonly second: CaptureEnd,
  ) {}

  compared(pair: FlowPair): Candidate {
    const { client, server } = this.bySide(pair)
    const lacksASide = [client, server].some(({ common, first, second }) => common === 0 && first > 0 && second > 0)
    return { pair, score: client.common + server.common, lacksASide }
  }

  private bySide({ first, second, isSwapped, shift }: FlowPair): Sides<SideCounts> {
    const counts = { client: { common: 0, first: 0, second: 0 }, server: { common: 0, first: 0, second: 0 } }
    const seen = new Map<string, number>()
    for (const { from, seq, length, flags } of columnSegments(this.first, first.flow)) {
      const key = `${from} ${seq} ${length} ${flags}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
      counts[from].first += 1
    }
    for (const { from, seq, length, flags } of columnSegments(this.second, second.flow)) {
      const side = isSwapped ? otherSide(from) : from
      counts[side].second += 1
      const key = `${side} ${(seq - shift[side]) >>> 0} ${length} ${flags}`
      const left = seen.get(key) ?? 0
      if (left === 0) continue
      seen.set(key, left - 1)
      counts[side].common += 1
    }
    return counts
  }
}

/** Segments of one side: of each capture, and how many of them agree. */
interface SideCounts {
  common: number
  first: number
  second: number
}

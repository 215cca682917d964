/** What was seen once only in a capture, and of which flow: by it a flow is known in another capture. */
import { Flag } from '../../contracts/abi'
import type { FlowFacts } from './flowFacts'
import { hasFlag, type WireSegment } from './wireSegment'

export interface Sighting {
  readonly flow: FlowFacts
  readonly segment: WireSegment
}

/** Payloads shorter than this are too often alike. */
const TELLING_PAYLOAD = 8

export class Sightings {
  /** By token; null: seen more than once, so it tells nothing. */
  private readonly known = new Map<string, Sighting | null>()

  add(flow: FlowFacts, segments: readonly WireSegment[]): void {
    const before: { client: WireSegment | null; server: WireSegment | null } = { client: null, server: null }
    for (const segment of segments) {
      for (const token of tokensOf(segment, before[segment.from])) {
        this.known.set(token, this.known.has(token) ? null : { flow, segment })
      }
      before[segment.from] = segment
    }
  }

  /** Segments that both captures have, by pairs of flows; a segment counts once. */
  inCommon(others: Sightings): Iterable<readonly (readonly [Sighting, Sighting])[]> {
    const pairs = new Map<string, { common: [Sighting, Sighting][]; counted: Set<WireSegment> }>()
    for (const [token, sighting] of this.known) {
      const other = others.known.get(token) ?? null
      if (sighting === null || other === null) continue
      const key = `${sighting.flow.flow} ${other.flow.flow}`
      const pair = pairs.get(key) ?? { common: [], counted: new Set() }
      pairs.set(key, pair)
      if (pair.counted.has(sighting.segment)) continue
      pair.counted.add(sighting.segment)
      pair.common.push([sighting, other])
    }
    return [...pairs.values()].map(({ common }) => common)
  }
}

/** What a segment can be known by whatever its addresses and sequence numbers have become. */
function* tokensOf(segment: WireSegment, before: WireSegment | null): Generator<string> {
  // Without an acknowledgment number nothing tells of the other side; a reset may bear any numbers.
  if (!hasFlag(segment, Flag.ACK) || hasFlag(segment, Flag.RST)) return
  const { options, ipId, length, payloadHash } = segment
  const { tsval, tsecr } = options
  if (tsval !== null) yield `ts ${tsval} ${tsecr} ${length} ${ipId}`
  if (tsval !== null) yield `ts ${tsval} ${tsecr} ${length}`
  if (payloadHash !== null && length >= TELLING_PAYLOAD) yield `payload ${length} ${payloadHash}`
  if (ipId !== null && ipId !== 0 && before !== null && before.ipId !== 0) {
    yield `id ${before.ipId} ${ipId} ${before.length} ${length}`
  }
}

/** What tells that a segment at one end is that segment at the other. */
import { Flag } from '../../contracts/abi'
import type { WireSegment } from './wireSegment'
import { inSlices, type Work } from './work'

/** Left out of the key: segmentation offload moves PSH, and paths clear marks of congestion. */
const KEY_FLAGS = Flag.FIN | Flag.SYN | Flag.RST | Flag.ACK | Flag.URG

/** Equal for all transmissions of one segment. */
export const segmentKey = ({ seq, ack, length, flags }: WireSegment): string =>
  `${seq} ${ack} ${length} ${flags & KEY_FLAGS}`

/** A field that tells one transmission from the next, unless the path rewrites it. */
export interface Discriminator {
  readonly name: string
  /** null: this segment doesn't have it. */
  readonly read: (segment: WireSegment) => number | string | null
}

export const DISCRIMINATORS: readonly Discriminator[] = [
  { name: 'timestamp value', read: ({ options }) => options.tsval },
  { name: 'timestamp echo', read: ({ options }) => options.tsecr },
  // 0 is what stacks send that don't number their packets.
  { name: 'IP identification', read: ({ ipId }) => (ipId === 0 ? null : ipId) },
  { name: 'window', read: ({ window }) => window },
  { name: 'SACK', read: ({ options }) => options.sack.join(' ') },
  { name: 'payload', read: ({ payloadHash }) => payloadHash },
]

/** A path that keeps a field keeps it nearly always; single alterations are still found. */
const KEPT_SHARE = 0.9

/** The discriminators that the path leaves as they are, by pairs that are surely the same segment. */
export function* keptDiscriminators(
  pairs: readonly (readonly [sent: WireSegment, got: WireSegment])[],
): Work<readonly Discriminator[]> {
  const kept: Discriminator[] = []
  for (const discriminator of DISCRIMINATORS) {
    let comparable = 0
    let equal = 0
    yield* inSlices(pairs, ([sent, got]) => {
      const before = discriminator.read(sent)
      const after = discriminator.read(got)
      if (before === null && after === null) return
      comparable += 1
      if (before === after) equal += 1
    })
    if (equal >= comparable * KEPT_SHARE) kept.push(discriminator)
  }
  return kept
}

/** Equal for one transmission at both ends, as far as `kept` tells transmissions apart. */
export function transmissionKey(segment: WireSegment, kept: readonly Discriminator[]): string {
  let key = segmentKey(segment)
  for (const { read } of kept) key += ` ${read(segment)}`
  return key
}

/** Groups of segments at both ends by a key, each in order of capture; indexes into the lists given. */
export interface Group {
  readonly sent: number[]
  readonly got: number[]
}

export function* groupsBy(
  sent: readonly WireSegment[],
  got: readonly WireSegment[],
  keyOf: (segment: WireSegment) => string,
): Work<Group[]> {
  const groups = new Map<string, Group>()
  const groupOf = (segment: WireSegment): Group => {
    const key = keyOf(segment)
    const group = groups.get(key) ?? { sent: [], got: [] }
    groups.set(key, group)
    return group
  }
  yield* inSlices(sent, (segment, index) => groupOf(segment).sent.push(index))
  yield* inSlices(got, (segment, index) => groupOf(segment).got.push(index))
  return [...groups.values()]
}

/** A flow with its segments of both captures, and what is sure of them before the clocks are known. */
import type { Side } from '../../contracts/flow'
import type { CaptureEnd } from './captureEnd'
import type { FlowFacts } from './flowFacts'
import type { Discriminator } from './identity'
import type { FlowPair } from './matchFlows'
import { type SegmentPair, surePairs } from './matchSegments'
import { readWire } from './readWire'
import { otherSide, type WireSegment } from './wireSegment'
import type { Work } from './work'

/** One direction as the first and the second capture have it. */
export interface BothSeen {
  readonly first: readonly WireSegment[]
  readonly second: readonly WireSegment[]
  /** Surely the same segment, the first capture's first. */
  readonly pairs: readonly SegmentPair[]
  readonly kept: readonly Discriminator[]
}

export type ReadFlow = { readonly [Name in Side]: BothSeen }

/** @throws with a sentence where a capture's file can't be read any more. */
export function* readPair(first: CaptureEnd, second: CaptureEnd, pair: FlowPair): Work<ReadFlow> {
  const theirSide = (side: Side): Side => (pair.isSwapped ? otherSide(side) : side)
  const originOf = (side: Side): number =>
    pair.first[side].origin ?? ((pair.second[theirSide(side)].origin ?? 0) - pair.shift[side]) >>> 0
  const origin = { client: originOf('client'), server: originOf('server') }
  const unshifted = { client: 0, server: 0 }
  const ours = yield* readWire(first, pair.first.flow, { isSwapped: false, shift: unshifted, origin })
  const theirs = yield* readWire(second, pair.second.flow, { isSwapped: pair.isSwapped, shift: pair.shift, origin })
  return yield* bothSeen(ours, theirs)
}

/** A flow that one capture has and the other lacks. */
export function* readOne(end: CaptureEnd, facts: FlowFacts, isFirst: boolean): Work<ReadFlow> {
  const origin = { client: facts.client.origin ?? 0, server: facts.server.origin ?? 0 }
  const segments = yield* readWire(end, facts.flow, { isSwapped: false, shift: { client: 0, server: 0 }, origin })
  return yield* isFirst ? bothSeen(segments, []) : bothSeen([], segments)
}

function* bothSeen(first: readonly WireSegment[], second: readonly WireSegment[]): Work<ReadFlow> {
  return { client: yield* seenOf('client', first, second), server: yield* seenOf('server', first, second) }
}

function* seenOf(side: Side, first: readonly WireSegment[], second: readonly WireSegment[]): Work<BothSeen> {
  const ours = first.filter(({ from }) => from === side)
  const theirs = second.filter(({ from }) => from === side)
  return { first: ours, second: theirs, ...(yield* surePairs({ sent: ours, got: theirs })) }
}

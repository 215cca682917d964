/** Segments that one segment has to do with: what it acknowledges, what acknowledges it, its other tries. */
import { Flag } from '../../contracts/abi'
import type { LadderPeers, PeerSegment } from '../../contracts/ladder'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { type FlowRows, hasFlag, positionOfSegment, senderOf, sequenceEnd } from './flowRows'
import { type LadderPlan, rowOfPosition } from './plan'
import { previousTry } from './tries'

/** Segments that a search passes over at most. */
const REACH = 4096

/** The peers of the segment at `position`. */
export function peersOf(plan: LadderPlan, position: number): LadderPeers {
  const { flow } = plan
  const peer = (found: number): PeerSegment | null =>
    found < 0
      ? null
      : {
          frame: frameNumber(flow.frame[found] ?? 0),
          segment: segmentIndex(flow.segment[found] ?? 0),
          row: rowOfPosition(plan, found),
        }
  return {
    segment: segmentIndex(flow.segment[position] ?? 0),
    frame: frameNumber(flow.frame[position] ?? 0),
    acks: peer(positionOfSegment(flow, flow.acks[position] ?? 0)),
    ackedBy: peer(firstAckOf(flow, position)),
    repeats: peer(previousTry(flow, position)),
    repeatedBy: peer(nextTry(flow, position)),
  }
}

/** The first later segment of the peer whose ack covers all of this one; -1: none in reach. */
export function firstAckOf(flow: FlowRows, position: number): number {
  const end = sequenceEnd(flow, position)
  if (end === (flow.seq[position] ?? 0)) return -1
  const side = senderOf(flow, position)
  const until = Math.min(flow.count, position + REACH)
  for (let later = position + 1; later < until; later++) {
    const isAnswer = senderOf(flow, later) !== side && hasFlag(flow, later, Flag.ACK)
    if (isAnswer && (flow.ack[later] ?? 0) >= end) return later
  }
  return -1
}

/** The next segment that repeats this one; -1: none in reach. */
function nextTry(flow: FlowRows, position: number): number {
  const end = sequenceEnd(flow, position)
  const seq = flow.seq[position] ?? 0
  if (end === seq) return -1
  const side = senderOf(flow, position)
  const until = Math.min(flow.count, position + REACH)
  for (let later = position + 1; later < until; later++) {
    if (senderOf(flow, later) !== side || (flow.seq[later] ?? 0) >= end || sequenceEnd(flow, later) <= seq) continue
    if (previousTry(flow, later) === position) return later
  }
  return -1
}

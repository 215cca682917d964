/** Pairs tries of one segment: what a retransmission repeats, and whether a try left any trace. */
import { Analysis, Flag } from '../../contracts/abi'
import { type FlowRows, hasAnalysis, hasFlag, senderOf, sequenceEnd } from './flowRows'

/** Segments that a search passes over at most. */
const REACH = 4096

const CONTROLS = Flag.SYN | Flag.FIN

/** Whether two segments of one side carry the same SYN, the same FIN, or the same first byte of data. */
function isSameTry(rows: FlowRows, earlier: number, later: number): boolean {
  const wanted = (rows.flags[later] ?? 0) & CONTROLS
  if (wanted !== 0 && rows.length[later] === 0) {
    const earlierFlags = rows.flags[earlier] ?? 0
    if ((earlierFlags & wanted) !== wanted) return false
    if ((wanted & Flag.FIN) !== 0) return sequenceEnd(rows, earlier) === sequenceEnd(rows, later)
    // In a simultaneous open the SYN,ACK takes the number of the SYN before it and still isn't the same segment.
    return (earlierFlags & Flag.ACK) === ((rows.flags[later] ?? 0) & Flag.ACK)
  }
  const seq = rows.seq[later] ?? 0
  return (rows.length[earlier] ?? 0) > 0 && (rows.seq[earlier] ?? 0) <= seq && seq < sequenceEnd(rows, earlier)
}

/** Position of the latest earlier try of a retransmitted segment; -1: it repeats none, or none within reach. */
export function previousTry(rows: FlowRows, position: number): number {
  if (!hasAnalysis(rows, position, Analysis.RETRANSMISSION)) return -1
  const side = senderOf(rows, position)
  const until = Math.max(0, position - REACH)
  for (let earlier = position - 1; earlier >= until; earlier--) {
    if (senderOf(rows, earlier) === side && isSameTry(rows, earlier, position)) return earlier
  }
  return -1
}

/**
 * Whether a segment truly repeats one. Wireshark also flags the SYN,ACK of a simultaneous open, which takes the sequence
 * number of the SYN before it: that is no repetition.
 */
export function isRepetition(rows: FlowRows, position: number): boolean {
  if (!hasAnalysis(rows, position, Analysis.RETRANSMISSION)) return false
  return !hasFlag(rows, position, Flag.SYN) || previousTry(rows, position) >= 0
}

/**
 * Whether a segment seems lost: its sender sent it again before the peer acknowledged it; or, for a bare ACK, the peer
 * then repeated the very SYN or FIN that it acknowledges. Presumed: its answer may be what was lost.
 */
export function seemsLost(rows: FlowRows, position: number): boolean {
  if (hasFlag(rows, position, Flag.RST)) return false
  const occupies = sequenceEnd(rows, position) > (rows.seq[position] ?? 0)
  return occupies ? isSentAgainUnacknowledged(rows, position) : isAnsweredByRepetition(rows, position)
}

function isSentAgainUnacknowledged(rows: FlowRows, position: number): boolean {
  const side = senderOf(rows, position)
  const seq = rows.seq[position] ?? 0
  const until = Math.min(rows.count, position + REACH)
  for (let later = position + 1; later < until; later++) {
    if (senderOf(rows, later) !== side) {
      if (hasFlag(rows, later, Flag.ACK) && (rows.ack[later] ?? 0) > seq) return false
    } else if (hasAnalysis(rows, later, Analysis.RETRANSMISSION) && isSameTry(rows, position, later)) {
      return !hasAnalysis(rows, later, Analysis.SPURIOUS_RETRANSMISSION)
    }
  }
  return false
}

/** Segments looked at after an ACK for the repetition that shows its loss. */
const ANSWER_REACH = 16

function isAnsweredByRepetition(rows: FlowRows, position: number): boolean {
  const side = senderOf(rows, position)
  const ack = rows.ack[position] ?? 0
  const until = Math.min(rows.count, position + ANSWER_REACH)
  for (let later = position + 1; later < until; later++) {
    // A further segment of the same side acknowledges as much: whichever got lost, it wasn't this one alone.
    if (senderOf(rows, later) === side) return false
    const repeats = hasFlag(rows, later, CONTROLS) && hasAnalysis(rows, later, Analysis.RETRANSMISSION)
    if (repeats && sequenceEnd(rows, later) === ack) return true
  }
  return false
}

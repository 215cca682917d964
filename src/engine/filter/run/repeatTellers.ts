/** What Wireshark tells of ACKs that repeat and of data sent again, counted as it counts. */
import { Analysis, Flag } from '../../../contracts/abi'
import { type FlowRows, hasAnalysis, hasFlag, otherSide, SIDES, senderOf, sequenceEnd } from '../../ladder/flowRows'

/** Sent again for another reason than a timer that ran out. */
const UNTIMED = Analysis.FAST_RETRANSMISSION | Analysis.SPURIOUS_RETRANSMISSION

export type RepeatName = 'duplicateNumber' | 'duplicateFrame' | 'timeout' | 'timeoutFrame'

/** Asked for one position after another, from 0. @returns NaN where the segment has none. */
export type Teller = (rows: FlowRows) => (at: number) => number

/** How many times an ACK was repeated, and the frame that said it first. */
function duplicates(rows: FlowRows, what: 'number' | 'frame'): (at: number) => number {
  const sides = SIDES.map(() => ({ ack: Number.NaN, first: Number.NaN, count: 0 }))
  return (at) => {
    const side = sides[senderOf(rows, at)]
    if (side === undefined) return Number.NaN
    let told = Number.NaN
    if (hasAnalysis(rows, at, Analysis.DUPLICATE_ACK)) {
      side.count += 1
      told = what === 'number' ? side.count : side.first
    }
    const ack = rows.ack[at] ?? 0
    if (ack !== side.ack) {
      side.ack = ack
      side.first = rows.frame[at] ?? 0
      side.count = 0
    }
    return told
  }
}

/** Of data sent again: since the oldest that was not acknowledged then, or else since the last that was new. */
function timeouts(rows: FlowRows, what: 'time' | 'frame'): (at: number) => number {
  const sides = SIDES.map(() => ({ sent: [] as number[], head: 0, newest: -1, next: 0 }))
  return (at) => {
    const sender = senderOf(rows, at)
    const [own, peer] = [sides[sender], sides[otherSide(sender)]]
    if (own === undefined || peer === undefined) return Number.NaN
    const isTimedOut = hasAnalysis(rows, at, Analysis.RETRANSMISSION) && !hasAnalysis(rows, at, UNTIMED)
    const reference = isTimedOut ? (own.sent[own.head] ?? own.newest) : -1
    const end = sequenceEnd(rows, at)
    if (end > (rows.seq[at] ?? 0)) own.sent.push(at)
    if (own.newest < 0 || end > own.next) {
      own.newest = at
      own.next = end
    }
    if (hasFlag(rows, at, Flag.ACK)) {
      const ack = rows.ack[at] ?? 0
      while (peer.head < peer.sent.length && sequenceEnd(rows, peer.sent[peer.head] ?? 0) <= ack) peer.head += 1
    }
    if (reference < 0) return Number.NaN
    const since = (rows.time[at] ?? 0) - (rows.time[reference] ?? 0)
    // A time of 0 is told as none.
    return since === 0 ? Number.NaN : what === 'time' ? since : (rows.frame[reference] ?? 0)
  }
}

export const REPEAT_TELLERS: Readonly<Record<RepeatName, Teller>> = {
  duplicateNumber: (rows) => duplicates(rows, 'number'),
  duplicateFrame: (rows) => duplicates(rows, 'frame'),
  timeout: (rows) => timeouts(rows, 'time'),
  timeoutFrame: (rows) => timeouts(rows, 'frame'),
}

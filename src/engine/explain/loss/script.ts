/** What both applications went on to do after a segment: the part of the flow that a loss delays, but doesn't change. */
import { Flag } from '../../../contracts/abi'
import { type FlowRows, otherSide, senderOf, sequenceEnd } from '../../ladder/flowRows'
import { isPassedOver } from '../explained'
import type { SoFar } from '../walk'

/** A segment that a side would send all the same, once it got what it answers. */
export interface Intent {
  readonly position: number
  readonly kind: 'syn' | 'data' | 'ack' | 'reset'
  /** When it was sent. */
  readonly timeNs: number
  readonly seq: number
  readonly end: number
  readonly fin: boolean
  /** Number of the peer that its sender had got by then. */
  readonly needs: number
  /** How long it came after that. */
  readonly thinkNs: number
  readonly window: number
}

const MOST_INTENTS = 250
const REACH = 2500

/** Intents of both sides after `position`, in order. @param sides what was sent and acknowledged up to there. */
export function scriptAfter(rows: FlowRows, position: number, sides: SoFar): readonly [Intent[], Intent[]] {
  const script: [Intent[], Intent[]] = [[], []]
  const sent = [sides[0].sndNxt ?? 0, sides[1].sndNxt ?? 0]
  const acked = [sides[0].rcvNxt ?? 0, sides[1].rcvNxt ?? 0]
  const windows = [sides[0].window ?? 0, sides[1].window ?? 0]
  /** When each side's numbers got how far. */
  const progress: [number, number][][] = [[], []]
  progress[senderOf(rows, position)]?.push([sent[senderOf(rows, position)] ?? 0, rows.time[position] ?? 0])
  const until = Math.min(rows.count, position + 1 + REACH)
  for (let at = position + 1; at < until && script[0].length + script[1].length < MOST_INTENTS; at++) {
    if (isPassedOver(rows, at)) continue
    const side = senderOf(rows, at)
    const flags = rows.flags[at] ?? 0
    const end = sequenceEnd(rows, at)
    const timeNs = rows.time[at] ?? 0
    const needs = (flags & Flag.ACK) === 0 ? 0 : (rows.ack[at] ?? 0)
    const kind = kindOf(flags, end > (sent[side] ?? 0), needs > (acked[side] ?? 0), windows[side] !== rows.window[at])
    if (kind !== null) {
      const got = progress[otherSide(side)]?.find(([reached]) => reached >= needs)?.[1]
      const fin = (flags & Flag.FIN) !== 0
      const thinkNs = got === undefined ? 0 : Math.max(0, timeNs - got)
      const window = rows.window[at] ?? 0
      script[side].push({ position: at, kind, timeNs, seq: rows.seq[at] ?? 0, end, fin, needs, thinkNs, window })
    }
    if ((flags & Flag.RST) !== 0) continue
    if (end > (sent[side] ?? 0)) {
      sent[side] = end
      progress[side]?.push([end, timeNs])
    }
    acked[side] = Math.max(acked[side] ?? 0, needs)
    windows[side] = rows.window[at] ?? 0
  }
  return script
}

/** null: a repetition, or what the endpoints do by themselves. */
function kindOf(flags: number, isMore: boolean, acksMore: boolean, isOtherWindow: boolean): Intent['kind'] | null {
  if ((flags & Flag.RST) !== 0) return 'reset'
  if ((flags & Flag.SYN) !== 0) return (flags & Flag.ACK) === 0 && isMore ? 'syn' : null
  if (isMore) return 'data'
  return acksMore || isOtherWindow ? 'ack' : null
}

/** TIME_WAIT lasts longer or shorter than the wire lets expect. */

import { TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import type { LocalEnd } from '../end'
import type { DisagreementRule } from './rule'

/** `ss` tells whole seconds, and kernels round their timers up. */
const ABOUT_NS = 3e9

/** Nanoseconds that TIME_WAIT goes on by the wire: 2MSL since the last segment of this end; null: not known. */
function leftByWire(end: LocalEnd): number | null {
  const { timeWaitMs } = end.sight.table
  if (timeWaitMs === null || end.state !== TcpState.TIME_WAIT || end.isReset) return null
  return end.flow.roughSentNs(end.endpoint) + timeWaitMs * 1e6 - end.readNs
}

const leftByKernel = ({ socket }: LocalEnd): number | null =>
  socket?.timer?.kind === 'time-wait' ? socket.timer.leftMs * 1e6 : null

const leftWords = (ns: number | null): string =>
  ns === null || ns <= 0 ? said`TIME_WAIT should be over` : said`TIME_WAIT goes on for ${durationWords(ns)}`

export const timeWaitDiffers: DisagreementRule = {
  id: 'time-wait-differs',
  states: ['TIME_WAIT'],
  holdsMs: 1000,
  judge(end) {
    const wire = leftByWire(end)
    const kernel = leftByKernel(end)
    return wire !== null && kernel !== null && Math.abs(wire - kernel) > ABOUT_NS ? 'note' : null
  },
  title: () => said`TIME_WAIT ends at another time`,
  words: (end) => ({
    wire: leftWords(leftByWire(end)),
    kernel: leftWords(leftByKernel(end)),
    meaning:
      (leftByWire(end) ?? 0) < (leftByKernel(end) ?? 0)
        ? said`a segment that the capture does not show restarted the timer`
        : said`the last segment did not restart the timer`,
  }),
  verdict: null,
}

/** The kernel had the socket and gave it up early: too many of them, or something reset it. */
export const timeWaitCut: DisagreementRule = {
  id: 'time-wait-cut-short',
  states: ['none'],
  holdsMs: 1000,
  judge: (end) => (end.wasListed && (leftByWire(end) ?? 0) > ABOUT_NS ? 'note' : null),
  title: () => said`TIME_WAIT ended early`,
  words: (end) => ({
    wire: leftWords(leftByWire(end)),
    kernel: said`the socket is gone`,
    meaning: said`it was reset, its ports were taken again, or this host has as many in TIME_WAIT as it allows`,
  }),
  verdict: null,
}

import type { SocketTimerKind } from '../../../contracts/sockets'
import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { evidence } from '../../verdicts/story'
import { durationWords, pluralWords } from '../../words'
import type { LocalEnd } from '../end'
import { type DisagreementRule, SETTLE_MS } from './rule'

/** A segment that the kernel sent is captured within this time. */
const ON_ITS_WAY_NS = 1e9

/** Linux waits with its probe timer where not even the first try got out: what was never sent can't be sent again. */
const SENDS_AGAIN: readonly SocketTimerKind[] = ['retransmission', 'persist']

/** When the kernel last sent data, by its own clock; null: unknown. */
function kernelSentNs({ socket, readNs }: LocalEnd): number | null {
  const ms = socket?.metrics?.lastSendMs
  return ms === undefined ? null : readNs - ms * 1e6
}

/** The kernel sends again and again, and nothing of it reaches the interface. */
export const notLeaving: DisagreementRule = {
  id: 'not-leaving',
  states: ['ESTABLISHED', 'CLOSE_WAIT', 'FIN_WAIT_1', 'CLOSING', 'LAST_ACK'],
  holdsMs: SETTLE_MS,
  judge(end) {
    const { socket } = end
    if (socket === null || end.isReset || socket.timer === null || !SENDS_AGAIN.includes(socket.timer.kind)) return null
    if (socket.timer.tries === 0 || socket.sendQueue === 0) return null
    const sent = kernelSentNs(end)
    return sent !== null && sent - end.flow.roughSentNs(end.endpoint) > ON_ITS_WAY_NS ? 'stuck' : null
  },
  title: () => said`Segments do not leave this host`,
  words: (end) => ({
    wire: said`${end.name} has sent nothing for ${durationWords(end.sinceNs(end.flow.roughSentNs(end.endpoint)))}`,
    kernel: said`${end.kernelState}, tried ${pluralWords(end.socket?.timer?.tries ?? 0, 'time')} to send meanwhile`,
    meaning: said`the firewall of this host (or its queue) drops the segments on the way out, or they take another interface`,
  }),
  verdict: {
    evidence: (story, { endpoint }) =>
      evidence([story.last((segment) => segment.sender === endpoint), said`the last segment that left`]),
    expectedNext: (end) => said`Data from ${end.name} as soon as it is let out.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way out:`, LOCAL_FIREWALL),
  },
}

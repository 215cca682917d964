import { Analysis, EndpointBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { nextStep, unreadBytes as whatIsUnread, whatItDoes } from '../../verdicts/nextSteps'
import { evidence } from '../../verdicts/story'
import { holder, holderOr, unreadBytes, unreadWords } from '../words'
import type { DisagreementRule } from './rule'

/** Bytes lie in the receive queue, and the application took none of them for a while. */
export const unread: DisagreementRule = {
  id: 'not-reading',
  states: ['ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSE_WAIT'],
  holdsMs: 3000,
  judge(end) {
    const { socket } = end
    if (socket === null || end.isReset || unreadBytes(socket) === 0) return null
    return end.flow.endpointHas(end.endpoint, EndpointBit.WINDOW_CLOSED) ? 'stuck' : 'warning'
  },
  /** Bytes that the application has read so far. */
  progress: ({ socket, flow, peer }) =>
    (socket?.metrics?.bytesReceived ?? flow.bytes(peer)) - (socket?.receiveQueue ?? 0),
  title: () => said`Application does not read`,
  words(end, heldMs) {
    const { socket } = end
    const isClosed = end.flow.endpointHas(end.endpoint, EndpointBit.WINDOW_CLOSED)
    const unreadOf = socket === null ? '' : unreadWords(socket)
    const who = socket === null ? said`its application` : holderOr(socket, said`its application`)
    return {
      wire: isClosed ? said`${end.name} has closed its window` : said`${end.name} acknowledged what its peer sent`,
      kernel: said`${end.kernelState}, ${unreadOf} unread`,
      meaning: said`${who} has read nothing for ${Math.floor(heldMs / 1000)} s`,
    }
  },
  verdict: {
    evidence: (story, { endpoint, peer }) =>
      evidence(
        [story.last((segment) => segment.sender === peer && segment.length > 0), said`the last data that came`],
        [
          story.last((segment) => segment.sender === endpoint && (segment.analysis & Analysis.ZERO_WINDOW) !== 0),
          said`window 0`,
        ],
      ),
    expectedNext: (end) => said`${end.name} opens its window, or answers, once its application reads.`,
    nextStep(end) {
      const process = holder(end.socket)
      return process === null
        ? nextStep(said`See the unread bytes (Recv-Q) and the process:`, whatIsUnread(end.address, end.port))
        : nextStep(
            said`See what ${process.name} (pid ${process.pid}) does instead of reading:`,
            whatItDoes(process.pid),
          )
    },
  },
}

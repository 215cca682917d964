/** The wire shows an open connection that the kernel has no socket of. */

import { EndpointBit, TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { localSocket, nextStep } from '../../verdicts/nextSteps'
import { evidence } from '../../verdicts/story'
import { durationWords } from '../../words'
import type { LocalEnd } from '../end'
import type { DisagreementRule } from './rule'

const OPEN: readonly TcpState[] = [
  TcpState.ESTABLISHED,
  TcpState.FIN_WAIT_1,
  TcpState.FIN_WAIT_2,
  TcpState.CLOSE_WAIT,
  TcpState.CLOSING,
]
/** An end that sent this short a while ago may have been closed by what comes next. */
const QUIET_NS = 1e9

/** A flow that began so long ago was there at some readings. */
const FIRST_READING_NS = 2e9

const isOpen = (end: LocalEnd): boolean =>
  !end.isReset &&
  OPEN.includes(end.state) &&
  end.flow.endpointHas(end.endpoint, EndpointBit.ACTIVE) &&
  end.sinceNs(end.flow.roughSentNs(end.endpoint)) > QUIET_NS

const quietWords = (end: LocalEnd): string =>
  said`${end.stateName}, ${end.name} last sent ${durationWords(end.sinceNs(end.flow.roughSentNs(end.endpoint)))} ago`

/** There was a socket: its process died, its timer ran out, or it gave up, and the peer wasn't told. */
export const connectionGone: DisagreementRule = {
  id: 'connection-gone',
  states: ['none'],
  holdsMs: 1000,
  judge: (end) => (end.wasListed && isOpen(end) ? 'warning' : null),
  title: () => said`Connection no longer known here (half-open)`,
  words: (end) => ({
    wire: quietWords(end),
    kernel: said`the socket is gone`,
    meaning:
      end.state === TcpState.FIN_WAIT_2
        ? said`nobody held it and its timer ran out; what the peer still sends is answered with RST`
        : said`its process or its retries ended, and neither FIN nor RST reached the wire; the peer takes it for open`,
  }),
  verdict: {
    evidence: (story, { endpoint }) =>
      evidence([story.last((segment) => segment.sender === endpoint), said`the last segment of this host`]),
    expectedNext: (end) => said`RST from ${end.name} for whatever ${end.peerName} sends.`,
    nextStep: (end) => nextStep(said`See that the kernel has no such socket:`, localSocket(end.address, end.port)),
  },
}

/** There never was one that we saw. Asked on demand: it rests on nothing that a reading has to be waited for. */
export const notOfThisKernel: DisagreementRule = {
  id: 'no-socket',
  states: ['none'],
  holdsMs: 2000,
  judge: (end) =>
    !end.wasListed && isOpen(end) && end.sinceNs(end.flow.roughFirstNs) > FIRST_READING_NS ? 'note' : null,
  title: () => said`No such socket here`,
  words: (end) => ({
    wire: quietWords(end),
    kernel: said`no such socket, nor one since the capture began`,
    meaning: said`it ended before, or belongs to a container, a virtual machine or a port that is forwarded`,
  }),
  verdict: null,
}

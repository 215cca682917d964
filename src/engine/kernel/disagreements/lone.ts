/** What the kernel alone says of sockets that no flow of the capture is. */
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { isFull } from '../listeners'
import { holderOr, queueWords } from '../words'
import { type LoneRule, SETTLE_MS } from './rule'

/** A listener whose queue is full, whether SYNs come just now or not. */
export const listenerFull: LoneRule = {
  id: 'listener-full',
  states: ['LISTEN'],
  holdsMs: 1000,
  judge: (socket) => (isFull(socket) ? 'warning' : null),
  title: () => said`Accept queue full`,
  words: (socket) => ({
    wire: said`SYNs towards port ${socket.local.port} go unanswered`,
    kernel: said`the accept queue is full (${queueWords(socket)})`,
    meaning: said`${holderOr(socket, said`the listening process`)} does not call accept()`,
  }),
}

/** A SYN that the kernel sends again and the capture doesn't show. */
export const synNotCaptured: LoneRule = {
  id: 'syn-not-captured',
  states: ['SYN_SENT'],
  holdsMs: SETTLE_MS,
  judge: (socket) => ((socket.timer?.tries ?? 0) > 0 ? 'note' : null),
  title: () => said`SYN is not in the capture`,
  words: (socket) => ({
    wire: said`no SYN`,
    kernel: said`SYN_SENT, sent again ${pluralWords(socket.timer?.tries ?? 0, 'time')}`,
    meaning: said`it leaves by an interface that is not captured, the capture filter leaves it out, or the firewall of this host drops it on the way out`,
  }),
}

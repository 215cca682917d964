/** What the kernel alone says of sockets that no flow of the capture is. */
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
  title: 'Accept queue full',
  words: (socket) => ({
    wire: `SYNs towards port ${socket.local.port} go unanswered`,
    kernel: `the accept queue is full (${queueWords(socket)})`,
    meaning: `${holderOr(socket, 'the listening process')} does not call accept()`,
  }),
}

/** A SYN that the kernel sends again and the capture doesn't show. */
export const synNotCaptured: LoneRule = {
  id: 'syn-not-captured',
  states: ['SYN_SENT'],
  holdsMs: SETTLE_MS,
  judge: (socket) => ((socket.timer?.tries ?? 0) > 0 ? 'note' : null),
  title: 'SYN is not in the capture',
  words: (socket) => ({
    wire: 'no SYN',
    kernel: `SYN_SENT, sent again ${pluralWords(socket.timer?.tries ?? 0, 'time')}`,
    meaning:
      'it leaves by an interface that is not captured, the capture filter leaves it out, or the firewall of this host drops it on the way out',
  }),
}

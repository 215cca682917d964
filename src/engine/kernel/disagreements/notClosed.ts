import { TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { holderOr, unreadBytes } from '../words'
import type { DisagreementRule } from './rule'

/** CLOSE_WAIT, with the name of the process that should call close(). The verdict on it is the wire's. */
export const notClosed: DisagreementRule = {
  id: 'not-closed',
  states: ['CLOSE_WAIT'],
  holdsMs: 5000,
  judge: (end) => (end.state === TcpState.CLOSE_WAIT && !end.isReset ? 'stuck' : null),
  title: () => said`Application does not close (CLOSE_WAIT)`,
  words(end) {
    const { socket } = end
    const since = durationWords(end.sinceNs(end.flow.roughAdvanceNs(end.peer)))
    const isEndUnread = socket !== null && socket.receiveQueue > 0
    const unread = socket !== null && unreadBytes(socket) > 0
    return {
      wire: said`the FIN of ${end.peerName} came ${since} ago`,
      kernel: `CLOSE_WAIT${isEndUnread ? (unread ? said`, data unread` : said`, the end of the data not read`) : ''}`,
      meaning: said`${socket === null ? said`its application` : holderOr(socket, said`its application`)} has not called close()`,
    }
  },
  verdict: null,
}

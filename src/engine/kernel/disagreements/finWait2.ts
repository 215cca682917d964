import { said } from '../../said/said'
import { durationWords } from '../../words'
import { holderWords } from '../words'
import type { DisagreementRule } from './rule'

/** FIN_WAIT_2 ends by a timer where no process holds the socket, and by none where one does. */
export const finWait2Held: DisagreementRule = {
  id: 'fin-wait-2-held',
  states: ['FIN_WAIT_2'],
  holdsMs: 3000,
  judge: (end) => (end.isReset ? null : 'note'),
  title: () => said`Waits for the FIN of the peer (FIN_WAIT_2)`,
  words: (end) => {
    const { socket } = end
    const timer = socket?.timer ?? null
    const process = socket === null ? null : holderWords(socket)
    return {
      wire: said`${end.peerName} acknowledged the FIN and has sent none`,
      kernel: `FIN_WAIT_2${process === null ? '' : said`, ${process}`}`,
      meaning:
        timer === null
          ? said`a process still holds the socket, so no timer ends it`
          : said`no process holds the socket; the kernel forgets it in ${durationWords(timer.leftMs * 1e6)}`,
    }
  },
  verdict: null,
}

/** What a loss comes to, in one sentence. */
import type { LossOutcome } from '../../../contracts/explain'
import { said } from '../../said/said'
import { byteWords, durationWords } from '../../words'
import type { LostKind } from './kind'

/** What a replay can come to. */
export type ReplayedOutcome = Exclude<LossOutcome, 'captured'>

export interface LossFacts {
  readonly kind: LostKind
  readonly outcome: ReplayedOutcome
  /** Who sent it, and the other one, as words. */
  readonly sender: string
  readonly peer: string
  readonly length: number
  /** The state of either as the segment is lost. */
  readonly states: readonly [sender: string, peer: string]
  /** The first segment sent again: how, by whom, and how long after the loss. */
  readonly again: {
    readonly isFast: boolean
    readonly byPeer: boolean
    readonly hasAck: boolean
    readonly afterNs: number
  } | null
  readonly delayNs: number | null
  /** Frame that says as much, and how long after it. */
  readonly covers: { readonly frame: number; readonly afterNs: number } | null
}

export function lossSentence(facts: LossFacts): string {
  switch (facts.outcome) {
    case 'unchanged':
      return unchanged(facts)
    case 'repaired':
      return `${repaired(facts)}${later(facts)}`
    case 'doubtful':
      return doubtful(facts)
    case 'given-up':
      return said`The loss is not made good within what the capture shows of the connection.`
  }
}

const later = ({ delayNs }: LossFacts): string =>
  delayNs === null || delayNs <= 0 ? '' : said` All in all that costs ${durationWords(delayNs)}.`

function unchanged({ kind, covers, peer }: LossFacts): string {
  if (kind === 'nothing') return said`Nothing would change: it says what was said before.`
  if (kind === 'probe') return said`Nothing would change but the time: the next probe asks again.`
  if (kind === 'window')
    return said`Nothing would change: the ${peer} had no need of the new window before the next one came.`
  if (covers === null) return said`Nothing would change: no timer runs out for it.`
  return said`Nothing would change: frame ${covers.frame} acknowledges as much, ${durationWords(covers.afterNs)} later, before any timer runs out.`
}

function repaired({ kind, sender, peer, again, length, states }: LossFacts): string {
  const [own, others] = states
  const syn = again?.hasAck === true ? 'SYN,ACK' : 'SYN'
  const wait = durationWords(again?.afterNs ?? 0)
  switch (kind) {
    case 'syn':
      return said`The ${peer} would not know of it: after ${wait} the ${sender} sends its SYN again.`
    case 'syn-ack':
      return again?.byPeer === true
        ? said`The ${peer} would stay in ${others}: after ${wait} it sends its ${syn} again, and the ${sender}, in ${own}, answers anew.`
        : said`The ${peer} would stay in ${others}: after ${wait} the ${sender} sends its SYN,ACK again.`
    case 'open-ack':
      return said`The ${peer} would stay in SYN_RCVD: after ${wait} it sends its SYN,ACK again, and the ${sender} acknowledges again.`
    case 'data':
      return again?.isFast === true
        ? said`What comes after it brings duplicate ACKs: at the third, ${wait} after the loss, the ${sender} sends the ${byteWords(length)} again, without waiting for its timer.`
        : said`Nothing tells the ${sender} of the loss: after ${wait} its timer runs out, and it sends the ${byteWords(length)} again.`
    case 'fin':
      return said`The ${peer} would not know that the ${sender} is done: after ${wait} the ${sender} sends its FIN again.`
    case 'last-ack':
      return said`The ${peer} would stay in LAST_ACK: after ${wait} it sends its FIN again; the ${sender}, still in TIME_WAIT, acknowledges again, and its 2MSL starts anew.`
    case 'fin-ack':
      return said`The ${peer} would stay in ${others}: after ${wait} it sends its FIN again, and the ${sender} acknowledges again.`
    case 'window':
      return said`The ${peer} would wait for the window to open: after ${wait} it asks with a probe, and the answer tells the window.`
    case 'reset':
      return said`The ${peer} would go on as if nothing had happened: ${wait} later it sends something, and gets another RST.`
    default:
      return said`The ${peer} would take its data for lost: after ${wait} it sends it again in vain, and the ${sender} acknowledges again.`
  }
}

function doubtful({ kind, sender, peer }: LossFacts): string {
  if (kind === 'reset') {
    return said`The ${peer} would never learn that the ${sender} is gone: half-open, until it sends something, and gets a RST for it.`
  }
  return said`Only the ${sender} would go on: nothing more of the ${peer} was captured that shows how it ends.`
}

/** What is wrong with a capture, and which verdicts that weakens. */

import type { QualityIssue } from '../../contracts/summary'
import { said } from '../said/said'

/** Verdicts that rest on something not seen. */
export const RESTS_ON_SILENCE: readonly string[] = [
  'syn-unanswered',
  'syn-ack-unanswered',
  'accept-queue-full',
  'half-open-server',
  'data-unacknowledged',
  'mtu-black-hole',
  'zero-window',
  'keep-alive-unanswered',
  'idle-timeout',
  'sender-silent',
  'silence',
  'server-not-closing',
  'client-not-closing',
  'fin-unanswered',
  'fin-wait-2',
  'fin-wait-2-expired',
  'last-ack-missing',
]

/** Verdicts that count what was sent again or came late. */
export const RESTS_ON_COUNTS: readonly string[] = [
  'heavy-retransmission',
  'spurious-retransmissions',
  'reordering',
  'window-limited',
]

/** Verdicts that measure time. */
export const RESTS_ON_TIME: readonly string[] = [
  'slow-handshake',
  'idle-timeout',
  'keep-alive-unanswered',
  'reordering',
  'time-wait-reuse',
  'port-reused',
]

/** Said once of a flow, by the rule or by the flow's quality. */
export const missingSegments = (): string =>
  said`Segments of this flow are missing from the capture, so what was not seen may have been sent.`

const CERTAINTIES = ['possible', 'likely', 'proved'] as const

/** The weaker of two certainties. */
export function weaker(a: QualityIssue['lowersTo'], b: QualityIssue['lowersTo']): QualityIssue['lowersTo'] {
  return CERTAINTIES.indexOf(a) <= CERTAINTIES.indexOf(b) ? a : b
}

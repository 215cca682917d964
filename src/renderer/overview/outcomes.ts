import type { Outcome } from '../../contracts/flowList'
import { i18n } from '../i18n/i18n'

/** From opening to gone, as a flow lives; what says nothing comes last. */
const ORDER: readonly Outcome[] = [
  'LISTEN',
  'SYN_SENT',
  'SYN_RCVD',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSING',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'RESET',
  'CLOSED',
  'UNKNOWN',
]

export interface OutcomeCount {
  readonly outcome: Outcome
  readonly count: number
}

/** The outcomes that occur, in the order of a flow's life. */
export function outcomeCounts(outcomes: Readonly<Partial<Record<Outcome, number>>>): OutcomeCount[] {
  return ORDER.map((outcome) => ({ outcome, count: outcomes[outcome] ?? 0 })).filter(({ count }) => count > 0)
}

/** Parts of whatever outcome, in the order of a flow's life. */
export function lifeOrder<Part extends { readonly outcome: Outcome }>(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
}

/** `RESET` is no state: in words. */
export function outcomeWord(outcome: Outcome): string {
  return outcome === 'RESET' ? i18n.t('words:reset') : outcome
}

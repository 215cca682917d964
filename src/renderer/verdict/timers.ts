import type { Flow } from '../../contracts/flow'
import { i18n } from '../i18n/i18n'

/** Whether a timer that somebody may know better is named in the flow's verdict, or runs on its ladder. */
export const restsOnTimers = ({ verdict, state }: Pick<Flow, 'verdict' | 'state'>): boolean =>
  // Every assumed timer bears the word, in the language that the engine speaks: docs/verdicts.md.
  [verdict.sentence, verdict.expectedNext].some((words) => words.includes(i18n.t('verdict:timers.mark'))) ||
  state.client === 'TIME_WAIT' ||
  state.server === 'TIME_WAIT'

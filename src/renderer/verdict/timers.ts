import { TIMER_NAMES, type TimerChoice } from '../../contracts/assumptions'
import type { Flow } from '../../contracts/flow'

export const choiceWords = (choice: TimerChoice): string => (choice === 'guess' ? 'guess' : TIMER_NAMES[choice])

/** Whether a timer that somebody may know better is named in the flow's verdict, or runs on its ladder. */
export const restsOnTimers = ({ verdict, state }: Pick<Flow, 'verdict' | 'state'>): boolean =>
  // Every assumed timer bears the word: docs/verdicts.md.
  [verdict.sentence, verdict.expectedNext].some((words) => words.includes('assumed)')) ||
  state.client === 'TIME_WAIT' ||
  state.server === 'TIME_WAIT'

import { i18n } from '../i18n/i18n'
import { formatCount } from './format'

/** What is counted everywhere; other things are counted by texts of their own folder. */
type Countable = 'flow' | 'frame' | 'byte'

/** `1 flow`, `2,418 flows`. */
export const amountWords = (what: Countable, count: number): string =>
  i18n.t(`words:amount.${what}`, { count, amount: formatCount(count) })

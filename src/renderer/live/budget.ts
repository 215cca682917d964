/** Ephemeral ports towards one destination, in words. */
import type { PortBudget } from '../../contracts/sockets'
import { i18n } from '../i18n/i18n'
import { formatCount } from '../ui/format'
import { countdownWords } from './countdown'

/** Rates below this are no rate: a socket every twenty seconds. */
const LEAST_RATE = 0.05

/** How worrying a budget is: ports run out within a minute, within ten, or last. */
export function budgetSeverity({ used, ports, runsOutInS }: PortBudget): 'stuck' | 'warning' | 'ok' {
  if (ports !== null && used >= ports) return 'stuck'
  if (runsOutInS === null) return ports !== null && used >= ports * 0.8 ? 'warning' : 'ok'
  return runsOutInS < 60 ? 'stuck' : runsOutInS < 600 ? 'warning' : 'ok'
}

/** `2,014 of 28,232 ports used`; without a known range, how many are used. */
export function usedWords({ used, ports }: PortBudget): string {
  if (ports === null) return i18n.t('live:budget.usedUnknown', { count: used, used: formatCount(used) })
  return i18n.t('live:budget.used', { count: ports, used: formatCount(used), ports: formatCount(ports) })
}

/** `12 a second`, `0.3 a second`; `none new` where hardly any come. */
export function rateWords({ perSecond }: PortBudget): string {
  if (perSecond < LEAST_RATE) return i18n.t('live:budget.noneNew')
  const rate = perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond))
  return i18n.t('live:budget.perSecond', { rate })
}

/** What becomes of the ports at this rate. */
export function outlookWords(budget: PortBudget): string {
  const { used, ports, runsOutInS } = budget
  if (ports === null) return ''
  if (used >= ports) return i18n.t('live:budget.noneLeft')
  if (runsOutInS === null) return i18n.t('live:budget.last')
  return i18n.t('live:budget.runOut', { time: countdownWords(runsOutInS * 1000) })
}

/** Part of the ports that is used, 0 to 1. */
export function usedPart({ used, ports }: PortBudget): number {
  return ports === null || ports === 0 ? 0 : Math.min(1, used / ports)
}

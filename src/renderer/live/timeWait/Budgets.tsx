import { useTranslation } from 'react-i18next'
import type { PortBudget } from '../../../contracts/sockets'
import { formatCount, formatEndpoint } from '../../ui/format'
import { SeverityMark } from '../../ui/SeverityMark'
import { budgetSeverity, outlookWords, rateWords, usedPart, usedWords } from '../budget'

/** Each destination's ports: how many are taken, how fast that grows, and when none is left. */
export function Budgets({ budgets }: { readonly budgets: readonly PortBudget[] }) {
  const { t } = useTranslation('live')
  if (budgets.length === 0) return <p className="pane-note">{t('budget.none')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys
    <ul className="budgets" tabIndex={0} aria-label={t('timeWait.ports')}>
      {budgets.map((budget) => (
        <Budget key={formatEndpoint(budget.remote)} budget={budget} />
      ))}
    </ul>
  )
}

function Budget({ budget }: { readonly budget: PortBudget }) {
  const { t } = useTranslation(['live', 'words'])
  const severity = budgetSeverity(budget)
  const outlook = outlookWords(budget)
  const part = usedPart(budget)
  return (
    <li className="budget">
      <p className="budget-head">
        {severity !== 'ok' && (
          <>
            <SeverityMark severity={severity} size={10} />
            <span className="visually-hidden">{t(`words:severity.${severity}`)}: </span>
          </>
        )}
        <span className="mono ellipsis">{formatEndpoint(budget.remote)}</span>
        <span className="grow" />
        <span className="figures">{t('budget.linger', { sockets: formatCount(budget.lingering) })}</span>
      </p>
      {budget.ports !== null && (
        // biome-ignore lint/a11y/useSemanticElements: <meter> can't take the theme's colours
        <div
          className="budget-bar"
          role="meter"
          aria-label={t('budget.meter', { remote: formatEndpoint(budget.remote) })}
          aria-valuemin={0}
          aria-valuemax={budget.ports}
          aria-valuenow={budget.used}
          aria-valuetext={usedWords(budget) + t('comma') + outlook}
        >
          <div className={severity} style={{ width: `${part * 100}%` }} />
        </div>
      )}
      <p className="budget-words muted figures">
        {t('budget.facts', { used: usedWords(budget), rate: rateWords(budget) })}
        {outlook && (
          <>
            {t('budget.then')}
            <span className={severity === 'ok' ? '' : `tone-${severity}`}>{outlook}</span>
          </>
        )}
      </p>
    </li>
  )
}

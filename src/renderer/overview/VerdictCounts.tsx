import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../contracts/flow'
import { useSession, useSessionState } from '../app/context'
import { formatCount } from '../ui/format'
import { SEVERITIES, SeverityMark } from '../ui/SeverityMark'

interface VerdictCountsProps {
  readonly severities: Readonly<Record<Severity, number>> | undefined
}

/** Flows by severity, each a button that filters the list. */
export const VerdictCounts = memo(function VerdictCounts({ severities }: VerdictCountsProps) {
  const { t } = useTranslation(['overview', 'words'])
  const session = useSession()
  const chosen = useSessionState((state) => state.view.filter.severity)
  return (
    <>
      <h2 className="visually-hidden">{t('verdicts')}</h2>
      <ul className="counts-list verdict-counts">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <button
              type="button"
              aria-pressed={chosen === severity}
              onClick={() => session.choice.filter({ severity: chosen === severity ? null : severity })}
            >
              <SeverityMark severity={severity} size={10} />
              {t(`words:severity.${severity}`)} <b className="figures">{formatCount(severities?.[severity] ?? 0)}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
})

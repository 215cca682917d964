import { useTranslation } from 'react-i18next'
import type { Severity } from '../../contracts/flow'

/** The severity for who can't see its mark, before what it is said of. */
export function SpokenSeverity({ severity }: { readonly severity: Severity }) {
  const { t } = useTranslation('words')
  return <span className="visually-hidden">{t('spokenSeverity', { severity: t(`severity.${severity}`) })} </span>
}

/** Worst first, as lists show them. */
export const SEVERITIES: readonly Severity[] = ['stuck', 'warning', 'note', 'ok']

/** Each severity has a shape of its own, so that colour isn't the only sign. */
export function SeverityMark({ severity, size = 11 }: { readonly severity: Severity; readonly size?: number }) {
  return (
    <svg className={`tone-${severity}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {severity === 'stuck' && <rect x="1" y="1" width="10" height="10" rx="1.5" fill="currentColor" />}
      {severity === 'warning' && <path d="M6 .8 11.6 11H.4z" fill="currentColor" />}
      {severity === 'note' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {severity === 'ok' && (
        <path d="m1.5 6.5 3 3.2 6-7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      )}
    </svg>
  )
}

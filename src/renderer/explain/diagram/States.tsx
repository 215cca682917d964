import { useTranslation } from 'react-i18next'
import type { ExplainView } from '../../../contracts/explain'
import { Choice } from '../Choice'
import { explainMode, useExplainMode } from '../mode'
import { shownSides } from './lit'
import { PathList } from './PathList'
import { StateDiagram } from './StateDiagram'

const CHOICES = ['client', 'server', 'both'] as const

/** The state diagram with the way so far, and the same as a list. */
export function States({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation(['explain', 'words'])
  const shown = useExplainMode((mode) => mode.sides)
  return (
    <div className="states">
      <div className="states-head">
        <Choice
          label={t('states.sides')}
          values={CHOICES}
          chosen={shown}
          nameOf={(choice) => (choice === 'both' ? t('states.both') : t(`words:${choice}`))}
          onChoose={(sides) => explainMode.set({ sides })}
        />
        <Legend />
      </div>
      <StateDiagram view={view} shown={shown} />
      <div className="paths">
        {shownSides(shown).map((side) => (
          <PathList key={side} side={side} steps={view.path[side]} />
        ))}
      </div>
      <p className="muted states-source">{t('states.source')}</p>
    </div>
  )
}

/** How the ways are told apart. */
function Legend() {
  const { t } = useTranslation(['explain', 'words'])
  return (
    <ul className="states-legend" aria-label={t('states.legend')}>
      {(['client', 'server'] as const).map((side) => (
        <li key={side}>
          <svg width="30" height="8" viewBox="0 0 30 8" aria-hidden="true">
            <path className={`edge-line of-${side}`} d="M1 4H29" />
          </svg>
          {t(`words:${side}`)}
        </li>
      ))}
      <li>
        <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
          <circle className="badge-ring" r={7} />
        </svg>
        {t('states.thisSegment')}
      </li>
    </ul>
  )
}

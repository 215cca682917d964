import { useTranslation } from 'react-i18next'
import type { ExplainView } from '../../contracts/explain'
import { explainMode } from './mode'

/** The segment explained, in one line, and the question what if it were lost. */
export function Caption({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation('explain')
  return (
    <div className="explained-caption">
      <h3 className="ellipsis">
        {t('caption', { frame: view.frame })} <span className="mono">{view.label}</span>{' '}
        <span className="muted">{t(`from.${view.from}`)}</span>
      </h3>
      <button type="button" className="button small" onClick={() => explainMode.set({ part: 'loss' })}>
        {t('loss.ask')}
      </button>
    </div>
  )
}

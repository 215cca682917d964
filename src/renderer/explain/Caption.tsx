import { useTranslation } from 'react-i18next'
import type { ExplainView } from '../../contracts/explain'
import { explainMode } from './mode'

/** The segment explained, in one line, and the question what if it were lost. */
export function Caption({ view }: { readonly view: ExplainView }) {
  const { t } = useTranslation('explain')
  return (
    <div className="explained-caption">
      <h3 className="ellipsis" title={view.label}>
        {t('caption', { frame: view.frame })} {t(`from.${view.from}`)}: <span className="mono">{view.label}</span>
      </h3>
      <button type="button" className="button small" onClick={() => explainMode.set({ part: 'loss' })}>
        {t('loss.ask')}
      </button>
    </div>
  )
}

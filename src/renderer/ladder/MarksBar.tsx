import { Trans, useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon'
import { differenceWords } from './marks'
import { MARK_NAMES, type Marks } from './useMarks'

/** What lies between the two marked segments, or how to get there. */
export function MarksBar({ marks }: { readonly marks: Marks }) {
  const { t } = useTranslation('ladder')
  if (marks.frames.length === 0) return null
  return (
    <section className="ladder-marks" aria-label={t('marks.name')}>
      <span role="status" className="ladder-marks-words">
        {marks.frames.map((frame, place) => (
          <span key={frame} className="ladder-mark">
            <Trans t={t} i18nKey="marks.frame" values={{ name: MARK_NAMES[place], frame }} components={{ b: <b /> }} />
          </span>
        ))}
        {marks.difference === null ? (
          <span className="muted">
            <Trans t={t} i18nKey="marks.how" components={{ kbd: <kbd /> }} />
          </span>
        ) : (
          differenceWords(marks.difference).map((part) => <span key={part}>{part}</span>)
        )}
      </span>
      <button type="button" className="button quiet icon small" aria-label={t('marks.clear')} onClick={marks.clear}>
        <Icon name="close" size={12} />
      </button>
    </section>
  )
}

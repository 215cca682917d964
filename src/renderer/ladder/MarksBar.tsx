import { Trans, useTranslation } from 'react-i18next'
import type { FlowId } from '../../contracts/units'
import { Icon } from '../ui/Icon'
import { differenceWords } from './marks'
import { MARK_NAMES, type Marks } from './useMarks'

interface MarksBarProps {
  readonly marks: Marks
  /** Of several flows, in the order of their numbers; none: there is only one. */
  readonly flows?: readonly FlowId[]
}

/** What lies between the two marked segments, or how to get there. */
export function MarksBar({ marks: { marks, difference, clear }, flows = [] }: MarksBarProps) {
  const { t } = useTranslation('ladder')
  const [first, second] = marks
  if (first === undefined) return null
  const isOfTwo = second !== undefined && second.flow !== first.flow
  return (
    <section className="ladder-marks" aria-label={t('marks.name')}>
      <span role="status" className="ladder-marks-words">
        {marks.map(({ flow, frame }, place) => (
          <span key={`${flow} ${frame}`} className="ladder-mark">
            <Trans
              t={t}
              i18nKey={flows.length > 0 ? 'marks.frameOfFlow' : 'marks.frame'}
              values={{ name: MARK_NAMES[place], frame, number: flows.indexOf(flow) + 1 }}
              components={{ b: <b /> }}
            />
          </span>
        ))}
        {difference === null ? (
          <span className="muted">
            <Trans t={t} i18nKey="marks.how" components={{ kbd: <kbd /> }} />
          </span>
        ) : (
          differenceWords(difference, isOfTwo).map((part) => <span key={part}>{part}</span>)
        )}
      </span>
      <button type="button" className="button quiet icon small" aria-label={t('marks.clear')} onClick={clear}>
        <Icon name="close" size={12} />
      </button>
    </section>
  )
}

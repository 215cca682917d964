import { useTranslation } from 'react-i18next'
import type { PathStep } from '../../../contracts/explain'
import type { Side } from '../../../contracts/flow'
import { FrameLink } from '../FrameLink'

interface PathListProps {
  readonly side: Side
  readonly steps: readonly PathStep[]
}

/** A side's way through the diagram, step by step. */
export function PathList({ side, steps }: PathListProps) {
  const { t } = useTranslation('explain')
  const title = t(`states.path.${side}`)
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {steps.length === 0 && <p className="muted">{t('states.noStep')}</p>}
      <ol className="path-list">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way only grows; the same step may be taken twice
          <li key={index} className={step.isNew ? 'now' : undefined} aria-current={step.isNew ? 'step' : undefined}>
            <span>
              <b>{step.to}</b> <span className="muted">{t('states.from', { state: step.from })}</span>{' '}
              {step.isNew && <em className="statement-word now">{t('states.thisSegment')}</em>}{' '}
              {!step.proved && <em className="statement-word">{t('knows.mark.presumed')}</em>}
              <span className="path-event">{step.event}</span>
            </span>
            {step.frame !== null && <FrameLink frame={step.frame} segment={step.segment} isNamed />}
          </li>
        ))}
      </ol>
    </section>
  )
}

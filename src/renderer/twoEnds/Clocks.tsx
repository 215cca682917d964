import { useTranslation } from 'react-i18next'
import type { EndCapture } from '../../contracts/twoEnds'
import type { TwoEndsStatus } from '../../contracts/twoEndsPages'
import { useSessionState } from '../app/context'
import { formatCount, formatDuration } from '../ui/format'
import { momentWords } from '../ui/moment'
import { SeverityMark } from '../ui/SeverityMark'
import { driftWords, offsetWords, uncertaintyWords } from './words'

interface ClocksProps {
  readonly report: Extract<TwoEndsStatus, { state: 'ready' }>['report']
}

/** The two captures, and how their clocks stand to each other. */
export function Clocks({ report }: ClocksProps) {
  const { t } = useTranslation('twoEnds')
  const { first, second, clock } = report
  const times = useSessionState((state) => state.preferences.times)
  return (
    <section className="clocks" aria-label={t('clocks.label')}>
      <End title={t('clocks.first')} end={first} />
      <End title={t('clocks.second')} end={second} />
      {clock && (
        <>
          <div>
            <h2 className="label">{t('clocks.offset')}</h2>
            <p>
              <b>{offsetWords(clock)}</b>
            </p>
            <p className="muted">{uncertaintyWords(clock)}</p>
          </div>
          <div>
            <h2 className="label">{t('clocks.drift')}</h2>
            <p>{driftWords(clock)}</p>
            {clock.steps.map(({ time, ns }) => (
              <p
                key={String(time)}
                className="tone-warning"
                title={t('clocks.stepAt', { moment: momentWords(time, times) })}
              >
                <SeverityMark severity="warning" size={10} />{' '}
                {t(ns > 0 ? 'clocks.steppedAhead' : 'clocks.steppedBack', { time: formatDuration(Math.abs(ns)) })}
              </p>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function End({ title, end }: { readonly title: string; readonly end: EndCapture }) {
  const { t } = useTranslation('twoEnds')
  const dropped = end.droppedFrames ?? 0
  return (
    <div>
      <h2 className="label">{title}</h2>
      <p className="ellipsis" title={end.name}>
        <b>{end.name}</b>
      </p>
      <p className="muted">
        {t('clocks.frames', { count: end.frames, shown: formatCount(end.frames) })}
        {t('comma')}
        {t('clocks.flows', { count: end.flows, shown: formatCount(end.flows) })}
      </p>
      {dropped > 0 && (
        <p className="tone-warning">
          <SeverityMark severity="warning" size={10} />{' '}
          {t('clocks.dropped', { count: dropped, shown: formatCount(dropped) })}
        </p>
      )}
    </div>
  )
}

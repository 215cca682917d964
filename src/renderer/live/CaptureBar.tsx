import './captureBar.css'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import { inWords } from '../i18n/inWords'
import { formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import { bitRate, droppedWords, fileWords, packetRate } from './barWords'
import { clockWords } from './countdown'
import { SaveMenu } from './SaveMenu'
import { useNow } from './useNow'
import { useRate } from './useRate'

/** The live capture at a glance, and what can be done with it. */
export function CaptureBar() {
  const { t } = useTranslation('live')
  const session = useSession()
  const live = useSessionState((state) => state.live)
  const isRunning = live.state === 'capturing' || live.state === 'stopping'
  const now = useNow(1000, isRunning)
  const rate = useRate(isRunning)
  if (live.state === 'off') return null
  const lasted = live.startedAt === null ? 0 : (live.endedAt ?? Math.max(now, live.startedAt)) - live.startedAt
  const dropped = droppedWords(live)
  const file = fileWords(live)
  return (
    <section className="capture-bar" aria-label={t('bar.label')}>
      <div className={`capture-state ${live.state}`} title={inWords(live.message) || undefined}>
        <i aria-hidden="true" />
        <span>
          <strong role="status">{t(`bar.${live.state}`)}</strong>
          <span className="muted figures">
            {live.settings
              ? t('bar.lasted', { time: clockWords(lasted), interfaces: live.settings.interfaces.join(', ') })
              : clockWords(lasted)}
          </span>
        </span>
      </div>
      <Fact value={formatCount(live.packets)} label={t('bar.packets', { count: live.packets })} />
      <Fact
        value={dropped.value}
        label={t('bar.dropped')}
        title={dropped.title}
        tone={live.dropped !== null && live.dropped > 0 ? 'tone-warning' : ''}
      />
      <Fact
        value={rate ? packetRate(rate.packets) : '–'}
        label={rate ? bitRate(rate.bits) : t('bar.rate')}
        title={t('bar.rateTitle')}
      />
      <Fact value={file.name || '–'} label={file.size} title={live.file ?? ''} isGiving />
      <Fact
        value={live.engine ?? '–'}
        label={live.hasKernelTimes ? t('bar.kernelTimes') : t('bar.programTimes')}
        title={live.hasKernelTimes ? t('bar.kernelTimesTitle') : t('bar.programTimesTitle')}
      />
      <span className="grow" />
      <div className="capture-do">
        {isRunning || live.state === 'starting' ? (
          <button
            type="button"
            className="button primary"
            disabled={live.state !== 'capturing'}
            onClick={() => session.live.stop()}
          >
            <Icon name="stop" size={12} /> {t('bar.stop')}
          </button>
        ) : null}
        <button
          type="button"
          className="button"
          disabled={live.state === 'starting' || live.state === 'stopping' || live.settings === null}
          title={t('bar.restartTitle')}
          onClick={() => void session.live.restart()}
        >
          <Icon name="again" size={13} /> {t('bar.restart')}
        </button>
        <SaveMenu />
        <button type="button" className="button" onClick={() => void session.closeCapture()}>
          {t('bar.close')}
        </button>
      </div>
    </section>
  )
}

interface FactProps {
  readonly value: string
  readonly label: string
  readonly title?: string
  readonly tone?: string
  /** Gives way where there is little room. */
  readonly isGiving?: boolean
}

function Fact({ value, label, title, tone = '', isGiving = false }: FactProps) {
  return (
    <div className={isGiving ? 'capture-fact giving' : 'capture-fact'} title={title}>
      <span className={`figures ellipsis ${tone}`}>{value}</span>
      <span className="muted figures ellipsis">{label}</span>
    </div>
  )
}

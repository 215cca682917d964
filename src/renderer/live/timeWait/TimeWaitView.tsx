import './timeWait.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeWaitBoard } from '../../../contracts/sockets'
import { useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { i18n } from '../../i18n/i18n'
import { formatCount } from '../../ui/format'
import { useNow } from '../useNow'
import { Budgets } from './Budgets'
import { LingeringList } from './LingeringList'

const PAGE_ROWS = 200

/** Who lingers in TIME_WAIT, towards whom, how long still, and how many ports that leaves. */
export function TimeWaitView() {
  const { t } = useTranslation('live')
  const generation = useSessionState((state) => state.generation)
  const [from, setFrom] = useState(0)
  const now = useNow()
  const answer = useEngineQuery('timeWaits', { from, count: PAGE_ROWS }, `${generation} ${now}`)
  const board = answer.data
  if (answer.error !== null || board?.problem) {
    return (
      <div className="pane-note" role="alert">
        <strong>{t('timeWait.unreadable')}</strong>
        <p>{answer.error ?? board?.problem}</p>
      </div>
    )
  }
  if (!board || (board.total === 0 && board.budgets.length === 0)) return <Nothing isRead={board?.at != null} />
  return (
    <div className="time-wait">
      <section className="pane" aria-label={t('timeWait.ports')}>
        <div className="pane-head">
          <h2>{t('timeWait.ports')}</h2>
          <span className="muted ellipsis">{rangeWords(board)}</span>
        </div>
        <Budgets budgets={board.budgets} />
      </section>
      <section className="pane" aria-label={t('timeWait.lingering')}>
        <div className="pane-head">
          <h2>{t('timeWait.lingeringTitle')}</h2>
          <span className="muted ellipsis">
            {t('timeWait.sockets', { count: board.total, shown: formatCount(board.total) })}
            {lastsWords(board)}
          </span>
        </div>
        <LingeringList board={board} now={now} onPage={setFrom} />
      </section>
    </div>
  )
}

const lastsWords = ({ timeWaitMs }: TimeWaitBoard): string =>
  timeWaitMs === null ? '' : i18n.t('live:timeWait.lasts', { seconds: Math.round(timeWaitMs / 1000) })

function rangeWords({ ephemeral }: TimeWaitBoard): string {
  if (ephemeral === null) return i18n.t('live:timeWait.rangeUnknown')
  const { from, to } = ephemeral
  return i18n.t('live:timeWait.range', { from, to, ports: formatCount(to - from + 1) })
}

function Nothing({ isRead }: { readonly isRead: boolean }) {
  const { t } = useTranslation('live')
  return (
    <div className="pane-note" role="status">
      <strong>{t(isRead ? 'timeWait.nothing' : 'timeWait.title')}</strong>
      <p>{t('timeWait.what')}</p>
    </div>
  )
}

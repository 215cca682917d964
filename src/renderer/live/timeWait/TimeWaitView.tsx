import './timeWait.css'
import { useState } from 'react'
import type { TimeWaitBoard } from '../../../contracts/sockets'
import { useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { formatAmount, formatCount } from '../../ui/format'
import { useNow } from '../useNow'
import { Budgets } from './Budgets'
import { LingeringList } from './LingeringList'

const PAGE_ROWS = 200

/** Who lingers in TIME_WAIT, towards whom, how long still, and how many ports that leaves. */
export function TimeWaitView() {
  const generation = useSessionState((state) => state.generation)
  const [from, setFrom] = useState(0)
  const now = useNow()
  const answer = useEngineQuery('timeWaits', { from, count: PAGE_ROWS }, `${generation} ${now}`)
  const board = answer.data
  if (answer.error !== null || board?.problem) {
    return (
      <div className="pane-note" role="alert">
        <strong>TIME_WAIT could not be read</strong>
        <p>{answer.error ?? board?.problem}</p>
      </div>
    )
  }
  if (!board || (board.total === 0 && board.budgets.length === 0)) return <Nothing isRead={board?.at != null} />
  return (
    <div className="time-wait">
      <section className="pane" aria-label="Ports by destination">
        <div className="pane-head">
          <h2>Ports by destination</h2>
          <span className="muted ellipsis">{rangeWords(board)}</span>
        </div>
        <Budgets budgets={board.budgets} />
      </section>
      <section className="pane" aria-label="Lingering sockets">
        <div className="pane-head">
          <h2>Lingering</h2>
          <span className="muted ellipsis">
            {formatAmount(board.total, 'socket', 'sockets')}, the next to end first{lastsWords(board)}
          </span>
        </div>
        <LingeringList board={board} now={now} onPage={setFrom} />
      </section>
    </div>
  )
}

const lastsWords = ({ timeWaitMs }: TimeWaitBoard): string =>
  timeWaitMs === null ? '' : `; TIME_WAIT lasts ${Math.round(timeWaitMs / 1000)} s here`

function rangeWords({ ephemeral }: TimeWaitBoard): string {
  if (ephemeral === null) return 'the range of ephemeral ports is unknown'
  return `ephemeral ${ephemeral.from}–${ephemeral.to}, ${formatCount(ephemeral.to - ephemeral.from + 1)} ports`
}

function Nothing({ isRead }: { readonly isRead: boolean }) {
  return (
    <div className="pane-note" role="status">
      <strong>{isRead ? 'Nothing lingers in TIME_WAIT' : 'TIME_WAIT'}</strong>
      <p>
        Whoever closes a connection first keeps its port for a while. Here you will see each of these sockets with the
        time it has left, the process that had it, and how many ports are left towards each destination.
      </p>
    </div>
  )
}

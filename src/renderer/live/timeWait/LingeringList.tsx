import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lingering, TimeWaitBoard } from '../../../contracts/sockets'
import { useSession } from '../../app/context'
import { VirtualList } from '../../twoEnds/VirtualList'
import { formatEndpoint } from '../../ui/format'
import { countdownWords } from '../countdown'
import { ownerWords } from '../sockets/socketWords'
import { leftOf } from './left'

interface LingeringListProps {
  readonly board: TimeWaitBoard
  /** Milliseconds since 1970. */
  readonly now: number
  readonly onPage: (from: number) => void
}

const PAGE_STEP = 100

/** Sockets in TIME_WAIT, each with a bar that runs out. */
export function LingeringList({ board, now, onPage }: LingeringListProps) {
  const { t } = useTranslation('live')
  const session = useSession()
  const [selected, setSelected] = useState<string | null>(null)
  const place = board.rows.findIndex(({ key }) => key === selected)
  const select = (index: number) => setSelected(board.rows[index - board.from]?.key ?? null)
  const chosen = board.rows[place]
  return (
    <VirtualList
      label={t('timeWait.list')}
      id="lingering"
      total={board.total}
      rowHeight={44}
      selected={place < 0 ? -1 : board.from + place}
      pageStep={PAGE_STEP}
      onSelect={select}
      onPage={onPage}
      onOpen={() => chosen?.flow != null && session.choice.showFlow(chosen.flow)}
      row={(index) => {
        const row = board.rows[index - board.from]
        return row ? <Row row={row} board={board} now={now} /> : null
      }}
    />
  )
}

interface RowProps {
  readonly row: Lingering
  readonly board: TimeWaitBoard
  readonly now: number
}

function Row({ row, board, now }: RowProps) {
  const { t } = useTranslation('live')
  const session = useSession()
  const { leftMs, part } = leftOf(row, board.timeWaitMs, now)
  const { flow } = row
  return (
    <div className="lingering">
      <div className="lingering-who">
        <span className="mono ellipsis">
          {formatEndpoint(row.local)} <span className="muted">›</span> {formatEndpoint(row.remote)}
        </span>
        <span className="muted ellipsis">
          {row.owner ? ownerWords([row.owner]) : t('timeWait.processUnknown')}
          {t('comma')}
          {t(row.by === 'wire' ? 'timeWait.byWire' : 'timeWait.byKernel')}
        </span>
      </div>
      <div className="lingering-left">
        <span className="figures">
          {leftMs > 0 ? t('timeWait.left', { time: countdownWords(leftMs) }) : t('timeWait.ending')}
        </span>
        <span className="lingering-bar" aria-hidden="true">
          <i style={{ width: `${part * 100}%` }} />
        </span>
      </div>
      {flow === null ? (
        <span />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Enter does it for the row
        <span className="link" onClick={() => session.choice.showFlow(flow)}>
          {t('ladder')}
        </span>
      )}
    </div>
  )
}

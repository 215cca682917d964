// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by transform, which tables refuse
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SocketRow } from '../../../contracts/sockets'
import { useSession } from '../../app/context'
import { formatBytes, formatCount, formatEndpoint } from '../../ui/format'
import { SeverityMark } from '../../ui/SeverityMark'
import { StateChip } from '../../ui/StateChip'
import { isAnyone, ownerWords, queueTitles, timerWords } from './socketWords'

interface SocketRowCellsProps {
  readonly row: SocketRow
  readonly sinceMs: number
}

/** The cells of one socket. */
export function SocketRowCells({ row, sinceMs }: SocketRowCellsProps) {
  const { t } = useTranslation(['live', 'words'])
  const session = useSession()
  const { socket, flow, disagreement } = row
  const owners = ownerWords(socket.owners)
  const titles = queueTitles(socket)
  const isListening = socket.state === 'LISTEN'
  const timer = timerWords(socket.timer, sinceMs)
  return (
    <>
      <Cell>
        <StateChip state={socket.state} certainty="proved" />
      </Cell>
      <Cell isMono title={formatEndpoint(socket.local)}>
        {formatEndpoint(socket.local)}
      </Cell>
      <Cell isMono title={formatEndpoint(socket.remote)}>
        {isAnyone(socket) ? <span className="muted">{t('sockets.anyone')}</span> : formatEndpoint(socket.remote)}
      </Cell>
      <Cell title={owners}>{owners || <span className="muted">–</span>}</Cell>
      <Cell isRight title={isListening ? `${titles.receive}; ${titles.send}` : titles.receive}>
        {isListening ? (
          <span className="muted">
            {t('sockets.waiting', {
              waiting: formatCount(socket.receiveQueue),
              most: formatCount(socket.sendQueue),
            })}
          </span>
        ) : (
          socket.receiveQueue > 0 && formatBytes(socket.receiveQueue)
        )}
      </Cell>
      <Cell isRight title={isListening ? undefined : titles.send}>
        {!isListening && socket.sendQueue > 0 && formatBytes(socket.sendQueue)}
      </Cell>
      <Cell title={timer}>
        <span className="figures">{timer}</span>
      </Cell>
      <Cell title={disagreement?.sentence}>
        {disagreement ? (
          <span className="socket-differs">
            <SeverityMark severity={disagreement.severity} size={10} />
            <span className="visually-hidden">{t(`words:severity.${disagreement.severity}`)}: </span>
            <span className="ellipsis">{disagreement.title}</span>
          </span>
        ) : (
          flow !== null && (
            <button type="button" className="link" tabIndex={-1} onClick={() => session.choice.showFlow(flow)}>
              {t('ladder')}
            </button>
          )
        )}
      </Cell>
    </>
  )
}

interface CellProps {
  readonly children: ReactNode
  readonly title?: string | undefined
  readonly isMono?: boolean
  readonly isRight?: boolean
}

function Cell({ children, title, isMono = false, isRight = false }: CellProps) {
  const looks = ['socket-cell', isMono && 'mono', isRight && 'right figures'].filter(Boolean).join(' ')
  return (
    <div role="gridcell" tabIndex={-1} className={looks} title={title}>
      {children}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { SocketRow } from '../../../contracts/sockets'
import { useSession } from '../../app/context'
import { formatEndpoint } from '../../ui/format'
import { SeverityMark } from '../../ui/SeverityMark'
import { StateChip } from '../../ui/StateChip'
import { SocketFacts } from './SocketFacts'
import { isAnyone } from './socketWords'

interface SocketDetailProps {
  readonly row: SocketRow | null
  readonly sinceMs: number
}

/** The selected socket, whole, and what it means where the wire says otherwise. */
export function SocketDetail({ row, sinceMs }: SocketDetailProps) {
  const { t } = useTranslation('live')
  return (
    <section className="pane socket-detail" aria-label={t('sockets.detail')}>
      {row ? (
        <Detail row={row} sinceMs={sinceMs} />
      ) : (
        <div className="pane-note">
          <strong>{t('sockets.empty')}</strong>
          <p>{t('sockets.emptyHint')}</p>
        </div>
      )}
    </section>
  )
}

function Detail({ row, sinceMs }: { readonly row: SocketRow; readonly sinceMs: number }) {
  const { t } = useTranslation(['live', 'words'])
  const session = useSession()
  const { socket, disagreement, flow, wireState } = row
  return (
    <div className="socket-card">
      {disagreement && (
        <div className="socket-disagreement">
          <p className={`severity tone-${disagreement.severity}`}>
            <SeverityMark severity={disagreement.severity} size={12} />
            {t(`words:severity.${disagreement.severity}`)}
          </p>
          <h2>{disagreement.title}</h2>
          <p>{disagreement.sentence}</p>
        </div>
      )}
      <h2 className="mono">
        {formatEndpoint(socket.local)}
        <br />
        <span className="muted">{t(isAnyone(socket) ? 'sockets.listensTo' : 'sockets.to')}</span>{' '}
        {isAnyone(socket) ? t('sockets.anyone') : formatEndpoint(socket.remote)}
      </h2>
      <p className="socket-both">
        <span className="muted">{t('sockets.kernel')}</span> <StateChip state={socket.state} certainty="proved" />
        {wireState !== null && (
          <>
            <span className="muted">{t('sockets.wire')}</span> <StateChip state={wireState} certainty="presumed" />
          </>
        )}
      </p>
      <SocketFacts socket={socket} sinceMs={sinceMs} />
      {flow !== null && (
        <button type="button" className="button" onClick={() => session.choice.showFlow(flow)}>
          {t('sockets.showLadder')}
        </button>
      )}
    </div>
  )
}

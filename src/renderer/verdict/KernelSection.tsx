import { useTranslation } from 'react-i18next'
import type { KernelSocket } from '../../contracts/sockets'
import type { FlowId } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { SocketFacts } from '../live/sockets/SocketFacts'
import { useNow } from '../live/useNow'
import { SeverityMark, SpokenSeverity } from '../ui/SeverityMark'
import { StateChip } from '../ui/StateChip'

/** Measurements told beside a verdict: round trip, sent again, congestion window. The sockets view has them all. */
const TOLD = 3

/** What this host's kernel says of the flow's ends that are its own; nothing in a saved capture. */
export function KernelSection({ flow }: { readonly flow: FlowId }) {
  const { t } = useTranslation(['verdict', 'words'])
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const generation = useSessionState((state) => state.generation)
  const now = useNow(1000, isLive)
  const view = useEngineQuery('kernel', isLive ? { flow } : null, `${generation} ${now}`).data
  if (!view || (view.client === null && view.server === null && view.disagreement === null)) return null
  const sinceMs = Math.max(0, now - Number(view.at / 1_000_000n))
  const { disagreement } = view
  return (
    <section aria-label={t('kernel')}>
      <h3 className="label">{t('kernel')}</h3>
      {disagreement && (
        <p className="kernel-differs">
          <SeverityMark severity={disagreement.severity} size={10} />
          <span>
            <SpokenSeverity severity={disagreement.severity} />
            <strong>{t('kernelDiffers', { title: disagreement.title })}</strong> {disagreement.sentence}
          </span>
        </p>
      )}
      <Side name={t('words:client')} socket={view.client} sinceMs={sinceMs} />
      <Side name={t('words:server')} socket={view.server} sinceMs={sinceMs} />
    </section>
  )
}

interface SideProps {
  readonly name: string
  readonly socket: KernelSocket | null
  readonly sinceMs: number
}

function Side({ name, socket, sinceMs }: SideProps) {
  if (socket === null) return null
  return (
    <div className="kernel-side">
      <p>
        {name} <StateChip state={socket.state} certainty="proved" />
      </p>
      <SocketFacts socket={socket} sinceMs={sinceMs} most={TOLD} />
    </div>
  )
}

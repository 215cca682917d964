import { Trans, useTranslation } from 'react-i18next'
import type { LadderPeers, PeerSegment } from '../../contracts/ladder'
import type { SegmentIndex } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { point, usePointed } from '../ladder/pointed'

/** What the segment has to do with others: each is shown in the ladder while the pointer is on it, and gone to by click. */
export function PeerLinks({ segment }: { readonly segment: SegmentIndex }) {
  const { t } = useTranslation('segment')
  const flow = useSessionState((state) => state.flow)
  const generation = useSessionState((state) => state.generation)
  const session = useSession()
  const pointed = usePointed()
  const peers = useEngineQuery('ladderPeers', flow === null ? null : { flow, segment }, generation).data
  const known = peers?.segment === segment ? peers : null
  const links = known === null ? [] : linksOf(known)
  if (links.length === 0) return null
  return (
    <nav className="segment-peers" aria-label={t('related')}>
      {links.map(({ link, peer }) => (
        <button
          key={link}
          type="button"
          className={peer.segment === pointed ? 'link pointed' : 'link'}
          onMouseEnter={() => point(peer.segment)}
          onMouseLeave={() => point(null)}
          onFocus={() => point(peer.segment)}
          onBlur={() => point(null)}
          onClick={() => session.choice.goToFrame(peer.frame)}
        >
          <Trans
            t={t}
            i18nKey={`peer.${link}`}
            values={{ frame: peer.frame }}
            components={{ mono: <span className="mono" /> }}
          />
        </button>
      ))}
    </nav>
  )
}

const LINKS = ['acks', 'ackedBy', 'repeats', 'repeatedBy'] as const
type Link = { readonly link: (typeof LINKS)[number]; readonly peer: PeerSegment }

function linksOf(peers: LadderPeers): readonly Link[] {
  return LINKS.flatMap((link) => {
    const peer = peers[link]
    return peer === null ? [] : [{ link, peer }]
  })
}

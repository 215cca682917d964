import type { LadderPeers, PeerSegment } from '../../contracts/ladder'
import type { SegmentIndex } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { point, usePointed } from '../ladder/pointed'

/** What the segment has to do with others: each is shown in the ladder while the pointer is on it, and gone to by click. */
export function PeerLinks({ segment }: { readonly segment: SegmentIndex }) {
  const flow = useSessionState((state) => state.flow)
  const generation = useSessionState((state) => state.generation)
  const session = useSession()
  const pointed = usePointed()
  const peers = useEngineQuery('ladderPeers', flow === null ? null : { flow, segment }, generation).data
  const known = peers?.segment === segment ? peers : null
  const links = known === null ? [] : wordsOf(known)
  if (links.length === 0) return null
  return (
    <nav className="segment-peers" aria-label="Related segments">
      {links.map(({ words, peer }) => (
        <button
          key={words}
          type="button"
          className={peer.segment === pointed ? 'link pointed' : 'link'}
          onMouseEnter={() => point(peer.segment)}
          onMouseLeave={() => point(null)}
          onFocus={() => point(peer.segment)}
          onBlur={() => point(null)}
          onClick={() => session.goToFrame(peer.frame)}
        >
          {words} <span className="mono">{peer.frame}</span>
        </button>
      ))}
    </nav>
  )
}

function wordsOf({ acks, ackedBy, repeats, repeatedBy }: LadderPeers): { words: string; peer: PeerSegment }[] {
  const said = [
    ['acknowledges', acks],
    ['acknowledged by', ackedBy],
    ['repeats', repeats],
    ['repeated by', repeatedBy],
  ] as const
  return said.flatMap(([words, peer]) => (peer === null ? [] : [{ words, peer }]))
}

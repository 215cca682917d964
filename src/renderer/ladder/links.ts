/** Curves that tie a row to the rows it has to do with. */
import type { Side } from '../../contracts/flow'
import type { LadderPeers } from '../../contracts/ladder'
import { i18n } from '../i18n/i18n'

/** From one row to another; `side`: the lifeline that both meet at. */
export interface RowLink {
  readonly from: number
  readonly to: number
  readonly side: Side
}

/**
 * Links of the row in focus: an ACK meets what it acknowledges where that arrived, at the ACK's sender. Retransmissions
 * have ties of their own.
 */
export function linksOf(peers: LadderPeers | null, row: number, sender: Side | null): readonly RowLink[] {
  if (peers === null || sender === null || row < 0) return []
  const links: RowLink[] = []
  if (peers.acks !== null && peers.acks.row !== row) links.push({ from: peers.acks.row, to: row, side: sender })
  if (peers.ackedBy !== null && peers.ackedBy.row !== row) {
    links.push({ from: row, to: peers.ackedBy.row, side: sender === 'client' ? 'server' : 'client' })
  }
  return links
}

/** How each of these rows has to do with the row in focus. */
export function relationsOf(peers: LadderPeers | null): ReadonlyMap<number, string> {
  if (peers === null) return new Map()
  const said = [
    [peers.acks, 'acks'],
    [peers.ackedBy, 'ackedBy'],
    [peers.repeats, 'repeats'],
    [peers.repeatedBy, 'repeatedBy'],
  ] as const
  return new Map(
    said.flatMap(([peer, relation]) =>
      peer === null ? [] : [[peer.row, i18n.t(`ladder:relation.${relation}`)] as const],
    ),
  )
}

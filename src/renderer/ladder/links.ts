/** Curves that tie a row to the rows it has to do with. */
import type { Side } from '../../contracts/flow'
import type { LadderPeers } from '../../contracts/ladder'

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
    [peers.acks, 'acknowledged by it'],
    [peers.ackedBy, 'acknowledges it'],
    [peers.repeats, 'repeated by it'],
    [peers.repeatedBy, 'repeats it'],
  ] as const
  return new Map(said.flatMap(([peer, words]) => (peer === null ? [] : [[peer.row, words] as const])))
}

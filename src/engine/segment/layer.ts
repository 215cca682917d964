/** What a dissector is: it reads its own header and names the layer that follows. */
import type { FieldNode } from '../../contracts/segment'
import type { FrameBytes, Span } from './frameBytes'
import type { DatagramFacts, DatagramPiece, SegmentFacts } from './segmentFacts'

export type LayerName =
  | 'ethernet'
  | 'vlan'
  | 'llc'
  | 'sll'
  | 'sll2'
  | 'null'
  | 'pppHdlc'
  | 'ppp'
  | 'pppoe'
  | 'chdlc'
  | 'mpls'
  | 'fddi'
  | 'wlan'
  | 'wlanPadded'
  | 'radiotap'
  | 'prism'
  | 'avs'
  | 'ppi'
  | 'pktap'
  | 'nflog'
  | 'ipoib'
  | 'slip'
  | 'tokenRing'
  | 'fabricPath'
  | 'backboneTag'
  | 'extensionTag'
  | 'ipv4'
  | 'ipv6'
  | 'hopByHop'
  | 'routing'
  | 'fragment'
  | 'authentication'
  | 'destinationOptions'
  | 'udp'
  | 'gre'
  | 'erspan2'
  | 'erspan3'
  | 'etherIp'
  | 'vxlan'
  | 'vxlanGpe'
  | 'geneve'
  | 'gtp'
  | 'l2tp'
  | 'teredo'
  | 'tcp'
  | 'payload'

/** The layer that follows, and its room; `layer` null: nothing that this program reads. */
export interface Next {
  readonly layer: LayerName | null
  readonly span: Span
}

export interface Dissected {
  readonly nodes: readonly FieldNode[]
  /** null: the header itself is broken, nothing can follow. */
  readonly next: Next | null
}

/** The innermost IP header passed so far: what a TCP checksum also covers. */
export interface Network {
  readonly source: number
  readonly destination: number
  /** 4 or 16. */
  readonly addressBytes: number
  /** Only a part of the datagram is here. */
  readonly isFragment: boolean
  /** The address in the header isn't the one the checksum was made with (routing header under way). */
  readonly isRerouted: boolean
}

export interface WholeDatagram {
  /** The frame with the datagram behind it. */
  readonly frame: FrameBytes
  /** Which part of the datagram is the frame's own. */
  readonly piece: DatagramPiece
}

/** What travels with the walk from header to header. */
export interface Walk {
  network: Network | null
  /** The datagram that held the segment; null: it came in one piece. */
  readonly datagram: DatagramFacts | null
  /** In which the walk went on; null: in the frame alone. */
  whole: WholeDatagram | null
  /** What the engine knows of the segment asked for; null: nothing. */
  readonly facts: SegmentFacts | null
}

export type Dissect = (frame: FrameBytes, span: Span, walk: Walk) => Dissected

export const follow = (layer: LayerName | null, at: number, end: number): Next => ({ layer, span: { at, end } })
/** A header that doesn't fit. */
export const stop = (node: FieldNode): Dissected => ({ nodes: [node], next: null })

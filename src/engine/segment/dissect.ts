/** The walk from a frame's link header inwards: one loop over small dissectors. Any bytes give a tree. */
import type { FieldNode } from '../../contracts/segment'
import { countWords } from '../words'
import type { FrameBytes, Span } from './frameBytes'
import { joinedAt, placeInFrame } from './ip/datagram'
import { authentication, destinationOptions, fragment, hopByHop, routing } from './ip/extensionHeaders'
import { ipv4 } from './ip/ipv4'
import { ipv6 } from './ip/ipv6'
import type { Dissect, LayerName, Walk, WholeDatagram } from './layer'
import { ethernet, extensionTag, fddi, llc, vlan } from './link/ethernet'
import { afterLinkType, pktap, ppi } from './link/linkType'
import { sll, sll2 } from './link/linuxCooked'
import { mpls } from './link/mpls'
import { nullLoopback } from './link/nullLoopback'
import { chdlc, ppp, pppHdlc, pppoe } from './link/ppp'
import { radiotap, wlan, wlanPadded } from './link/wlan'
import { avs, backboneTag, fabricPath, ipoib, nflog, prism, slip, tokenRing } from './link/wrapped'
import { payload } from './payload'
import type { DatagramFacts, SegmentFacts } from './segmentFacts'
import { tcp } from './tcp/tcp'
import { erspan2, erspan3, etherIp, gre } from './tunnel/gre'
import { gtp } from './tunnel/gtp'
import { l2tp } from './tunnel/l2tp'
import { teredo } from './tunnel/teredo'
import { udp } from './tunnel/udp'
import { geneve, vxlan, vxlanGpe } from './tunnel/vxlan'

/** Headers of one frame, tags and extension headers included; real traffic has fewer than 20. */
const MAX_DEPTH = 64

const DISSECTORS: Readonly<Record<LayerName, Dissect>> = {
  ethernet,
  vlan,
  llc,
  sll,
  sll2,
  null: nullLoopback,
  pppHdlc,
  ppp,
  pppoe,
  chdlc,
  mpls,
  fddi,
  wlan,
  wlanPadded,
  radiotap,
  prism,
  avs,
  ppi,
  pktap,
  nflog,
  ipoib,
  slip,
  tokenRing,
  fabricPath,
  backboneTag,
  extensionTag,
  ipv4,
  ipv6,
  hopByHop,
  routing,
  fragment,
  authentication,
  destinationOptions,
  udp,
  gre,
  erspan2,
  erspan3,
  etherIp,
  vxlan,
  vxlanGpe,
  geneve,
  gtp,
  l2tp,
  teredo,
  tcp,
  payload,
}

/** Layers, and where bytes that their nodes mark are. */
export interface Dissection {
  readonly nodes: readonly FieldNode[]
  /** The frame with the datagram behind it whose fragment it ends; null: the frame alone. */
  readonly whole: WholeDatagram | null
}

/**
 * The layers of a frame, outermost first. Nodes mark bytes of the frame.
 *
 * @param facts of the segment asked for; null: only what the bytes say.
 */
export function dissect(frame: FrameBytes, linkType: number, facts: SegmentFacts | null): readonly FieldNode[] {
  const { nodes, whole } = dissectWhole(frame, linkType, facts, facts?.datagram ?? null)
  return whole === null ? nodes : placeInFrame(nodes, frame.captured, whole.piece)
}

/**
 * The same, where nodes may mark bytes that came in other frames.
 *
 * @param datagram that held the segment; null: it came in one piece.
 */
export function dissectWhole(
  frame: FrameBytes,
  linkType: number,
  facts: SegmentFacts | null,
  datagram: DatagramFacts | null,
): Dissection {
  const span = { at: 0, end: Math.max(frame.original, frame.captured) }
  const walk: Walk = { network: null, facts, datagram, whole: null }
  const nodes = walkOn(frame, span, afterLinkType(linkType), walk)
  return { nodes, whole: walk.whole }
}

function walkOn(frame: FrameBytes, from: Span, first: LayerName | null, walk: Walk): FieldNode[] {
  const nodes: FieldNode[] = []
  let layer = first
  let span = from
  let isTold = false
  for (let depth = 0; depth < MAX_DEPTH && layer !== null; depth++) {
    const dissected = DISSECTORS[layer](frame, span, walk)
    nodes.push(...dissected.nodes)
    if (dissected.next === null) return nodes
    layer = dissected.next.layer
    span = dissected.next.span
    const joined = isTold ? null : joinedAt(frame, span.at, walk)
    if (joined === null) continue
    isTold = true
    nodes.push(joined.node)
    if (joined.whole !== null) return [...nodes, ...nodesInside(joined.layer, joined.whole, frame, walk)]
  }
  const left = Math.min(span.end, frame.captured) - span.at
  if (left > 0)
    nodes.push(frame.node('data', 'Data', `${countWords(left)} bytes`, span.at, left, 'Not read further here.'))
  return nodes
}

/** The walk goes on in the datagram that the frame's fragment belongs to. */
function nodesInside(layer: LayerName | null, whole: WholeDatagram, frame: FrameBytes, walk: Walk): FieldNode[] {
  walk.whole = whole
  return walkOn(whole.frame, { at: frame.captured, end: whole.frame.captured }, layer, walk)
}

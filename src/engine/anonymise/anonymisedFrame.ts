/** A frame with other addresses. */
import { Frame, type Step } from './frame'
import { icmp, icmp6, igmp } from './ip/icmp'
import { ipv4 } from './ip/ipv4'
import { authenticationHeader, fragmentHeader, ipv6, optionsHeader, routingHeader } from './ip/ipv6'
import { etherIp, sctp } from './ip/protocol'
import { tcp } from './ip/tcp'
import { udp } from './ip/udp'
import type { LayerName } from './layerName'
import { arp } from './link/arp'
import { cooked, cooked2, nullLoopback } from './link/cooked'
import { backboneTag, ethernet, extensionTag, fabricPath, fddi, tokenRing, vlan } from './link/ethernet'
import { afterLinkType, ipOverInfiniband, nflog, pktap, ppi, slip } from './link/linkType'
import { llc } from './link/llc'
import { mpls, pseudowire } from './link/mpls'
import { bridged, ciscoHdlc, ppp, pppHdlc, pppoe } from './link/ppp'
import { avs, prism, radiotap, wlan, wlanPadded } from './link/wlan'
import type { Mask } from './mask'
import { erspan, gre, redirected } from './tunnel/gre'
import { gtp } from './tunnel/gtp'
import { l2tp } from './tunnel/l2tp'
import { teredo } from './tunnel/teredo'
import { geneve, vxlan, vxlanGpe } from './tunnel/vxlan'

const STEPS: Readonly<Record<LayerName, Step>> = {
  arp,
  cooked,
  cooked2,
  nullLoopback,
  backboneTag,
  ethernet,
  extensionTag,
  fabricPath,
  fddi,
  tokenRing,
  vlan,
  ipOverInfiniband,
  nflog,
  pktap,
  ppi,
  slip,
  llc,
  mpls,
  pseudowire,
  bridged,
  ciscoHdlc,
  ppp,
  pppHdlc,
  pppoe,
  avs,
  prism,
  radiotap,
  wlan,
  wlanPadded,
  icmp,
  icmp6,
  igmp,
  ipv4,
  authenticationHeader,
  fragmentHeader,
  ipv6,
  optionsHeader,
  routingHeader,
  etherIp,
  sctp,
  tcp,
  udp,
  erspan,
  gre,
  redirected,
  gtp,
  l2tp,
  teredo,
  geneve,
  vxlan,
  vxlanGpe,
}
/** Tunnels in tunnels beyond this are cut off. */
const MOST_LAYERS = 200

/** A frame's bytes as captured, and how they are to be read. */
export interface PlainFrame {
  readonly bytes: Uint8Array
  readonly linkType: number
  /** Bytes on the wire. */
  readonly originalLength: number
}

/**
 * What is understood of a frame, with other addresses and checksums that fit as well or as badly as before; what is not
 * understood is cut off or zero. Any bytes do.
 *
 * @param hasPayloads what applications sent stays, as it was; else frames end with their headers.
 */
export function anonymisedFrame(plain: PlainFrame, mask: Mask, hasPayloads: boolean): Uint8Array {
  const frame = new Frame(plain.bytes, plain.originalLength, mask, hasPayloads)
  let layer = afterLinkType(plain.linkType)
  for (let layers = 0; layer !== null && layers < MOST_LAYERS; layers += 1) {
    const { at, offered } = frame
    frame.offered = null
    layer = STEPS[layer](frame)
    if (offered === null) continue
    // Not what the port says: something of an application's.
    if (layer === null && frame.at === at) frame.payload()
    else frame.padTo(offered)
  }
  return frame.finished()
}

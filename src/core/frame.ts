/**
 * The walk from a frame's link type to its TCP header: one loop over small headers. What it finds is read through
 * cursor.ts's getters.
 */
import { dns } from './app/dnsLayer'
import { enter, holds } from './cursor'
import { authenticationHeader, extensionHeader, fragmentHeader, routingHeader } from './ip/extensionHeaders'
import { icmp, icmp6 } from './ip/icmp'
import { ipv4 } from './ip/ipv4'
import { ipv6 } from './ip/ipv6'
import { Layer } from './layer'
import { ciscoHdlc } from './link/ciscoHdlc'
import { ethernet } from './link/ethernet'
import { fddi } from './link/fddi'
import { afterLinkType } from './link/linkType'
import { linuxCooked, linuxCooked2 } from './link/linuxCooked'
import { llc } from './link/llc'
import { mpls, pseudowire } from './link/mpls'
import { nflog } from './link/nflog'
import { nullLoopback } from './link/nullLoopback'
import { ppp, pppHdlc } from './link/ppp'
import { pppoe } from './link/pppoe'
import { slip } from './link/slip'
import { tokenRing } from './link/tokenRing'
import { backboneTag, extensionTag, fabricPath, vlan } from './link/vlan'
import { wlan, wlanPadded } from './link/wlan'
import { avs, prism, radiotap } from './link/wlanCapture'
import { ipOverInfiniband, pktap, ppi } from './link/wrappers'
import { erspan } from './tunnel/erspan'
import { etherIp } from './tunnel/etherIp'
import { geneve } from './tunnel/geneve'
import { eoip, gre, wccp } from './tunnel/gre'
import { gtp } from './tunnel/gtp'
import { l2tp } from './tunnel/l2tp'
import { teredo } from './tunnel/teredo'
import { udp } from './tunnel/udp'
import { vxlan, vxlanGpe } from './tunnel/vxlan'

/** Headers before TCP's, tags and extension headers included; real traffic has fewer than 20. */
const MAX_DEPTH: u32 = 64
/** The least of a TCP header that says something of its flow: up to the window. Wireshark opens no stream for less. */
const TCP_UP_TO_WINDOW: u32 = 16

/**
 * Finds the TCP segment in a frame.
 *
 * @param linkType LinkType of the frame's interface; others hold no segment
 * @param ptr first byte of the frame; the bytes are read only and pointers into them are kept until the next call
 * @param captured bytes in memory
 * @param original bytes that the frame had on its link
 * @returns whether the frame holds a segment of which the header was captured at least up to its window
 */
export function dissectFrame(linkType: u32, ptr: usize, captured: u32, original: u32): bool {
  enter(ptr, captured, original)
  let layer = afterLinkType(linkType)
  for (let depth: u32 = 0; depth < MAX_DEPTH && layer > Layer.TCP; depth++) layer = step(layer)
  return layer === Layer.TCP && holds(TCP_UP_TO_WINDOW)
}

function step(layer: Layer): Layer {
  if (layer === Layer.ETHERNET) return ethernet()
  if (layer === Layer.IPV4) return ipv4()
  if (layer === Layer.IPV6) return ipv6()
  return rareStep(layer)
}

function rareStep(layer: Layer): Layer {
  switch (layer) {
    case Layer.VLAN:
      return vlan()
    case Layer.UDP:
      return udp()
    case Layer.ICMP:
      return icmp()
    case Layer.ICMP_6:
      return icmp6()
    case Layer.LLC:
      return llc()
    case Layer.SLL:
      return linuxCooked()
    case Layer.SLL2:
      return linuxCooked2()
    case Layer.NULL_LOOPBACK:
      return nullLoopback()
    case Layer.PPP_HDLC:
      return pppHdlc()
    case Layer.PPP:
      return ppp()
    case Layer.PPPOE:
      return pppoe()
    case Layer.CISCO_HDLC:
      return ciscoHdlc()
    case Layer.MPLS:
      return mpls()
    case Layer.PSEUDOWIRE:
      return pseudowire()
    case Layer.BACKBONE_TAG:
      return backboneTag()
    case Layer.EXTENSION_TAG:
      return extensionTag()
    case Layer.FABRIC_PATH:
      return fabricPath()
    case Layer.EXTENSION_HEADER:
      return extensionHeader()
    case Layer.ROUTING_HEADER:
      return routingHeader()
    case Layer.FRAGMENT_HEADER:
      return fragmentHeader()
    case Layer.AUTHENTICATION_HEADER:
      return authenticationHeader()
    default:
      return layer >= Layer.GRE ? tunnelStep(layer) : mediumStep(layer)
  }
}

function mediumStep(layer: Layer): Layer {
  switch (layer) {
    case Layer.FDDI:
      return fddi()
    case Layer.TOKEN_RING:
      return tokenRing()
    case Layer.WLAN:
      return wlan()
    case Layer.WLAN_PADDED:
      return wlanPadded()
    case Layer.RADIOTAP:
      return radiotap()
    case Layer.PRISM:
      return prism()
    case Layer.AVS:
      return avs()
    case Layer.PPI:
      return ppi()
    case Layer.NFLOG:
      return nflog()
    case Layer.PKTAP:
      return pktap()
    case Layer.IPOIB:
      return ipOverInfiniband()
    case Layer.SLIP:
      return slip()
    default:
      return Layer.NONE
  }
}

function tunnelStep(layer: Layer): Layer {
  switch (layer) {
    case Layer.GRE:
      return gre()
    case Layer.WCCP:
      return wccp()
    case Layer.EOIP:
      return eoip()
    case Layer.ETHER_IP:
      return etherIp()
    case Layer.ERSPAN:
      return erspan()
    case Layer.VXLAN:
      return vxlan()
    case Layer.VXLAN_GPE:
      return vxlanGpe()
    case Layer.GENEVE:
      return geneve()
    case Layer.GTP:
      return gtp()
    case Layer.TEREDO:
      return teredo()
    case Layer.L2TP:
      return l2tp()
    case Layer.DNS:
      return dns()
    default:
      return Layer.NONE
  }
}

import { LinkType } from '../../contracts/abi'
import { Layer } from '../layer'

/** The layer that a frame of this link type (https://www.tcpdump.org/linktypes.html) begins with. */
export function afterLinkType(linkType: u32): Layer {
  if (linkType === LinkType.ETHERNET) return Layer.ETHERNET
  return afterRareLinkType(linkType)
}

function afterRareLinkType(linkType: u32): Layer {
  switch (linkType) {
    case LinkType.LINUX_SLL:
      return Layer.SLL
    case LinkType.LINUX_SLL2:
      return Layer.SLL2
    case LinkType.NULL:
    case LinkType.LOOP:
      return Layer.NULL_LOOPBACK
    // The version nibble decides; IPV4's step reads it.
    case LinkType.RAW:
    case LinkType.RAW_BSD:
    case LinkType.RAW_OPENBSD:
    case LinkType.IPV4:
      return Layer.IPV4
    case LinkType.IPV6:
      return Layer.IPV6
    case LinkType.PPP:
    case LinkType.PPP_HDLC:
      return Layer.PPP_HDLC
    case LinkType.PPP_ETHER:
      return Layer.PPPOE
    case LinkType.C_HDLC:
      return Layer.CISCO_HDLC
    case LinkType.FDDI:
      return Layer.FDDI
    case LinkType.IEEE802_5:
      return Layer.TOKEN_RING
    case LinkType.IEEE802_11:
      return Layer.WLAN
    case LinkType.IEEE802_11_PRISM:
      return Layer.PRISM
    case LinkType.IEEE802_11_RADIOTAP:
      return Layer.RADIOTAP
    case LinkType.IEEE802_11_AVS:
      return Layer.AVS
    case LinkType.PPI:
      return Layer.PPI
    case LinkType.NFLOG:
      return Layer.NFLOG
    case LinkType.PKTAP:
      return Layer.PKTAP
    case LinkType.IPOIB:
      return Layer.IPOIB
    case LinkType.SLIP:
      return Layer.SLIP
    default:
      return Layer.NONE
  }
}

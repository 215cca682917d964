import { advance, byteAt, holds, wordAt } from '../cursor'
import { Layer } from '../layer'

// RFC 1662 §3.1: address and control, which the peers may agree to leave out.
const ADDRESS: u32 = 0
const ADDRESS_AND_CONTROL: u32 = 2
const ALL_STATIONS: u32 = 0xff
const CISCO_UNICAST: u32 = 0x0f
const CISCO_MULTICAST: u32 = 0x8f
// RFC 1661 §2: protocol numbers end in an odd octet, so a first octet that is odd is the whole (compressed) number.
const COMPRESSED: u32 = 1

// https://www.iana.org/assignments/ppp-numbers
const IPV4: u32 = 0x0021
const IPV6: u32 = 0x0057
const BRIDGING: u32 = 0x0031
const MPLS: u32 = 0x0281
const MPLS_MULTICAST: u32 = 0x0283
// Not PPP numbers, but some equipment writes Ethertypes here.
const ETHERTYPE_IPV4: u32 = 0x0800
const ETHERTYPE_IPV6: u32 = 0x86dd

// RFC 3518 §4.2: flags, MAC type, then the bridged frame.
const BRIDGE_MAC_TYPE: u32 = 1
const BRIDGE_HEADER: u32 = 2
const BRIDGED_ETHERNET: u32 = 1

/** PPP in HDLC-like framing, or Cisco's HDLC on the same link type. */
export function pppHdlc(): Layer {
  if (!holds(ADDRESS_AND_CONTROL)) return Layer.NONE
  const address = byteAt(ADDRESS)
  if (address === CISCO_UNICAST || address === CISCO_MULTICAST) return Layer.CISCO_HDLC
  if (address === ALL_STATIONS) advance(ADDRESS_AND_CONTROL)
  return Layer.PPP
}

/** PPP from its protocol field on. */
export function ppp(): Layer {
  if (!holds(1)) return Layer.NONE
  let protocol = byteAt(0)
  if (protocol & COMPRESSED) {
    advance(1)
  } else {
    if (!holds(2)) return Layer.NONE
    protocol = wordAt(0)
    advance(2)
  }
  switch (protocol) {
    case IPV4:
    case ETHERTYPE_IPV4:
      return Layer.IPV4
    case IPV6:
    case ETHERTYPE_IPV6:
      return Layer.IPV6
    case MPLS:
    case MPLS_MULTICAST:
      return Layer.MPLS
    case BRIDGING:
      return bridged()
    default:
      return Layer.NONE
  }
}

function bridged(): Layer {
  if (!holds(BRIDGE_HEADER) || byteAt(BRIDGE_MAC_TYPE) !== BRIDGED_ETHERNET) return Layer.NONE
  advance(BRIDGE_HEADER)
  return Layer.ETHERNET
}

import { Layer } from '../layer'

// https://www.iana.org/assignments/protocol-numbers
const HOP_BY_HOP: u32 = 0
const ICMP: u32 = 1
const IP_IN_IP: u32 = 4
const TCP: u32 = 6
const UDP: u32 = 17
const IPV6_IN_IP: u32 = 41
const ROUTING: u32 = 43
const FRAGMENT: u32 = 44
const GRE: u32 = 47
const AUTHENTICATION: u32 = 51
const ICMP_6: u32 = 58
const DESTINATION_OPTIONS: u32 = 60
const ETHER_IP: u32 = 97
const MOBILITY: u32 = 135
const MPLS_IN_IP: u32 = 137
const ETHERNET: u32 = 143

/** The layer that an IP protocol number (a next header of IPv6) announces. */
export function afterProtocol(protocol: u32): Layer {
  return protocol === TCP ? Layer.TCP : afterOtherProtocol(protocol)
}

function afterOtherProtocol(protocol: u32): Layer {
  switch (protocol) {
    case UDP:
      return Layer.UDP
    case ICMP:
      return Layer.ICMP
    case ICMP_6:
      return Layer.ICMP_6
    case IP_IN_IP:
      return Layer.IPV4
    case IPV6_IN_IP:
      return Layer.IPV6
    case HOP_BY_HOP:
    case DESTINATION_OPTIONS:
    case MOBILITY:
      return Layer.EXTENSION_HEADER
    case ROUTING:
      return Layer.ROUTING_HEADER
    case FRAGMENT:
      return Layer.FRAGMENT_HEADER
    case AUTHENTICATION:
      return Layer.AUTHENTICATION_HEADER
    case GRE:
      return Layer.GRE
    case ETHER_IP:
      return Layer.ETHER_IP
    case MPLS_IN_IP:
      return Layer.MPLS
    case ETHERNET:
      return Layer.ETHERNET
    default:
      return Layer.NONE
  }
}

/** What an IP header announces. */
import type { Frame, LayerName } from '../frame'

/** https://www.iana.org/assignments/protocol-numbers */
const HOP_BY_HOP = 0
const ICMP = 1
const IGMP = 2
const IP_IN_IP = 4
const TCP = 6
const UDP = 17
const IPV6_IN_IP = 41
const ROUTING = 43
const FRAGMENT = 44
const GRE = 47
const AUTHENTICATION = 51
const ICMP_6 = 58
const DESTINATION_OPTIONS = 60
const ETHER_IP = 97
const SCTP = 132
const MPLS_IN_IP = 137
const ETHERNET = 143
const ETHER_IP_BYTES = 2
const SCTP_BYTES = 12

/** null: nothing that is read. */
export function afterProtocol(protocol: number): LayerName | null {
  switch (protocol) {
    case TCP:
      return 'tcp'
    case UDP:
      return 'udp'
    case ICMP:
      return 'icmp'
    case ICMP_6:
      return 'icmp6'
    case IGMP:
      return 'igmp'
    case IP_IN_IP:
      return 'ipv4'
    case IPV6_IN_IP:
      return 'ipv6'
    case HOP_BY_HOP:
    case DESTINATION_OPTIONS:
      return 'optionsHeader'
    case ROUTING:
      return 'routingHeader'
    case FRAGMENT:
      return 'fragmentHeader'
    case AUTHENTICATION:
      return 'authenticationHeader'
    case GRE:
      return 'gre'
    case ETHER_IP:
      return 'etherIp'
    case SCTP:
      return 'sctp'
    case MPLS_IN_IP:
      return 'mpls'
    case ETHERNET:
      return 'ethernet'
    default:
      return null
  }
}

/** Their headers are in the first fragment, so that later ones carry what was sent in them. */
const CARRIERS: readonly number[] = [IP_IN_IP, TCP, UDP, IPV6_IN_IP, GRE]

/** A fragment that isn't the first. */
export function continued(frame: Frame, protocol: number): null {
  if (CARRIERS.includes(protocol)) frame.payload()
  return null
}

/** RFC 3378 */
export function etherIp(frame: Frame): LayerName | null {
  if (!frame.holds(ETHER_IP_BYTES)) return null
  frame.advance(ETHER_IP_BYTES)
  return 'ethernet'
}

/** Its checksum counts no addresses in; its chunks may name some. */
export function sctp(frame: Frame): null {
  if (frame.holds(SCTP_BYTES)) frame.advance(SCTP_BYTES)
  return null
}

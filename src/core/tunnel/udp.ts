import { advance, holds, narrow, wordAt } from '../cursor'
import { Layer } from '../layer'

// RFC 768
const SOURCE_PORT: u32 = 0
const DESTINATION_PORT: u32 = 2
const LENGTH: u32 = 4
const HEADER: u32 = 8

// https://www.iana.org/assignments/service-names-port-numbers
const DNS: u32 = 53
const L2TP: u32 = 1701
const GTP_CONTROL: u32 = 2123
const GTP_USER: u32 = 2152
const TEREDO: u32 = 3544
const GRE_IN_UDP: u32 = 4754
const VXLAN: u32 = 4789
const VXLAN_GPE: u32 = 4790
const GENEVE: u32 = 6081
const MPLS_IN_UDP: u32 = 6635
// Linux's VXLAN port from before the assignment.
const VXLAN_LINUX: u32 = 8472

/** UDP, which matters here for the tunnels in it and for DNS: either port tells which, the lower one first as in Wireshark. */
export function udp(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const source = wordAt(SOURCE_PORT)
  const destination = wordAt(DESTINATION_PORT)
  const length = wordAt(LENGTH)
  advance(HEADER)
  // 0: a jumbogram (RFC 2675 §4).
  if (length) {
    if (length < HEADER) return Layer.NONE
    narrow(length - HEADER)
  }
  return afterPort(min(source, destination)) || afterPort(max(source, destination))
}

function afterPort(port: u32): Layer {
  switch (port) {
    case DNS:
      return Layer.DNS
    case L2TP:
      return Layer.L2TP
    case GTP_CONTROL:
    case GTP_USER:
      return Layer.GTP
    case TEREDO:
      return Layer.TEREDO
    case GRE_IN_UDP:
      return Layer.GRE
    case VXLAN:
    case VXLAN_LINUX:
      return Layer.VXLAN
    case VXLAN_GPE:
      return Layer.VXLAN_GPE
    case GENEVE:
      return Layer.GENEVE
    case MPLS_IN_UDP:
      return Layer.MPLS
    default:
      return Layer.NONE
  }
}

import { Layer } from '../layer'

// https://www.iana.org/assignments/ieee-802-numbers
const IPV4: u32 = 0x0800
const TRANSPARENT_BRIDGING: u32 = 0x6558
const VLAN: u32 = 0x8100
const IPV6: u32 = 0x86dd
const MPLS: u32 = 0x8847
const MPLS_MULTICAST: u32 = 0x8848
const PPPOE_SESSION: u32 = 0x8864
const JUMBO_LLC: u32 = 0x8870
const PROVIDER_VLAN: u32 = 0x88a8
const BACKBONE_TAG: u32 = 0x88e7
const FABRIC_PATH: u32 = 0x8903
const EXTENSION_TAG: u32 = 0x893f
// Not assigned: what switches stacked before 802.1ad was finished.
const OLD_STACKED_VLAN: u32 = 0x9100

/** The layer that an Ethertype announces. */
export function afterEthertype(type: u32): Layer {
  if (type === IPV4) return Layer.IPV4
  if (type === IPV6) return Layer.IPV6
  return afterRareEthertype(type)
}

function afterRareEthertype(type: u32): Layer {
  switch (type) {
    case VLAN:
    case PROVIDER_VLAN:
    case OLD_STACKED_VLAN:
      return Layer.VLAN
    case MPLS:
    case MPLS_MULTICAST:
      return Layer.MPLS
    case PPPOE_SESSION:
      return Layer.PPPOE
    case JUMBO_LLC:
      return Layer.LLC
    case TRANSPARENT_BRIDGING:
      return Layer.ETHERNET
    case BACKBONE_TAG:
      return Layer.BACKBONE_TAG
    case FABRIC_PATH:
      return Layer.FABRIC_PATH
    case EXTENSION_TAG:
      return Layer.EXTENSION_TAG
    default:
      return Layer.NONE
  }
}

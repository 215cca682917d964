/** What an Ethertype announces. */
import type { LayerName } from '../frame'

/** https://www.iana.org/assignments/ieee-802-numbers. */
export function afterEthertype(type: number): LayerName | null {
  switch (type) {
    case 0x0800:
      return 'ipv4'
    case 0x86dd:
      return 'ipv6'
    case 0x0806:
    case 0x8035:
      return 'arp'
    case 0x8100:
    case 0x88a8:
    case 0x9100:
      return 'vlan'
    case 0x8847:
    case 0x8848:
      return 'mpls'
    case 0x8864:
      return 'pppoe'
    case 0x8870:
      return 'llc'
    case 0x6558:
      return 'ethernet'
    case 0x88e7:
      return 'backboneTag'
    case 0x8903:
      return 'fabricPath'
    case 0x893f:
      return 'extensionTag'
    default:
      return null
  }
}

/** Ethertypes: what they are called and which layer they announce. */
import type { LayerName } from '../layer'

interface Known {
  readonly name: string
  readonly layer: LayerName | null
}

// https://www.iana.org/assignments/ieee-802-numbers
const ETHERTYPES: ReadonlyMap<number, Known> = new Map<number, Known>([
  [0x0800, { name: 'IPv4', layer: 'ipv4' }],
  [0x0806, { name: 'ARP', layer: null }],
  [0x6558, { name: 'Transparent Ethernet bridging', layer: 'ethernet' }],
  [0x8100, { name: '802.1Q VLAN', layer: 'vlan' }],
  [0x86dd, { name: 'IPv6', layer: 'ipv6' }],
  [0x8847, { name: 'MPLS', layer: 'mpls' }],
  [0x8848, { name: 'MPLS multicast', layer: 'mpls' }],
  [0x8863, { name: 'PPPoE discovery', layer: null }],
  [0x8864, { name: 'PPPoE session', layer: 'pppoe' }],
  [0x8870, { name: 'Jumbo LLC', layer: 'llc' }],
  [0x88a8, { name: '802.1ad service VLAN', layer: 'vlan' }],
  [0x88e7, { name: '802.1ah backbone service', layer: 'backboneTag' }],
  [0x8903, { name: 'FabricPath', layer: 'fabricPath' }],
  [0x893f, { name: '802.1BR extension', layer: 'extensionTag' }],
  [0x9100, { name: 'stacked VLAN', layer: 'vlan' }],
])

/** Up to here the field is a length, from 1536 on a type (IEEE 802.3 §3.2.6). */
export const LENGTH_MAX = 1500

export const ethertypeName = (type: number): string => ETHERTYPES.get(type)?.name ?? 'another protocol'
export const afterEthertype = (type: number): LayerName | null => ETHERTYPES.get(type)?.layer ?? null

/** IP protocol numbers (https://www.iana.org/assignments/protocol-numbers): names, and the layers read here. */
import type { LayerName } from '../layer'

interface Protocol {
  readonly name: string
  readonly layer: LayerName | null
}

const PROTOCOLS: ReadonlyMap<number, Protocol> = new Map<number, Protocol>([
  [0, { name: 'Hop-by-hop options', layer: 'hopByHop' }],
  [1, { name: 'ICMP', layer: null }],
  [4, { name: 'IPv4', layer: 'ipv4' }],
  [6, { name: 'TCP', layer: 'tcp' }],
  [17, { name: 'UDP', layer: 'udp' }],
  [41, { name: 'IPv6', layer: 'ipv6' }],
  [43, { name: 'Routing header', layer: 'routing' }],
  [44, { name: 'Fragment header', layer: 'fragment' }],
  [47, { name: 'GRE', layer: 'gre' }],
  [50, { name: 'ESP', layer: null }],
  [51, { name: 'Authentication header', layer: 'authentication' }],
  [58, { name: 'ICMPv6', layer: null }],
  [59, { name: 'No next header', layer: null }],
  [60, { name: 'Destination options', layer: 'destinationOptions' }],
  [97, { name: 'EtherIP', layer: 'etherIp' }],
  [132, { name: 'SCTP', layer: null }],
])

export const protocolName = (protocol: number): string => PROTOCOLS.get(protocol)?.name ?? 'another protocol'
export const afterProtocol = (protocol: number): LayerName | null => PROTOCOLS.get(protocol)?.layer ?? null

/** VXLAN (RFC 7348), its generic extension, and Geneve (RFC 8926). */
import { hexNumber } from '../frameBytes'
import { type Dissect, follow, type LayerName, stop } from '../layer'
import { afterEthertype, ethertypeName } from '../link/ethertype'

const HEADER = 8
const NETWORK = 4
const NEXT_PROTOCOL = 3
const NEXT_LAYERS: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [1, 'ipv4'],
  [2, 'ipv6'],
  [3, 'ethernet'],
  [5, 'mpls'],
])

const vxlanWith =
  (name: string, layerAt: (next: number) => LayerName | null): Dissect =>
  (frame, span) => {
    const { at, end } = span
    if (!frame.holds(at, HEADER, end)) return stop(frame.broken('vxlan', name, span, HEADER))
    const network = frame.u24(at + NETWORK)
    const children = [
      frame.node('vxlan.flags', 'Flags', hexNumber(frame.u16(at), 4), at, 2),
      frame.node('vxlan.vni', 'Network identifier', network, at + NETWORK, 3),
    ]
    const node = frame.node('vxlan', name, `network ${network}`, at, HEADER, '', children)
    return { nodes: [node], next: follow(layerAt(frame.u8(at + NEXT_PROTOCOL)), at + HEADER, end) }
  }

export const vxlan = vxlanWith('VXLAN', () => 'ethernet')
export const vxlanGpe = vxlanWith('VXLAN, generic extension', (next) => NEXT_LAYERS.get(next) ?? null)

const OPTION_WORDS = 0x3f

export const geneve: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('geneve', 'Geneve', span, HEADER))
  const options = (frame.u8(at) & OPTION_WORDS) * 4
  if (!frame.holds(at, HEADER + options, end)) return stop(frame.broken('geneve', 'Geneve', span, HEADER + options))
  const version = frame.u8(at) >> 6
  const type = frame.u16(at + 2)
  const network = frame.u24(at + NETWORK)
  const children = [
    frame.node('geneve.version', 'Version', version, at, 1),
    frame.node('geneve.proto_type', 'Protocol', hexNumber(type, 4), at + 2, 2, ethertypeName(type)),
    frame.node('geneve.vni', 'Network identifier', network, at + NETWORK, 3),
  ]
  if (options > 0)
    children.push(frame.node('geneve.options', 'Options', frame.hex(at + HEADER, options), at + HEADER, options))
  const node = frame.node('geneve', 'Geneve', `network ${network}`, at, HEADER + options, '', children)
  return { nodes: [node], next: follow(version === 0 ? afterEthertype(type) : null, at + HEADER + options, end) }
}

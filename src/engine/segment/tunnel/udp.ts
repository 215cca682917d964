/** UDP (RFC 768), for the tunnels it carries. */
import { type Dissect, follow, type LayerName, stop } from '../layer'

const HEADER = 8
const LENGTH = 4
const CHECKSUM = 6
// https://www.iana.org/assignments/service-names-port-numbers; 8472 is Linux's VXLAN port from before the assignment.
const TUNNELS: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [1701, 'l2tp'],
  [2123, 'gtp'],
  [2152, 'gtp'],
  [3544, 'teredo'],
  [4754, 'gre'],
  [4789, 'vxlan'],
  [4790, 'vxlanGpe'],
  [6081, 'geneve'],
  [6635, 'mpls'],
  [8472, 'vxlan'],
])

export const udp: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('udp', 'UDP', span, HEADER))
  const source = frame.u16(at)
  const destination = frame.u16(at + 2)
  const length = frame.u16(at + LENGTH)
  const isMalformed = length !== 0 && (length < HEADER || length > end - at)
  const children = [
    frame.node('udp.srcport', 'Source port', source, at, 2),
    frame.node('udp.dstport', 'Destination port', destination, at + 2, 2),
    frame.node(
      'udp.length',
      'Length',
      length,
      at + LENGTH,
      2,
      isMalformed ? `Malformed: ${end - at} bytes are there.` : '',
    ),
    frame.node('udp.checksum', 'Checksum', `0x${frame.hex(at + CHECKSUM, 2)}`, at + CHECKSUM, 2),
  ]
  const node = frame.node('udp', 'UDP', `${source} → ${destination}`, at, HEADER, '', children)
  const layer = TUNNELS.get(Math.min(source, destination)) ?? TUNNELS.get(Math.max(source, destination)) ?? null
  const datagramEnd = length >= HEADER ? Math.min(end, at + length) : end
  return { nodes: [node], next: follow(layer, at + HEADER, datagramEnd) }
}

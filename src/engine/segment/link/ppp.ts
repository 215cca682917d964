/** PPP (RFC 1661, RFC 1662), PPP over Ethernet (RFC 2516) and Cisco HDLC. */
import { hexNumber } from '../frameBytes'
import { type Dissect, follow, type LayerName, stop } from '../layer'
import { afterEthertype, ethertypeName } from './ethertype'

const ALL_STATIONS = 0xff
const UNNUMBERED = 0x03
const CISCO_ADDRESSES: readonly number[] = [0x0f, 0x8f]

/** PPP in HDLC-like framing: address and control may be left out; Cisco's HDLC shares the link type. */
export const pppHdlc: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, 2, end)) return stop(frame.broken('ppp', 'PPP', span, 2))
  if (CISCO_ADDRESSES.includes(frame.u8(at))) return { nodes: [], next: follow('chdlc', at, end) }
  if (frame.u8(at) !== ALL_STATIONS) return { nodes: [], next: follow('ppp', at, end) }
  const length = frame.u8(at + 1) === UNNUMBERED ? 2 : 1
  const children = [frame.node('ppp.address', 'Address', hexNumber(ALL_STATIONS, 2), at, 1, 'All stations.')]
  if (length === 2) children.push(frame.node('ppp.control', 'Control', hexNumber(UNNUMBERED, 2), at + 1, 1))
  const node = frame.node('', 'HDLC-like framing', '', at, length, '', children)
  return { nodes: [node], next: follow('ppp', at + length, end) }
}

interface PppProtocol {
  readonly name: string
  readonly layer: LayerName | null
}
// https://www.iana.org/assignments/ppp-numbers; the last two are Ethertypes that some equipment writes here.
const PROTOCOLS: ReadonlyMap<number, PppProtocol> = new Map<number, PppProtocol>([
  [0x0021, { name: 'IPv4', layer: 'ipv4' }],
  [0x0057, { name: 'IPv6', layer: 'ipv6' }],
  [0x0281, { name: 'MPLS', layer: 'mpls' }],
  [0x0283, { name: 'MPLS multicast', layer: 'mpls' }],
  [0xc021, { name: 'Link control', layer: null }],
  [0x8021, { name: 'IPv4 control', layer: null }],
  [0x0800, { name: 'IPv4', layer: 'ipv4' }],
  [0x86dd, { name: 'IPv6', layer: 'ipv6' }],
])

/** PPP from its protocol field on, which is one octet where that one is odd. */
export const ppp: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, 1, end)) return stop(frame.broken('ppp', 'PPP', span, 1))
  const length = (frame.u8(at) & 1) !== 0 ? 1 : 2
  if (!frame.holds(at, length, end)) return stop(frame.broken('ppp', 'PPP', span, length))
  const protocol = length === 1 ? frame.u8(at) : frame.u16(at)
  const known = PROTOCOLS.get(protocol)
  const child = frame.node('ppp.protocol', 'Protocol', hexNumber(protocol, 4), at, length, known?.name ?? '')
  const node = frame.node('ppp', 'PPP', known?.name ?? hexNumber(protocol, 4), at, length, '', [child])
  return { nodes: [node], next: follow(known?.layer ?? null, at + length, end) }
}

const PPPOE_HEADER = 6
const PPPOE_LENGTH = 4

export const pppoe: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, PPPOE_HEADER, end)) return stop(frame.broken('pppoes', 'PPP over Ethernet', span, PPPOE_HEADER))
  const code = frame.u8(at + 1)
  const session = frame.u16(at + 2)
  const length = frame.u16(at + PPPOE_LENGTH)
  const children = [
    frame.node('pppoe.version', 'Version', frame.u8(at) >> 4, at, 1),
    frame.node('pppoe.type', 'Type', frame.u8(at) & 0xf, at, 1),
    frame.node('pppoe.code', 'Code', hexNumber(code, 2), at + 1, 1, code === 0 ? 'Session data.' : 'Discovery.'),
    frame.node('pppoe.session_id', 'Session', hexNumber(session, 4), at + 2, 2),
    frame.node('pppoe.payload_length', 'Payload length', length, at + PPPOE_LENGTH, 2),
  ]
  const after = at + PPPOE_HEADER
  const node = frame.node(
    'pppoes',
    'PPP over Ethernet',
    `session ${hexNumber(session, 4)}`,
    at,
    PPPOE_HEADER,
    '',
    children,
  )
  return { nodes: [node], next: follow(code === 0 ? 'ppp' : null, after, Math.min(end, after + length)) }
}

const CHDLC_HEADER = 4

export const chdlc: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, CHDLC_HEADER, end)) return stop(frame.broken('chdlc', 'Cisco HDLC', span, CHDLC_HEADER))
  const type = frame.u16(at + 2)
  const children = [
    frame.node('chdlc.address', 'Address', hexNumber(frame.u8(at), 2), at, 1),
    frame.node('chdlc.protocol', 'Protocol', hexNumber(type, 4), at + 2, 2, ethertypeName(type)),
  ]
  const node = frame.node('chdlc', 'Cisco HDLC', '', at, CHDLC_HEADER, '', children)
  return { nodes: [node], next: follow(afterEthertype(type), at + CHDLC_HEADER, end) }
}

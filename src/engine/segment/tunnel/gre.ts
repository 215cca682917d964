/** GRE (RFC 2784, RFC 2890; version 1: RFC 2637) and what it alone carries: ERSPAN; and EtherIP (RFC 3378). */
import type { FieldNode } from '../../../contracts/segment'
import { type FrameBytes, hexNumber, type Span } from '../frameBytes'
import { type Dissect, type Dissected, follow, type LayerName, stop } from '../layer'
import { afterEthertype, ethertypeName } from '../link/ethertype'

const HEADER = 4
const FIELD = 4
const HAS_CHECKSUM = 0x8000
const HAS_ROUTING = 0x4000
const HAS_KEY = 0x2000
const HAS_SEQUENCE = 0x1000
const HAS_ACKNOWLEDGMENT = 0x0080
const VERSION = 0x0007
const PPP = 0x880b
const ERSPAN = 0x88be
const ERSPAN_3 = 0x22eb
// MikroTik's Ethernet over IP.
const EOIP = 0x6400
const EOIP_HEADER = 8
const WCCP = 0x883e
const WCCP_HEADER = 4

export const gre: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('gre', 'GRE', span, HEADER))
  const flags = frame.u16(at)
  const protocol = frame.u16(at + 2)
  const version = flags & VERSION
  const children: FieldNode[] = [
    frame.node('gre.flags_and_version', 'Flags and version', hexNumber(flags, 4), at, 2, `Version ${version}.`),
    frame.node('gre.proto', 'Protocol', hexNumber(protocol, 4), at + 2, 2, ethertypeName(protocol)),
  ]
  if (version === 1 && protocol === EOIP) return ethernetOverIp(frame, span, children)
  let next = at + HEADER
  const optional = (filter: string, name: string, isThere: boolean): void => {
    if (!isThere) return
    children.push(frame.node(filter, name, hexNumber(frame.u32(next), 8), next, FIELD))
    next += FIELD
  }
  optional('gre.checksum', 'Checksum and offset', (flags & (HAS_CHECKSUM | HAS_ROUTING)) !== 0)
  optional('gre.key', 'Key', (flags & HAS_KEY) !== 0)
  optional('gre.sequence_number', 'Sequence number', (flags & HAS_SEQUENCE) !== 0)
  optional('gre.ack_number', 'Acknowledgment number', version === 1 && (flags & HAS_ACKNOWLEDGMENT) !== 0)
  if (!frame.holds(at, next - at, end)) return stop(frame.broken('gre', 'GRE', span, next - at))
  const node = frame.node('gre', 'GRE', ethertypeName(protocol), at, next - at, '', children)
  if (version > 1 || (flags & HAS_ROUTING) !== 0) return { nodes: [node], next: follow(null, next, end) }
  // Web cache redirection may put 4 bytes before the packet; a version nibble tells that it didn't.
  if (protocol === WCCP && frame.u8(next) >> 4 !== 4) next += WCCP_HEADER
  return { nodes: [node], next: follow(afterGre(protocol, (flags & HAS_SEQUENCE) !== 0), Math.min(next, end), end) }
}

/** GRE's key field is a length and a tunnel number. */
function ethernetOverIp(frame: FrameBytes, span: Span, children: readonly FieldNode[]): Dissected {
  const { at, end } = span
  const name = 'Ethernet over IP'
  if (!frame.holds(at, EOIP_HEADER, end)) return stop(frame.broken('gre', name, span, EOIP_HEADER))
  const node = frame.node('gre', name, '', at, EOIP_HEADER, '', children)
  return { nodes: [node], next: follow('ethernet', at + EOIP_HEADER, end) }
}

function afterGre(protocol: number, isSequenced: boolean): LayerName | null {
  switch (protocol) {
    case PPP:
      return 'pppHdlc'
    case WCCP:
      return 'ipv4'
    case ERSPAN:
      return isSequenced ? 'erspan2' : 'ethernet'
    case ERSPAN_3:
      return 'erspan3'
    default:
      return afterEthertype(protocol)
  }
}

/** A header of which only its length matters here. */
const opaque =
  (filter: string, name: string, header: (first: number, last: number) => number, base: number): Dissect =>
  (frame, span) => {
    const { at, end } = span
    const length = frame.holds(at, base, end) ? header(frame.u8(at), frame.u8(at + base - 1)) : base
    if (!frame.holds(at, length, end)) return stop(frame.broken(filter, name, span, length))
    return {
      nodes: [frame.node(filter, name, frame.hex(at, length), at, length)],
      next: follow('ethernet', at + length, end),
    }
  }

const HAS_PLATFORM = 0x01
/** draft-foschiano-erspan-03: mirrored Ethernet frames. */
export const erspan2 = opaque('erspan', 'ERSPAN type II', () => 8, 8)
export const erspan3 = opaque('erspan', 'ERSPAN type III', (_, flags) => ((flags & HAS_PLATFORM) !== 0 ? 20 : 12), 12)
export const etherIp = opaque('etherip', 'EtherIP', () => 2, 2)

/** IPv6's extension headers (RFC 8200 §4, RFC 4302), and what they do to the addresses that a checksum covers. */
import type { FieldNode } from '../../../contracts/segment'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, type Network, stop } from '../layer'
import { FRAGMENT_UNIT, fragmentOffsetNode } from './fragmentOffset'
import { afterProtocol, protocolName } from './protocol'

export function nextHeaderNode(frame: FrameBytes, filter: string, at: number): FieldNode {
  return frame.node(filter, 'Next header', frame.u8(at), at, 1, protocolName(frame.u8(at)))
}

interface Extension {
  readonly filter: string
  readonly name: string
  /** Bytes of the header where its length field is 0, and for each one more. */
  readonly base: number
  readonly unit: number
  /** Its next header, and its length in bytes, where they aren't `nxt` and `len_oct`. */
  readonly nextName?: string
  readonly lengthNode?: (frame: FrameBytes, at: number, bytes: number) => FieldNode
  readonly fields?: (frame: FrameBytes, at: number) => FieldNode[]
  readonly reroute?: (frame: FrameBytes, at: number, length: number, network: Network) => Network
}

function extension({ filter, name, base, unit, nextName, lengthNode, fields, reroute }: Extension): Dissect {
  return (frame, span, walk) => {
    const { at, end } = span
    const length = frame.holds(at, 2, end) ? base + unit * frame.u8(at + 1) : base
    if (!frame.holds(at, length, end)) return stop(frame.broken(filter, name, span, length))
    if (walk.network !== null) walk.network = reroute?.(frame, at, length, walk.network) ?? walk.network
    const children = [
      nextHeaderNode(frame, nextName ?? `${filter}.nxt`, at),
      lengthNode?.(frame, at + 1, length) ?? frame.node(`${filter}.len_oct`, 'Length', `${length} bytes`, at + 1, 1),
      ...(fields?.(frame, at) ?? []),
    ]
    const node = frame.node(filter, name, '', at, length, '', children)
    return { nodes: [node], next: follow(afterProtocol(frame.u8(at)), at + length, end) }
  }
}

export const hopByHop = extension({ filter: 'ipv6.hopopts', name: 'Hop-by-hop options', base: 8, unit: 8 })

const PAD_1 = 0
const HOME_ADDRESS = 0xc9
const ADDRESS = 16

/** A mobile node's packets come from where it is, but its checksums count its home address (RFC 6275 §6.3). */
function homeAddress(frame: FrameBytes, at: number, length: number, network: Network): Network {
  let option = at + 2
  while (option < at + length) {
    const size = frame.u8(option) === PAD_1 ? 1 : 2 + frame.u8(option + 1)
    const isHome = frame.u8(option) === HOME_ADDRESS && size === 2 + ADDRESS && option + size <= at + length
    if (isHome) return { ...network, source: option + 2 }
    option += size
  }
  return network
}

export const destinationOptions = extension({
  filter: 'ipv6.dstopts',
  name: 'Destination options',
  base: 8,
  unit: 8,
  reroute: homeAddress,
})

const ROUTING_TYPE = 2
const SEGMENTS_LEFT = 3
const ROUTING_FIXED = 8
const SOURCE_ROUTE = 0
const MOBILE = 2
const SEGMENT_ROUTING = 4

/** While segments are left the header bears the next stop; the last one ends a source route, begins a segment list. */
function finalDestination(frame: FrameBytes, at: number, length: number, network: Network): Network {
  if (frame.u8(at + SEGMENTS_LEFT) === 0) return network
  if (length < ROUTING_FIXED + ADDRESS) return { ...network, isRerouted: true }
  switch (frame.u8(at + ROUTING_TYPE)) {
    case SOURCE_ROUTE:
    case MOBILE:
      return { ...network, destination: at + length - ADDRESS }
    case SEGMENT_ROUTING:
      return { ...network, destination: at + ROUTING_FIXED }
    default:
      return { ...network, isRerouted: true }
  }
}

export const routing = extension({
  filter: 'ipv6.routing',
  name: 'Routing header',
  base: 8,
  unit: 8,
  reroute: finalDestination,
  fields: (frame, at) => [
    frame.node('ipv6.routing.type', 'Type', frame.u8(at + ROUTING_TYPE), at + ROUTING_TYPE, 1),
    frame.node('ipv6.routing.segleft', 'Segments left', frame.u8(at + SEGMENTS_LEFT), at + SEGMENTS_LEFT, 1),
  ],
})

export const authentication = extension({
  filter: 'ah',
  name: 'Authentication header',
  base: 8,
  unit: 4,
  nextName: 'ah.next_header',
  lengthNode: (frame, at, bytes) => frame.node('ah.length', 'Length', frame.u8(at), at, 1, `${bytes} bytes.`),
  fields: (frame, at) => [frame.node('ah.spi', 'Security parameters', hexNumber(frame.u32(at + 4), 8), at + 4, 4)],
})

const FRAGMENT_HEADER = 8

export const fragment: Dissect = (frame, span, walk) => {
  const { at, end } = span
  if (!frame.holds(at, FRAGMENT_HEADER, end)) {
    return stop(frame.broken('ipv6.fraghdr', 'Fragment header', span, FRAGMENT_HEADER))
  }
  const field = frame.u16(at + 2)
  const offset = field & 0xfff8
  const hasMore = (field & 1) !== 0
  if (walk.network !== null) walk.network = { ...walk.network, isFragment: hasMore || offset > 0 }
  const children = [
    nextHeaderNode(frame, 'ipv6.fraghdr.nxt', at),
    fragmentOffsetNode(frame, 'ipv6.fraghdr.offset', at + 2, offset / FRAGMENT_UNIT),
    frame.node('ipv6.fraghdr.more', 'More fragments', hasMore ? 'yes' : 'no', at + 3, 1),
    frame.node('ipv6.fraghdr.ident', 'Identification', hexNumber(frame.u32(at + 4), 8), at + 4, 4),
  ]
  const node = frame.node('ipv6.fraghdr', 'Fragment header', '', at, FRAGMENT_HEADER, '', children)
  return { nodes: [node], next: follow(offset > 0 ? null : afterProtocol(frame.u8(at)), at + FRAGMENT_HEADER, end) }
}

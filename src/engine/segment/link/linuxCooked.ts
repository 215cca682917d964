/** Linux "cooked" captures, version 1 and 2 (https://www.tcpdump.org/linktypes.html). */
import type { FieldNode } from '../../../contracts/segment'
import { ipv4Text } from '../../flows/address'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, type LayerName, stop } from '../layer'
import { afterEthertype, ethertypeName } from './ethertype'

const KINDS: readonly string[] = ['to this host', 'broadcast', 'multicast', 'to another host', 'sent by this host']
const HARDWARE_GRE = 778
const HARDWARE_RADIOTAP = 803
// Linux's own protocol numbers below the Ethertypes.
const LINUX_LAYERS: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [3, 'ethernet'],
  [4, 'llc'],
  [7, 'pppHdlc'],
])

function afterCooked(protocol: number, hardware: number): LayerName | null {
  if (hardware === HARDWARE_RADIOTAP) return 'radiotap'
  if (hardware === HARDWARE_GRE && protocol === 0x880b) return 'pppHdlc'
  return LINUX_LAYERS.get(protocol) ?? afterEthertype(protocol)
}

const kindNode = (frame: FrameBytes, at: number, bytes: number): FieldNode => {
  const kind = bytes === 2 ? frame.u16(at) : frame.u8(at)
  return frame.node('sll.pkttype', 'Packet type', kind, at, bytes, KINDS[kind] ?? '')
}

const protocolNode = (frame: FrameBytes, at: number): FieldNode =>
  frame.node('sll.etype', 'Protocol', hexNumber(frame.u16(at), 4), at, 2, ethertypeName(frame.u16(at)))

function addressNodes(frame: FrameBytes, at: number, length: number): FieldNode[] {
  const node = (filter: string, value: string): FieldNode[] => [frame.node(filter, 'Link address', value, at, length)]
  switch (length) {
    case 0:
      return []
    case 4:
      return node('sll.src.ipv4', ipv4Text(frame.bytes, at))
    case 6:
      return node('sll.src.eth', frame.mac(at))
    default:
      return node('sll.src.other', frame.hex(at, length))
  }
}

const SLL_HEADER = 16
const SLL_ADDRESS_ROOM = 8

export const sll: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, SLL_HEADER, end)) return stop(frame.broken('sll', 'Linux cooked capture', span, SLL_HEADER))
  const children = [
    kindNode(frame, at, 2),
    frame.node('sll.hatype', 'Hardware type', frame.u16(at + 2), at + 2, 2),
    frame.node('sll.halen', 'Length of the link address', frame.u16(at + 4), at + 4, 2),
    ...addressNodes(frame, at + 6, Math.min(SLL_ADDRESS_ROOM, frame.u16(at + 4))),
    protocolNode(frame, at + 14),
  ]
  const node = frame.node('sll', 'Linux cooked capture', KINDS[frame.u16(at)] ?? '', at, SLL_HEADER, '', children)
  return { nodes: [node], next: follow(afterCooked(frame.u16(at + 14), frame.u16(at + 2)), at + SLL_HEADER, end) }
}

const SLL2_HEADER = 20

export const sll2: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, SLL2_HEADER, end)) return stop(frame.broken('sll', 'Linux cooked capture v2', span, SLL2_HEADER))
  const children = [
    protocolNode(frame, at),
    frame.node('sll.ifindex', 'Interface index', frame.u32(at + 4), at + 4, 4),
    frame.node('sll.hatype', 'Hardware type', frame.u16(at + 8), at + 8, 2),
    kindNode(frame, at + 10, 1),
    frame.node('sll.halen', 'Length of the link address', frame.u8(at + 11), at + 11, 1),
    ...addressNodes(frame, at + 12, Math.min(SLL_ADDRESS_ROOM, frame.u8(at + 11))),
  ]
  const node = frame.node(
    'sll',
    'Linux cooked capture v2',
    KINDS[frame.u8(at + 10)] ?? '',
    at,
    SLL2_HEADER,
    '',
    children,
  )
  return { nodes: [node], next: follow(afterCooked(frame.u16(at), frame.u16(at + 8)), at + SLL2_HEADER, end) }
}

/** Fields that are in the packet alone: it is read back from the capture for them. */
import type { Row } from '../run/row'
import type { Field, FieldTable, Value } from './field'
import { packetField } from './packetField'

const bigEndian = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0)

interface Bits {
  /** Of the node's bytes as one number. */
  readonly mask: number
  readonly shift: number
  readonly times?: number
}

/** @param nodes names in our tree of the nodes that hold it. @param width bytes that a node has when all were captured. */
function numbers(nodes: readonly string[], width: number, bits?: Bits): Field['read'] {
  return (row, out) => {
    for (const name of nodes) {
      for (const node of row.packet.all(name)) {
        if (node.length < width) continue
        const value = bigEndian(row.packet.bytesOf(node))
        out.push(bits === undefined ? value : (Math.floor(value / 2 ** bits.shift) & bits.mask) * (bits.times ?? 1))
      }
    }
  }
}

const number = (name: string, bytes: number, meaning: string, bits?: Bits): Field =>
  packetField(
    name,
    'number',
    meaning,
    numbers([name], bytes, bits),
    bits === undefined ? 256 ** bytes - 1 : bits.mask * (bits.times ?? 1),
  )

const boolean = (name: string, bytes: number, meaning: string, shift: number): Field =>
  packetField(name, 'boolean', meaning, numbers([name], bytes, { mask: 1, shift }), 1)

const raw = (name: string, type: 'ether' | 'bytes', meaning: string, nodes: readonly string[] = [name]): Field =>
  packetField(name, type, meaning, (row, out) => {
    for (const node of nodes)
      for (const found of row.packet.all(node)) if (found.length > 0) out.push(row.packet.bytesOf(found))
  })

/** A layer reaches from its header to the end of what was captured. */
const layer = (name: string, meaning: string): Field =>
  packetField(name, 'protocol', meaning, (row, out) => {
    for (const { start } of row.packet.all(name))
      out.push(row.packet.bytesOf({ start, length: Number.POSITIVE_INFINITY }))
  })

const recorded = (name: string, meaning: string, read: (row: Row) => Value | undefined): Field =>
  packetField(
    name,
    'number',
    meaning,
    (row, out) => {
      const value = read(row)
      if (value !== undefined) out.push(value)
    },
    0xffffffff,
  )

/** Where segmentation offload left the header's field 0, the tree shows what the frame holds. */
function shownLengths(row: Row, out: Value[]): void {
  for (const node of row.packet.all('ip.len'))
    if (node.length === 2) out.push(bigEndian(row.packet.bytesOf(node)) || Number(node.value))
}

export const PACKET_FIELDS: FieldTable = [
  packetField('frame', 'protocol', 'The whole frame', ({ packet: { record } }, out) => {
    if (record !== null) out.push(record.bytes)
  }),
  recorded('frame.len', 'Bytes of the frame on its link', ({ packet: { record } }) => record?.originalLength),
  recorded('frame.cap_len', 'Bytes that were captured', ({ packet: { record } }) => record?.bytes.length),
  layer('eth', 'Ethernet'),
  raw('eth.src', 'ether', 'Source link address'),
  raw('eth.dst', 'ether', 'Destination link address'),
  raw('eth.addr', 'ether', 'Either link address', ['eth.src', 'eth.dst']),
  number('eth.type', 2, 'What Ethernet carries'),
  number('eth.len', 2, 'Bytes of an IEEE 802.3 frame'),
  layer('vlan', 'VLAN tag'),
  number('vlan.id', 2, 'VLAN', { mask: 0xfff, shift: 0 }),
  number('vlan.priority', 1, 'Priority of the VLAN tag', { mask: 7, shift: 5 }),
  boolean('vlan.dei', 1, 'May be dropped first', 4),
  number('vlan.etype', 2, 'What the VLAN tag carries'),
  layer('ip', 'IPv4'),
  number('ip.version', 1, 'Version of IP', { mask: 0xf, shift: 4 }),
  number('ip.hdr_len', 1, 'Bytes of the IPv4 header', { mask: 0xf, shift: 0, times: 4 }),
  number('ip.dsfield', 1, 'Traffic class'),
  number('ip.dsfield.dscp', 1, 'Differentiated services', { mask: 0x3f, shift: 2 }),
  number('ip.dsfield.ecn', 1, 'Congestion notification', { mask: 3, shift: 0 }),
  packetField('ip.len', 'number', 'Bytes of the IPv4 packet', shownLengths, 0xffff),
  number('ip.id', 2, 'Identification'),
  number('ip.flags', 1, 'The three bits before the fragment offset', { mask: 7, shift: 5 }),
  boolean('ip.flags.rb', 1, 'Reserved bit', 7),
  boolean('ip.flags.df', 1, "Don't fragment", 6),
  boolean('ip.flags.mf', 1, 'More fragments follow', 5),
  number('ip.frag_offset', 2, 'Where the fragment begins, in units of 8 bytes', { mask: 0x1fff, shift: 0 }),
  number('ip.ttl', 1, 'Time to live'),
  number('ip.proto', 1, 'What IPv4 carries'),
  number('ip.checksum', 2, 'Checksum of the IPv4 header'),
  layer('ipv6', 'IPv6'),
  number('ipv6.version', 1, 'Version of IP', { mask: 0xf, shift: 4 }),
  number('ipv6.tclass', 2, 'Traffic class', { mask: 0xff, shift: 4 }),
  number('ipv6.tclass.dscp', 2, 'Differentiated services', { mask: 0x3f, shift: 6 }),
  number('ipv6.tclass.ecn', 2, 'Congestion notification', { mask: 3, shift: 4 }),
  number('ipv6.flow', 3, 'Flow label', { mask: 0xfffff, shift: 0 }),
  number('ipv6.plen', 2, 'Bytes after the IPv6 header'),
  number('ipv6.nxt', 1, 'What follows the IPv6 header'),
  number('ipv6.hlim', 1, 'Hop limit'),
  { ...layer('tcp', 'TCP'), isAlways: true },
  number('tcp.hdr_len', 1, 'Bytes of the TCP header', { mask: 0xf, shift: 4, times: 4 }),
  number('tcp.checksum', 2, 'Checksum of the segment'),
  number('tcp.urgent_pointer', 2, 'Where urgent data ends'),
  raw('tcp.options', 'bytes', 'All options'),
  raw('tcp.options.mss', 'bytes', 'Maximum segment size option'),
  number('tcp.options.mss_val', 2, 'Maximum segment size'),
  raw('tcp.options.wscale', 'bytes', 'Window scale option'),
  number('tcp.options.wscale.shift', 1, 'Window scale'),
  raw('tcp.options.sack_perm', 'bytes', 'SACK permitted'),
  raw('tcp.options.sack', 'bytes', 'SACK option'),
  raw('tcp.options.timestamp', 'bytes', 'Timestamps option'),
  number('tcp.options.timestamp.tsval', 4, "Sender's clock"),
  number('tcp.options.timestamp.tsecr', 4, "Echo of the peer's clock"),
  raw('tcp.options.nop', 'bytes', 'Padding option'),
  raw('tcp.payload', 'bytes', 'Payload'),
]

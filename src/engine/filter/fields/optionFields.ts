/** TCP options: all of them by kind and length, and what some say. */
import type { Row } from '../run/row'
import type { Field, FieldTable, Value } from './field'
import { packetField } from './packetField'

const OPTIONS = 'tcp.options'
const END_OF_LIST = 0
const NO_OPERATION = 1
/** Kind and length. */
const HEADER = 2
const SACK_BLOCK = 8

/** Calls `visit` for each option of the packet, padding included; a length that can't be ends them. */
function eachOption({ packet }: Row, visit: (kind: number, bytes: Uint8Array) => void): void {
  for (const node of packet.all(OPTIONS)) {
    const bytes = packet.bytesOf(node)
    for (let at = 0; at < bytes.length; ) {
      const kind = bytes[at] ?? END_OF_LIST
      const isPadding = kind === END_OF_LIST || kind === NO_OPERATION
      const length = isPadding ? 1 : (bytes[at + 1] ?? 0)
      if (!isPadding && (length < HEADER || at + length > bytes.length)) break
      visit(kind, bytes.subarray(at, at + length))
      at += length
    }
  }
}

const kinds: Field['read'] = (row, out) => eachOption(row, (kind) => out.push(kind))
const lengths: Field['read'] = (row, out) =>
  eachOption(row, (_, bytes) => {
    if (bytes.length >= HEADER) out.push(bytes.length)
  })

const u32 = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)

/** Edges are counted as the peer's sequence numbers are. */
const edges =
  (name: string): Field['read'] =>
  (row, out) => {
    const { packet, flow, sender } = row
    const base = flow.iss(sender === 0 ? 1 : 0)
    for (const node of packet.all(name)) if (node.length === 4) out.push((u32(packet.bytesOf(node)) - base) >>> 0)
  }

const blocks = ({ packet }: Row, out: Value[]): void => {
  for (const { length, children } of packet.all('tcp.options.sack'))
    if (children.length > 0) out.push(Math.floor((length - HEADER) / SACK_BLOCK))
}

const factors = ({ packet }: Row, out: Value[]): void => {
  for (const node of packet.all('tcp.options.wscale.shift')) {
    const [shift] = packet.bytesOf(node)
    if (shift !== undefined) out.push(2 ** Math.min(shift, 14))
  }
}

const option = (name: string, meaning: string): Field =>
  packetField(`tcp.options.${name}`, 'bytes', meaning, ({ packet }, out) => {
    for (const node of packet.all(`tcp.options.${name}`)) out.push(packet.bytesOf(node))
  })

export const OPTION_FIELDS: FieldTable = [
  packetField('tcp.option_kind', 'number', 'Kind of an option', kinds, 0xff),
  packetField('tcp.option_len', 'number', 'Bytes of an option', lengths, 0xff),
  packetField(
    'tcp.options.sack_le',
    'number',
    'Where a SACK block begins, relative',
    edges('tcp.options.sack_le'),
    0xffffffff,
  ),
  packetField(
    'tcp.options.sack_re',
    'number',
    'Where a SACK block ends, relative',
    edges('tcp.options.sack_re'),
    0xffffffff,
  ),
  packetField('tcp.options.sack.count', 'number', 'SACK blocks', blocks, 0xff),
  packetField('tcp.options.wscale.multiplier', 'number', 'What windows are multiplied by', factors, 0xffff),
  option('eol', 'End of the options'),
  option('md5', 'MD5 signature option'),
  option('tfo', 'Fast open option'),
  option('tfo.cookie', 'Fast open cookie'),
  option('user_to', 'User timeout option'),
  option('unknown', 'Option of an unknown kind'),
]

/** Builds frames header by header, inside out, for tests of the layers. */

/** Raw bytes, or hexadecimal text in which spaces don't matter. */
export type Bytes = Uint8Array | string

/** A frame that holds one segment, from a known sender to a known receiver. */
export interface SampleFrame {
  name: string
  linkType: number
  frame: Uint8Array
}

export const CLIENT = '10.0.0.1'
export const SERVER = '10.0.0.2'
export const CLIENT_6 = '2001:db8:0:0:0:0:0:1'
export const SERVER_6 = '2001:db8:0:0:0:0:0:2'
export const PORTS: [number, number] = [49152, 80]

const MACS = '00 1b 21 00 00 02  00 1b 21 00 00 01'

/** The parts one after another. */
export function join(...parts: Bytes[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? fromHex(part) : [...part])))
}

/** A 16-bit number in network order, as hexadecimal text. */
export function word(value: number): string {
  return value.toString(16).padStart(4, '0')
}

/** A segment of 20 bytes of header and 4 of payload. */
export function tcp(): Uint8Array {
  return join(word(PORTS[0]), word(PORTS[1]), '00000001 00000002 5018 2000 0000 0000', 'abcdef01')
}

export interface Ipv4Options {
  protocol?: number
  id?: number
  /** Flags and fragment offset. */
  fragment?: number
  options?: string
  totalLength?: number
  from?: string
  to?: string
}

export function ipv4(payload: Bytes, header: Ipv4Options = {}): Uint8Array {
  const { protocol = 6, id = 1, fragment = 0, options = '', from = CLIENT, to = SERVER } = header
  const body = join(payload)
  const extra = join(options)
  const bytes = 20 + extra.length
  const { totalLength = bytes + body.length } = header
  const words = (0x40 | (bytes / 4)).toString(16)
  const start = join(words, '00', word(totalLength), word(id), word(fragment), '40', octet(protocol), '0000')
  return join(start, ipv4Address(from), ipv4Address(to), extra, body)
}

export interface Ipv6Options {
  next?: number
  payloadLength?: number
  from?: string
  to?: string
}

export function ipv6(payload: Bytes, header: Ipv6Options = {}): Uint8Array {
  const { next = 6, from = CLIENT_6, to = SERVER_6 } = header
  const body = join(payload)
  const { payloadLength = body.length } = header
  return join('60000000', word(payloadLength), octet(next), '40', ipv6Address(from), ipv6Address(to), body)
}

/** One fragment of `datagram`, the bytes `from` to `to`, in IPv4. */
export function ipv4Fragment(datagram: Uint8Array, from: number, to: number, header: Ipv4Options = {}): Uint8Array {
  const fragment = (to < datagram.length ? 0x2000 : 0) | (from / 8)
  return ipv4(datagram.subarray(from, to), { ...header, fragment })
}

/** One fragment of `datagram`, the bytes `from` to `to`, in IPv6; `next` is the protocol of the datagram. */
export function ipv6Fragment(datagram: Uint8Array, from: number, to: number, id = 1, next = 6): Uint8Array {
  const more = to < datagram.length ? 1 : 0
  const header = join(octet(next), '00', word(from | more), word(id >>> 16), word(id & 0xffff))
  return ipv6(join(header, datagram.subarray(from, to)), { next: 44 })
}

export function ethernet(type: number, payload: Bytes): Uint8Array {
  return join(MACS, word(type), payload)
}

/** A datagram to `port` in IPv4 in Ethernet, between two tunnel endpoints. */
export function tunnelled(port: number, payload: Bytes): Uint8Array {
  const body = join(payload)
  return outer(17, join(word(PORTS[0]), word(port), word(8 + body.length), '0000', body))
}

/** An IPv4 packet of another protocol in Ethernet, between two tunnel endpoints. */
export function outer(protocol: number, payload: Bytes): Uint8Array {
  return ethernet(0x0800, ipv4(payload, { protocol, from: '192.0.2.1', to: '192.0.2.2' }))
}

function octet(value: number): string {
  return value.toString(16).padStart(2, '0')
}

function fromHex(text: string): number[] {
  return (text.replaceAll(' ', '').match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16))
}

function ipv4Address(text: string): string {
  return text.split('.').map(Number).map(octet).join('')
}

function ipv6Address(text: string): string {
  return text
    .split(':')
    .map((group) => group.padStart(4, '0'))
    .join('')
}

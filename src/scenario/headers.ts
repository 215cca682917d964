import { FieldWriter } from '../pcapng/chunks'
import { internetChecksum } from './checksum'

const ETHERTYPE_IPV4 = 0x0800
const ETHERTYPE_IPV6 = 0x86dd
const ETHERTYPE_VLAN = 0x8100
const PROTOCOL_TCP = 6
const IPV4_CHECKSUM_OFFSET = 10
const TCP_CHECKSUM_OFFSET = 16
const DONT_FRAGMENT = 0x4000
export const TCP_HEADER_BYTES = 20

/** Ethernet II with 802.1Q tags, the outermost first. */
export function ethernetHeader(to: Uint8Array, from: Uint8Array, vlan: readonly number[], isIpv6: boolean): Uint8Array {
  const header = new FieldWriter(14 + 4 * vlan.length, false).raw(to).raw(from)
  for (const identifier of vlan) header.u16(ETHERTYPE_VLAN).u16(identifier)
  return header.u16(isIpv6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4).bytes
}

export interface IpFields {
  /** 4 or 16 bytes; both of one length. */
  readonly source: Uint8Array
  readonly destination: Uint8Array
  /** Bytes that follow the header. */
  readonly payloadBytes: number
  readonly ttl: number
  /** Type of service, traffic class. */
  readonly tos: number
  /** IPv4 only. */
  readonly identification: number
}

export function ipHeader(fields: IpFields): Uint8Array {
  return fields.source.length === 16 ? ipv6Header(fields) : ipv4Header(fields)
}

function ipv4Header(fields: IpFields): Uint8Array {
  const header = new FieldWriter(20, false)
    .u8(0x45)
    .u8(fields.tos)
    .u16(20 + fields.payloadBytes)
    .u16(fields.identification)
    .u16(DONT_FRAGMENT)
    .u8(fields.ttl)
    .u8(PROTOCOL_TCP)
    .u16(0)
    .raw(fields.source)
    .raw(fields.destination).bytes
  new DataView(header.buffer).setUint16(IPV4_CHECKSUM_OFFSET, internetChecksum(header))
  return header
}

function ipv6Header(fields: IpFields): Uint8Array {
  return new FieldWriter(40, false)
    .u32(((6 << 28) | (fields.tos << 20)) >>> 0)
    .u16(fields.payloadBytes)
    .u8(PROTOCOL_TCP)
    .u8(fields.ttl)
    .raw(fields.source)
    .raw(fields.destination).bytes
}

export interface TcpFields {
  readonly sourcePort: number
  readonly destinationPort: number
  /** As on the wire. */
  readonly seq: number
  readonly ack: number
  /** Flag, 9 bits. */
  readonly flags: number
  readonly window: number
  readonly urgentPointer: number
  /** Padded to 32 bits. */
  readonly options: Uint8Array
  /** 32-bit words, in place of the true number. */
  readonly dataOffset?: number
}

/** TCP header without its checksum. */
export function tcpHeader(fields: TcpFields): Uint8Array {
  const words = fields.dataOffset ?? (TCP_HEADER_BYTES + fields.options.length) / 4
  return new FieldWriter(TCP_HEADER_BYTES + fields.options.length, false)
    .u16(fields.sourcePort)
    .u16(fields.destinationPort)
    .u32(fields.seq)
    .u32(fields.ack)
    .u16((words << 12) | fields.flags)
    .u16(fields.window)
    .u16(0)
    .u16(fields.urgentPointer)
    .raw(fields.options).bytes
}

/** Sets the checksum of a TCP header over pseudo-header, header and payload (RFC 9293 §3.1); a wrong one on request. */
export function sealTcp(header: Uint8Array, payload: Uint8Array, ip: IpFields, isWrong: boolean): void {
  const pseudoHeader = new FieldWriter(ip.source.length * 2 + 8, false)
    .raw(ip.source)
    .raw(ip.destination)
    .u32(header.length + payload.length)
    .u32(PROTOCOL_TCP).bytes
  const checksum = internetChecksum(pseudoHeader, header, payload)
  new DataView(header.buffer).setUint16(TCP_CHECKSUM_OFFSET, isWrong ? checksum ^ 0xbad : checksum)
}

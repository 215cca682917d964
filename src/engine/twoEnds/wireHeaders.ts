/** Finds a segment's headers in its frame by what the core knows of them, whatever link or tunnel is around. */
import { NO_OPTIONS, readTcpOptions, type TcpOptions } from './tcpOptions'

/** What the core read: ports, numbers, and the addresses as bytes (4 or 16 each). */
export interface KnownHeader {
  readonly sourcePort: number
  readonly destinationPort: number
  readonly seq: number
  readonly ack: number
  readonly source: Uint8Array
  readonly destination: Uint8Array
  readonly length: number
}

export interface WireHeaders {
  readonly options: TcpOptions
  readonly ipId: number | null
  readonly ttl: number | null
  readonly trafficClass: number | null
  readonly payloadHash: number | null
}

export const NO_HEADERS: WireHeaders = {
  options: NO_OPTIONS,
  ipId: null,
  ttl: null,
  trafficClass: null,
  payloadHash: null,
}

const TCP_HEADER = 20
const TCP_DATA_OFFSET = 12
const IPV4 = { ID: 4, TTL: 8, SOURCE: 12, DESTINATION: 16, SHORTEST: 20, LONGEST: 60 } as const
const IPV6 = { HOP_LIMIT: 7, SOURCE: 8, DESTINATION: 24, HEADER: 40, EXTENSION_UNIT: 4, FURTHEST: 40 + 512 } as const

/** @returns what the frame's bytes tell; nulls where they were not captured. */
export function readWireHeaders(bytes: Uint8Array, known: KnownHeader): WireHeaders {
  const at = findTcp(bytes, known)
  if (at < 0) return NO_HEADERS
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = at + TCP_HEADER <= bytes.length ? (view.getUint8(at + TCP_DATA_OFFSET) >> 4) * 4 : 0
  const isWhole = header >= TCP_HEADER && at + header <= bytes.length
  const options = isWhole ? readTcpOptions(view, at + TCP_HEADER, at + header) : NO_OPTIONS
  const hasPayload = isWhole && at + header + known.length <= bytes.length
  const payloadHash = hasPayload ? hash(bytes, at + header, at + header + known.length) : null
  return { ...readIp(view, at, known), options, payloadHash }
}

function findTcp(bytes: Uint8Array, { sourcePort, destinationPort, seq, ack }: KnownHeader): number {
  const wanted = new Uint8Array(12)
  const view = new DataView(wanted.buffer)
  view.setUint16(0, sourcePort)
  view.setUint16(2, destinationPort)
  view.setUint32(4, seq)
  view.setUint32(8, ack)
  return findBytes(bytes, wanted)
}

function findBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  const [start] = wanted
  const last = bytes.length - wanted.length
  for (let at = 0; at <= last; at += 1) {
    if (bytes[at] === start && holds(bytes, at, wanted)) return at
  }
  return -1
}

function holds(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (bytes[at + index] !== wanted[index]) return false
  return true
}

type IpFields = Pick<WireHeaders, 'ipId' | 'ttl' | 'trafficClass'>
const NO_IP: IpFields = { ipId: null, ttl: null, trafficClass: null }

/** The IP header ends where TCP begins, options and extension headers between; its addresses prove it. */
function readIp(view: DataView, tcp: number, { source, destination }: KnownHeader): IpFields {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  if (source.length === 4) {
    for (let at = tcp - IPV4.SHORTEST; at >= Math.max(0, tcp - IPV4.LONGEST); at -= 4) {
      if (view.getUint8(at) !== (0x40 | ((tcp - at) / 4)) || !holds(bytes, at + IPV4.SOURCE, source)) continue
      if (tcp - at === IPV4.SHORTEST && !holds(bytes, at + IPV4.DESTINATION, destination)) continue
      return {
        ipId: view.getUint16(at + IPV4.ID),
        ttl: view.getUint8(at + IPV4.TTL),
        trafficClass: view.getUint8(at + 1),
      }
    }
    return NO_IP
  }
  for (let at = tcp - IPV6.HEADER; at >= Math.max(0, tcp - IPV6.FURTHEST); at -= IPV6.EXTENSION_UNIT) {
    if (view.getUint8(at) >> 4 !== 6 || !holds(bytes, at + IPV6.SOURCE, source)) continue
    const trafficClass = (view.getUint16(at) >> 4) & 0xff
    return { ipId: null, ttl: view.getUint8(at + IPV6.HOP_LIMIT), trafficClass }
  }
  return NO_IP
}

/** FNV-1a, 32 bits: tells payloads apart that a path changed, nothing more. */
function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ (bytes[at] as number), 0x01000193)
  return value >>> 0
}

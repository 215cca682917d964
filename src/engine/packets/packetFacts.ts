/** What verdicts ask of a packet's own bytes, beyond what the core keeps in columns. */
import { FLAGS_MASK } from '../../contracts/abi'
import type { Core } from '../core'
import { type Bytes, readRecord } from '../segment/readRecord'
import type { SegmentRecord } from '../segmentRecord'
import type { Source } from '../source/source'
import { headerOffset } from './fragments'
import { Pages } from './pages'

export interface PacketFacts {
  /** Time to live, or hop limit. */
  readonly ttl: number
  /** IPv4 identification; null: IPv6 has none. */
  readonly ipId: number | null
  /** The TCP timestamps option is there. */
  readonly hasTimestamps: boolean
  /** TSval of that option; 0 without. */
  readonly timestamp: number
  /** TSecr of that option; 0 without. */
  readonly timestampEcho: number
  /** Bytes that its SACK blocks name, all together. */
  readonly sackedBytes: number
  /** Where each SACK block begins and ends, two numbers a block, as on the wire. */
  readonly sackEdges: readonly number[]
  /** Kinds of all TCP options in order, padding included. */
  readonly options: readonly number[]
}

/** Finds a segment's packet in the capture; null where its bytes can't be had. */
export type PacketReader = (segment: SegmentRecord, ports: PortPair) => PacketFacts | null

export interface PortPair {
  readonly source: number
  readonly destination: number
}

/** Most records are shorter than the first: reading 64 KiB for each would cost ten times as long. */
export const READS_OF_PACKETS: readonly number[] = [2048, 64 * 1024, 2 * 1024 * 1024, 64 * 1024 * 1024]

export function packetReader(core: Core, source: Source): PacketReader {
  const pages = new Pages(source)
  return (segment, ports) => {
    const { seq, ack } = segment
    const { bytes } = tryRecord(core, pages, headerOffset(core, segment))
    return bytes === null ? null : packetFacts(bytes, { ...ports, seq, ack })
  }
}

/** The file may have changed or vanished since it was read: then the verdict does without. */
function tryRecord(core: Core, source: Bytes, offset: number): { readonly bytes: Uint8Array | null } {
  try {
    return readRecord(core, source, offset, READS_OF_PACKETS)
  } catch {
    return { bytes: null }
  }
}

export interface TcpNumbers extends PortPair {
  readonly seq: number
  readonly ack: number
}

/**
 * Finds the TCP header by its own numbers, and the IP header by what stands before it: that holds for every link type
 * and tunnel alike.
 *
 * @returns null where the frame holds no such packet.
 */
export function packetFacts(frame: Uint8Array, tcp: TcpNumbers): PacketFacts | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  for (let at = IPV4_BYTES; at + TCP_BYTES <= frame.length; at += 1) {
    if (view.getUint16(at) !== tcp.source || view.getUint16(at + TcpAt.DESTINATION) !== tcp.destination) continue
    if (view.getUint32(at + TcpAt.SEQ) !== tcp.seq || view.getUint32(at + TcpAt.ACK) !== tcp.ack) continue
    const ip = ipv4Before(view, at) ?? ipv6Before(view, at)
    if (ip === null) continue
    return { ttl: ip.ttl, ipId: ip.ipId, ...optionFacts(view, at) }
  }
  return null
}

/** Where a TCP header is in a frame, and its bytes with options. */
export interface TcpPlace {
  readonly at: number
  readonly length: number
}

export interface TcpHeader extends TcpNumbers {
  /** Flag bits. */
  readonly flags: number
  /** As on the wire. */
  readonly window: number
}

/**
 * The TCP header with these numbers in a frame, or in a datagram without its IP header. All that is known of it is asked:
 * what precedes it may look like its ports and numbers.
 *
 * @returns null where it isn't there whole, or contradicts itself.
 */
export function findTcp(frame: Uint8Array, tcp: TcpHeader): TcpPlace | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  for (let at = 0; at + TCP_BYTES <= frame.length; at += 1) {
    if (view.getUint16(at) !== tcp.source || view.getUint16(at + TcpAt.DESTINATION) !== tcp.destination) continue
    if (view.getUint32(at + TcpAt.SEQ) !== tcp.seq || view.getUint32(at + TcpAt.ACK) !== tcp.ack) continue
    if ((view.getUint16(at + TcpAt.DATA_OFFSET) & FLAGS_MASK) !== tcp.flags) continue
    if (view.getUint16(at + TcpAt.WINDOW) !== tcp.window) continue
    const length = (view.getUint8(at + TcpAt.DATA_OFFSET) >>> 4) * 4
    if (length >= TCP_BYTES) return { at, length }
  }
  return null
}

const IPV4_BYTES = 20
const IPV4_MAX_BYTES = 60
const IPV6_BYTES = 40
const IPV6_MAX_BYTES = 104
const TCP_BYTES = 20
const TCP_PROTOCOL = 6
/** RFC 9293 §3.1. */
const TcpAt = { DESTINATION: 2, SEQ: 4, ACK: 8, DATA_OFFSET: 12, WINDOW: 14 } as const
/** RFC 791 §3.1. */
const Ipv4At = { ID: 4, TTL: 8, PROTOCOL: 9 } as const
/** RFC 8200 §3. */
const Ipv6At = { HOP_LIMIT: 7 } as const

type IpFacts = Pick<PacketFacts, 'ttl' | 'ipId'>

function ipv4Before(view: DataView, tcp: number): IpFacts | null {
  for (let length = IPV4_BYTES; length <= Math.min(IPV4_MAX_BYTES, tcp); length += 4) {
    const at = tcp - length
    if (view.getUint8(at) !== 0x40 + length / 4 || view.getUint8(at + Ipv4At.PROTOCOL) !== TCP_PROTOCOL) continue
    return { ttl: view.getUint8(at + Ipv4At.TTL), ipId: view.getUint16(at + Ipv4At.ID) }
  }
  return null
}

/** Extension headers come in units of 8 bytes (RFC 8200 §4). */
function ipv6Before(view: DataView, tcp: number): IpFacts | null {
  for (let length = IPV6_BYTES; length <= Math.min(IPV6_MAX_BYTES, tcp); length += 8) {
    const at = tcp - length
    if (view.getUint8(at) >>> 4 === 6) return { ttl: view.getUint8(at + Ipv6At.HOP_LIMIT), ipId: null }
  }
  return null
}

const OPTION_END = 0
const OPTION_NOP = 1
const OPTION_SACK = 5
const OPTION_TIMESTAMPS = 8
const SACK_BLOCK_BYTES = 8
const TIMESTAMPS_BYTES = 10

type OptionFacts = Omit<PacketFacts, 'ttl' | 'ipId'>

function optionFacts(view: DataView, tcp: number): OptionFacts {
  const end = Math.min(view.byteLength, tcp + (view.getUint8(tcp + TcpAt.DATA_OFFSET) >>> 4) * 4)
  const options: number[] = []
  let at = tcp + TCP_BYTES
  let timestampAt = -1
  let sackedBytes = 0
  const sackEdges: number[] = []
  while (at < end) {
    const kind = view.getUint8(at)
    options.push(kind)
    if (kind === OPTION_TIMESTAMPS && at + TIMESTAMPS_BYTES <= end) timestampAt = at + 2
    const isSingle = kind === OPTION_NOP || kind === OPTION_END
    const length = isSingle ? 1 : at + 1 < end ? view.getUint8(at + 1) : 0
    if (length === 0) break
    if (kind === OPTION_SACK && at + length <= end) {
      sackedBytes += blockBytes(view, at + 2, at + length)
      for (let edge = at + 2; edge + SACK_BLOCK_BYTES <= at + length; edge += SACK_BLOCK_BYTES)
        sackEdges.push(view.getUint32(edge), view.getUint32(edge + SACK_BLOCK_BYTES / 2))
    }
    at += length
  }
  const hasTimestamps = timestampAt >= 0
  return {
    hasTimestamps,
    timestamp: hasTimestamps ? view.getUint32(timestampAt) : 0,
    timestampEcho: hasTimestamps ? view.getUint32(timestampAt + 4) : 0,
    sackedBytes,
    sackEdges,
    options,
  }
}

function blockBytes(view: DataView, from: number, end: number): number {
  let bytes = 0
  for (let at = from; at + SACK_BLOCK_BYTES <= end; at += SACK_BLOCK_BYTES) {
    bytes += (view.getUint32(at + 4) - view.getUint32(at)) >>> 0
  }
  return bytes
}

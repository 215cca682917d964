/**
 * Where the fields of most frames are: Ethernet, then IPv4 without options or fragments or IPv6 without extension
 * headers, then TCP, its header captured whole. Found by a few bytes, since the whole tree takes far longer.
 */
import { LinkType } from '../../../contracts/abi'
import type { FieldNode } from '../../../contracts/segment'
import { FrameBytes } from '../../segment/frameBytes'
import { optionNodes } from '../../segment/tcp/options'

/** What a filter needs of a node of the tree. `value` is '' in a plain frame, whose bytes say it. */
export type PacketNode = Pick<FieldNode, 'start' | 'length' | 'value' | 'children'>

const NONE: readonly PacketNode[] = []
const ETHERNET_HEADER = 14
const IPV4_HEADER = 20
const IPV6_HEADER = 40
const TCP_HEADER = 20
const IPV4 = 0x0800
const IPV6 = 0x86dd
const TCP = 6
/** Version 4, a header of five words. */
const IPV4_START = 0x45
/** More fragments follow, or this isn't the first. */
const FRAGMENTED = 0x3fff

/** Offset in the header and bytes of each field, by its name in the tree. */
type Places = Readonly<Record<string, readonly [number, number]>>
const ETHERNET_PLACES: Places = {
  eth: [0, ETHERNET_HEADER],
  'eth.dst': [0, 6],
  'eth.src': [6, 6],
  'eth.type': [12, 2],
}
const IPV4_PLACES: Places = {
  ip: [0, IPV4_HEADER],
  'ip.version': [0, 1],
  'ip.hdr_len': [0, 1],
  'ip.dsfield': [1, 1],
  'ip.dsfield.dscp': [1, 1],
  'ip.dsfield.ecn': [1, 1],
  'ip.len': [2, 2],
  'ip.id': [4, 2],
  'ip.flags': [6, 1],
  'ip.flags.rb': [6, 1],
  'ip.flags.df': [6, 1],
  'ip.flags.mf': [6, 1],
  'ip.frag_offset': [6, 2],
  'ip.ttl': [8, 1],
  'ip.proto': [9, 1],
  'ip.checksum': [10, 2],
}
const IPV6_PLACES: Places = {
  ipv6: [0, IPV6_HEADER],
  'ip.version': [0, 1],
  'ipv6.version': [0, 1],
  'ipv6.tclass': [0, 2],
  'ipv6.tclass.dscp': [0, 2],
  'ipv6.tclass.ecn': [0, 2],
  'ipv6.flow': [1, 3],
  'ipv6.plen': [4, 2],
  'ipv6.nxt': [6, 1],
  'ipv6.hlim': [7, 1],
}
const TCP_PLACES: Places = {
  'tcp.hdr_len': [12, 1],
  'tcp.checksum': [16, 2],
  'tcp.urgent_pointer': [18, 2],
}
/** Names that such a frame doesn't have, besides those of the other IP. */
const ABSENT: ReadonlySet<string> = new Set(['eth.len', 'vlan', 'vlan.id', 'vlan.priority', 'vlan.dei', 'vlan.etype'])
const OPTION = 'tcp.options.'

/** The names that a plain frame is asked for. */
export const PLAIN_NAMES: readonly string[] = [
  ...Object.keys({ ...ETHERNET_PLACES, ...IPV4_PLACES, ...IPV6_PLACES, ...TCP_PLACES }),
  ...ABSENT,
  ...['tcp', 'tcp.options', 'tcp.payload'],
]

export class PlainFrame {
  private bytes: Uint8Array = new Uint8Array(0)
  private isVersion4 = true
  private tcpAt = 0
  private payloadAt = 0
  private end = 0

  /** Takes a frame's bytes, kept by reference. False: it isn't plain, ask the tree. */
  take(bytes: Uint8Array, originalLength: number, linkType: number): boolean {
    if (linkType !== LinkType.ETHERNET) return false
    this.bytes = bytes
    const type = this.u16(12)
    const isHeld = type === IPV4 ? this.takeIpv4() : type === IPV6 && this.takeIpv6()
    if (!isHeld || this.tcpAt + TCP_HEADER > this.end || this.end > Math.max(originalLength, bytes.length)) return false
    this.payloadAt = this.tcpAt + ((bytes[this.tcpAt + 12] ?? 0) >> 4) * 4
    const most = Math.min(this.end, bytes.length)
    return this.payloadAt >= this.tcpAt + TCP_HEADER && this.payloadAt <= most
  }

  /** The tree's nodes of this name; null: ask the tree. */
  all(name: string): readonly PacketNode[] | null {
    const { tcpAt, payloadAt, end } = this
    if (name === 'tcp.payload') {
      return end > payloadAt ? nodeAt(payloadAt, Math.min(end, this.bytes.length) - payloadAt) : NONE
    }
    const optionsAt = tcpAt + TCP_HEADER
    if (name === 'tcp.options') return payloadAt > optionsAt ? nodeAt(optionsAt, payloadAt - optionsAt) : NONE
    if (name === 'tcp') return nodeAt(tcpAt, payloadAt - tcpAt)
    if (name.startsWith(OPTION)) return payloadAt > optionsAt ? this.options(name, optionsAt) : NONE
    const inTcp = TCP_PLACES[name]
    if (inTcp !== undefined) return nodeAt(tcpAt + inTcp[0], inTcp[1])
    const inIp = (this.isVersion4 ? IPV4_PLACES : IPV6_PLACES)[name]
    if (inIp !== undefined) return nodeAt(ETHERNET_HEADER + inIp[0], inIp[1])
    const inEthernet = ETHERNET_PLACES[name]
    if (inEthernet !== undefined) return nodeAt(inEthernet[0], inEthernet[1])
    const isOfOther = name in (this.isVersion4 ? IPV6_PLACES : IPV4_PLACES)
    return isOfOther || ABSENT.has(name) ? NONE : null
  }

  private takeIpv4(): boolean {
    this.isVersion4 = true
    this.tcpAt = ETHERNET_HEADER + IPV4_HEADER
    this.end = ETHERNET_HEADER + this.u16(ETHERNET_HEADER + 2)
    return (
      this.bytes[ETHERNET_HEADER] === IPV4_START &&
      this.bytes[ETHERNET_HEADER + 9] === TCP &&
      (this.u16(ETHERNET_HEADER + 6) & FRAGMENTED) === 0
    )
  }

  private takeIpv6(): boolean {
    this.isVersion4 = false
    this.tcpAt = ETHERNET_HEADER + IPV6_HEADER
    this.end = this.tcpAt + this.u16(ETHERNET_HEADER + 4)
    return (this.bytes[ETHERNET_HEADER] ?? 0) >> 4 === 6 && this.bytes[ETHERNET_HEADER + 6] === TCP
  }

  private options(name: string, at: number): readonly PacketNode[] {
    const nodes: PacketNode[] = []
    for (const option of optionNodes(new FrameBytes(this.bytes, this.bytes.length), at, this.payloadAt, 0)) {
      if (option.filter === name) nodes.push(option)
      for (const part of option.children) if (part.filter === name) nodes.push(part)
    }
    return nodes
  }

  private u16(at: number): number {
    return (this.bytes[at] ?? 0) * 0x100 + (this.bytes[at + 1] ?? 0)
  }
}

const nodeAt = (start: number, length: number): readonly PacketNode[] => [{ start, length, value: '', children: [] }]

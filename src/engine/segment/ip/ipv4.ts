/** IPv4 (RFC 791). */
import type { FieldNode } from '../../../contracts/segment'
import { ipv4Text } from '../../flows/address'
import { complement, onesSum } from '../checksum'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, stop } from '../layer'
import { FRAGMENT_UNIT, fragmentOffsetNode } from './fragmentOffset'
import { afterProtocol, protocolName } from './protocol'
import { trafficClassNode } from './trafficClass'

const HEADER = 20
const TOTAL_LENGTH = 2
const IDENTIFICATION = 4
const FRAGMENT = 6
const TIME_TO_LIVE = 8
const PROTOCOL = 9
const CHECKSUM = 10
const SOURCE = 12
const DESTINATION = 16
const FLAGS_SHIFT = 13
const RESERVED = 0x8000
const DONT_FRAGMENT = 0x4000
const MORE_FRAGMENTS = 0x2000
const OFFSET_MASK = 0x1fff

/** An IP packet: the version nibble decides, since raw link types don't say. */
export const ipv4: Dissect = (frame, span, walk) => {
  const { at, end } = span
  if (frame.holds(at, 1, end) && frame.u8(at) >> 4 === 6) return { nodes: [], next: follow('ipv6', at, end) }
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('ip', 'IPv4', span, HEADER))
  const header = (frame.u8(at) & 0xf) * 4
  if (header < HEADER || !frame.holds(at, header, end)) {
    return stop(frame.broken('ip', 'IPv4', span, Math.max(header, HEADER)))
  }
  const total = frame.u16(at + TOTAL_LENGTH)
  const fragment = frame.u16(at + FRAGMENT)
  const offset = (fragment & OFFSET_MASK) * FRAGMENT_UNIT
  const isFragment = (fragment & MORE_FRAGMENTS) !== 0 || offset > 0
  const protocol = frame.u8(at + PROTOCOL)
  const source = ipv4Text(frame.bytes, at + SOURCE)
  const destination = ipv4Text(frame.bytes, at + DESTINATION)
  const children = [
    frame.node('ip.version', 'Version', frame.u8(at) >> 4, at, 1),
    frame.node('ip.hdr_len', 'Header length', `${header} bytes`, at, 1, `${header / 4} words of 4 bytes.`),
    trafficClassNode(frame, 'ip.dsfield', at + 1, 1, frame.u8(at + 1)),
    lengthNode(frame, at, header, end),
    frame.node('ip.id', 'Identification', hexNumber(frame.u16(at + IDENTIFICATION), 4), at + IDENTIFICATION, 2),
    flagsNode(frame, at + FRAGMENT, fragment),
    fragmentOffsetNode(frame, 'ip.frag_offset', at + FRAGMENT, fragment & OFFSET_MASK),
    frame.node('ip.ttl', 'Time to live', frame.u8(at + TIME_TO_LIVE), at + TIME_TO_LIVE, 1, 'Hops it may still take.'),
    frame.node('ip.proto', 'Protocol', protocol, at + PROTOCOL, 1, protocolName(protocol)),
    checksumNode(frame, at, header),
    frame.node('ip.src', 'Source', source, at + SOURCE, 4),
    frame.node('ip.dst', 'Destination', destination, at + DESTINATION, 4),
  ]
  if (header > HEADER) {
    children.push(frame.node('', 'Options', frame.hex(at + HEADER, header - HEADER), at + HEADER, header - HEADER))
  }
  const finalDestination = sourceRouteEnd(frame, at + HEADER, at + header) ?? at + DESTINATION
  walk.network = { source: at + SOURCE, destination: finalDestination, addressBytes: 4, isFragment, isRerouted: false }
  const node = frame.node('ip', 'IPv4', `${source} → ${destination}`, at, header, '', children)
  // A length of 0 is left by segmentation offload: the frame's end counts then.
  const datagramEnd = total >= header ? Math.min(end, at + total) : end
  return { nodes: [node], next: follow(offset > 0 ? null : afterProtocol(protocol), at + header, datagramEnd) }
}

const END_OF_OPTIONS = 0
const NO_OPERATION = 1
const SOURCE_ROUTES: readonly number[] = [0x83, 0x89]

/** A packet under way on a source route bears its last destination, which checksums count, at the route's end. */
function sourceRouteEnd(frame: FrameBytes, from: number, end: number): number | null {
  let at = from
  while (at < end && frame.u8(at) !== END_OF_OPTIONS) {
    const length = frame.u8(at) === NO_OPERATION ? 1 : frame.u8(at + 1)
    if (length === 0 || at + length > end) return null
    const isUnderWay = SOURCE_ROUTES.includes(frame.u8(at)) && length >= 7 && frame.u8(at + 2) <= length
    if (isUnderWay) return at + length - 4
    at += length
  }
  return null
}

function lengthNode(frame: FrameBytes, at: number, header: number, end: number): FieldNode {
  const total = frame.u16(at + TOTAL_LENGTH)
  const room = end - at
  const isEmpty = total === 0
  const meaning = isEmpty
    ? 'Left 0 by segmentation offload: the frame ends the packet.'
    : total < header
      ? `Malformed: shorter than its header of ${header} bytes.`
      : total > room
        ? `Malformed: ${room} bytes are left in what carries it.`
        : ''
  return frame.node('ip.len', 'Total length', isEmpty ? room : total, at + TOTAL_LENGTH, 2, meaning)
}

function flagsNode(frame: FrameBytes, at: number, fragment: number): FieldNode {
  const words = [
    (fragment & DONT_FRAGMENT) !== 0 ? "don't fragment" : '',
    (fragment & MORE_FRAGMENTS) !== 0 ? 'more fragments follow' : '',
  ].filter((word) => word !== '')
  const bitNode = (filter: string, name: string, bit: number): FieldNode =>
    frame.node(filter, name, (fragment & bit) !== 0 ? 'set' : 'not set', at, 1)
  const value = words.length === 0 ? 'none' : words.join(', ')
  return frame.node('ip.flags', 'Flags', value, at, 1, hexNumber(fragment >> FLAGS_SHIFT, 1), [
    bitNode('ip.flags.rb', 'Reserved', RESERVED),
    bitNode('ip.flags.df', "Don't fragment", DONT_FRAGMENT),
    bitNode('ip.flags.mf', 'More fragments', MORE_FRAGMENTS),
  ])
}

function checksumNode(frame: FrameBytes, at: number, header: number): FieldNode {
  const found = frame.u16(at + CHECKSUM)
  const right = complement(onesSum(frame.bytes, at, at + header, 0xffff - found))
  const meaning =
    right === found || (right === 0xffff && found === 0)
      ? 'Correct.'
      : found === 0
        ? 'Unset: filled in by the network card (offload).'
        : `Wrong, should be ${hexNumber(right, 4)}.`
  return frame.node('ip.checksum', 'Header checksum', hexNumber(found, 4), at + CHECKSUM, 2, meaning)
}

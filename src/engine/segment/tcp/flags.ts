/** The control bits, each a child (RFC 9293 §3.1; ECE, CWR: RFC 3168; AE: RFC 9768). */
import { Flag } from '../../../contracts/abi'
import { flagNames } from '../../../contracts/names'
import type { FieldNode } from '../../../contracts/segment'
import { type FrameBytes, hexNumber } from '../frameBytes'

interface FlagText {
  readonly bit: Flag
  readonly filter: string
  readonly name: string
  readonly meaning: string
}

const FLAGS: readonly FlagText[] = [
  { bit: Flag.AE, filter: 'tcp.flags.ae', name: 'AE, accurate ECN', meaning: 'Part of the count of congestion marks.' },
  {
    bit: Flag.CWR,
    filter: 'tcp.flags.cwr',
    name: 'CWR, window reduced',
    meaning: 'The sender slowed down after an echo of congestion.',
  },
  {
    bit: Flag.ECE,
    filter: 'tcp.flags.ece',
    name: 'ECE, congestion echo',
    meaning: 'The sender saw a congestion mark.',
  },
  { bit: Flag.URG, filter: 'tcp.flags.urg', name: 'URG, urgent', meaning: 'The urgent pointer is valid.' },
  {
    bit: Flag.ACK,
    filter: 'tcp.flags.ack',
    name: 'ACK, acknowledgment',
    meaning: 'The acknowledgment number is valid.',
  },
  { bit: Flag.PSH, filter: 'tcp.flags.push', name: 'PSH, push', meaning: 'Hand the data to the application now.' },
  { bit: Flag.RST, filter: 'tcp.flags.reset', name: 'RST, reset', meaning: 'The connection ends at once.' },
  {
    bit: Flag.SYN,
    filter: 'tcp.flags.syn',
    name: 'SYN, synchronize',
    meaning: 'This is where the sequence numbers of its sender begin.',
  },
  { bit: Flag.FIN, filter: 'tcp.flags.fin', name: 'FIN, finish', meaning: 'The sender has no more data.' },
]
/** On an initial SYN, ECE and CWR offer explicit congestion notification. */
const ECN_SETUP: ReadonlyMap<Flag, string> = new Map([
  [Flag.ECE, 'With SYN: the sender offers, or accepts, explicit congestion notification.'],
  [Flag.CWR, 'With SYN: the sender offers explicit congestion notification.'],
])
const HIGH_BITS: number = Flag.AE
/** For flags to come (RFC 9293 §3.1). */
const RESERVED = 0xe00
const ALL = 0xfff

/** @param at of the octet with the data offset; the flags' low octet follows it. */
export function flagsNode(frame: FrameBytes, at: number, flags: number): FieldNode {
  const isSyn = (flags & Flag.SYN) !== 0
  const children = FLAGS.map(({ bit, filter, name, meaning }) => {
    const isSet = (flags & bit) !== 0
    const words = isSyn ? (ECN_SETUP.get(bit) ?? meaning) : meaning
    return frame.node(filter, name, isSet ? 'set' : 'not set', bit >= HIGH_BITS ? at : at + 1, 1, isSet ? words : '')
  })
  const field = frame.u16(at) & ALL
  const reserved = (field & RESERVED) !== 0 ? 'set' : 'not set'
  children.unshift(frame.node('tcp.flags.res', 'Reserved', reserved, at, 1))
  const names = flagNames(flags).join(',')
  return frame.node('tcp.flags', 'Flags', names === '' ? 'none' : names, at, 2, hexNumber(field, 3), children)
}

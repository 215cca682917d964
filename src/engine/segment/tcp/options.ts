/** TCP options, every kind: decoded where it is known, kept as bytes where not (https://www.iana.org/assignments/tcp-parameters). */
import type { FieldNode } from '../../../contracts/engine'
import { countWords } from '../../words'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { mptcpNode } from './mptcp'

const END_OF_LIST = 0
const NO_OPERATION = 1
/** Kind and length. */
const OPTION_HEADER = 2

interface OptionReader {
  /** Lengths that the kind may have; any other is malformed. */
  readonly fits: (length: number) => boolean
  readonly read: (frame: FrameBytes, at: number, length: number) => FieldNode
}
const exactly =
  (wanted: number) =>
  (length: number): boolean =>
    length === wanted

const SHIFT_MAX = 14
const SACK_BLOCK = 8
const TFO_EXPERIMENT = 0xf989

const READERS: ReadonlyMap<number, OptionReader> = new Map<number, OptionReader>([
  [2, { fits: exactly(4), read: maximumSegmentSize }],
  [3, { fits: exactly(3), read: windowScale }],
  [4, { fits: exactly(2), read: sackPermitted }],
  [5, { fits: (length) => length >= 10 && length <= 34 && (length - OPTION_HEADER) % SACK_BLOCK === 0, read: sack }],
  [8, { fits: exactly(10), read: timestamps }],
  [19, { fits: exactly(18), read: md5 }],
  [28, { fits: exactly(4), read: userTimeout }],
  [29, { fits: (length) => length >= 4, read: authentication }],
  [30, { fits: (length) => length >= 3, read: mptcpNode }],
  [34, { fits: (length) => length === 2 || (length >= 6 && length <= 18 && length % 2 === 0), read: fastOpen }],
  [253, { fits: (length) => length >= 4, read: experiment }],
  [254, { fits: (length) => length >= 4, read: experiment }],
])
const OTHER_NAMES: ReadonlyMap<number, string> = new Map([
  [6, 'Echo (obsolete)'],
  [7, 'Echo reply (obsolete)'],
  [11, 'CC (obsolete)'],
  [14, 'Alternate checksum request (obsolete)'],
  [20, 'SCPS capabilities'],
  [27, 'Quick-start response'],
  [69, 'Encryption negotiation'],
  [172, 'Accurate ECN, order 0'],
  [174, 'Accurate ECN, order 1'],
])

/** The options from `at` to `end`, one node each; a malformed length ends the list with a node that says so. */
export function optionNodes(frame: FrameBytes, at: number, end: number): FieldNode[] {
  const nodes: FieldNode[] = []
  let next = at
  while (next < end) {
    const kind = frame.u8(next)
    if (kind === END_OF_LIST) {
      nodes.push(frame.node('tcp.options.eol', 'End of options', '', next, end - next))
      return nodes
    }
    if (kind === NO_OPERATION) {
      nodes.push(frame.node('tcp.options.nop', 'No operation', '', next, 1, 'Aligns the option that follows.'))
      next += 1
      continue
    }
    const length = next + 1 < end ? frame.u8(next + 1) : 0
    if (length < OPTION_HEADER || next + length > end) {
      const meaning = `At offset ${next}: length ${length}, ${end - next} bytes are left of the header.`
      nodes.push(frame.node('tcp.options', `Option ${kind}`, 'malformed', next, end - next, meaning))
      return nodes
    }
    nodes.push(optionNode(frame, kind, next, length))
    next += length
  }
  return nodes
}

function optionNode(frame: FrameBytes, kind: number, at: number, length: number): FieldNode {
  const reader = READERS.get(kind)
  if (reader?.fits(length)) return reader.read(frame, at, length)
  const data = frame.hex(at + OPTION_HEADER, length - OPTION_HEADER)
  const meaning =
    reader === undefined ? '' : `Malformed: length ${length} at offset ${at + 1} is none that this kind has.`
  return frame.node('tcp.options.unknown', OTHER_NAMES.get(kind) ?? `Option ${kind}`, data, at, length, meaning)
}

function maximumSegmentSize(frame: FrameBytes, at: number, length: number): FieldNode {
  const size = frame.u16(at + 2)
  const value = `${countWords(size)} bytes`
  const meaning = 'The largest payload that the sender of this option takes in one segment.'
  return frame.node('tcp.options.mss', 'Maximum segment size', value, at, length, meaning, [
    frame.node('tcp.options.mss_val', 'MSS', size, at + 2, 2),
  ])
}

function windowScale(frame: FrameBytes, at: number, length: number): FieldNode {
  const shift = frame.u8(at + 2)
  const used = Math.min(shift, SHIFT_MAX)
  const capped = shift > SHIFT_MAX ? ' Shifts above 14 count as 14 (RFC 7323 §2.3).' : ''
  const meaning = `The sender's windows count ${countWords(2 ** used)} bytes a unit, if both sides offer scaling.${capped}`
  return frame.node('tcp.options.wscale', 'Window scale', `× ${countWords(2 ** used)}`, at, length, meaning, [
    frame.node('tcp.options.wscale.shift', 'Shift', shift, at + 2, 1),
  ])
}

function sackPermitted(frame: FrameBytes, at: number, length: number): FieldNode {
  const meaning = 'The sender can use selective acknowledgments.'
  return frame.node('tcp.options.sack_perm', 'SACK permitted', '', at, length, meaning)
}

function sack(frame: FrameBytes, at: number, length: number): FieldNode {
  const children: FieldNode[] = []
  for (let block = at + OPTION_HEADER; block < at + length; block += SACK_BLOCK) {
    children.push(frame.node('tcp.options.sack_le', 'From', frame.u32(block), block, 4))
    children.push(frame.node('tcp.options.sack_re', 'To', frame.u32(block + 4), block + 4, 4))
  }
  const blocks = children.length / 2
  const meaning = 'Data that arrived beyond a gap (sequence numbers as on the wire).'
  return frame.node(
    'tcp.options.sack',
    'Selective acknowledgment',
    `${blocks} block${blocks === 1 ? '' : 's'}`,
    at,
    length,
    meaning,
    children,
  )
}

function timestamps(frame: FrameBytes, at: number, length: number): FieldNode {
  const value = frame.u32(at + 2)
  const echo = frame.u32(at + 6)
  const meaning = "The sender's clock, and the last clock value of its peer."
  return frame.node('tcp.options.timestamp', 'Timestamps', `TSval ${value}, ecr ${echo}`, at, length, meaning, [
    frame.node('tcp.options.timestamp.tsval', 'TSval', value, at + 2, 4),
    frame.node('tcp.options.timestamp.tsecr', 'TSecr', echo, at + 6, 4),
  ])
}

function md5(frame: FrameBytes, at: number, length: number): FieldNode {
  const digest = frame.hex(at + OPTION_HEADER, length - OPTION_HEADER)
  return frame.node('tcp.options.md5', 'MD5 signature', digest, at, length, 'Signed with a shared key (RFC 2385).')
}

function userTimeout(frame: FrameBytes, at: number, length: number): FieldNode {
  const field = frame.u16(at + 2)
  const value = `${field & 0x7fff} ${(field & 0x8000) !== 0 ? 'minutes' : 'seconds'}`
  return frame.node(
    'tcp.options.user_to',
    'User timeout',
    value,
    at,
    length,
    'How long its data may stay unacknowledged.',
  )
}

function authentication(frame: FrameBytes, at: number, length: number): FieldNode {
  const children = [
    frame.node('tcp.options.ao.keyid', 'Key', frame.u8(at + 2), at + 2, 1),
    frame.node('tcp.options.ao.rnextkeyid', 'Key wanted next', frame.u8(at + 3), at + 3, 1),
  ]
  if (length > 4)
    children.push(frame.node('tcp.options.ao.mac', 'Code', frame.hex(at + 4, length - 4), at + 4, length - 4))
  return frame.node(
    'tcp.options.ao',
    'Authentication',
    `key ${frame.u8(at + 2)}`,
    at,
    length,
    'TCP-AO, RFC 5925.',
    children,
  )
}

function fastOpen(frame: FrameBytes, at: number, length: number): FieldNode {
  return fastOpenCookie(frame, at, length, OPTION_HEADER)
}

function fastOpenCookie(frame: FrameBytes, at: number, length: number, header: number): FieldNode {
  const cookie = length - header
  if (cookie === 0) {
    const meaning = 'Asks for a cookie, to send data with a later SYN (RFC 7413).'
    return frame.node('tcp.options.tfo.request', 'Fast open', 'cookie request', at, length, meaning)
  }
  const hex = frame.hex(at + header, cookie)
  return frame.node(
    'tcp.options.tfo.cookie',
    'Fast open',
    `cookie ${hex}`,
    at,
    length,
    'Allows data in the SYN (RFC 7413).',
  )
}

function experiment(frame: FrameBytes, at: number, length: number): FieldNode {
  const id = frame.u16(at + 2)
  if (id === TFO_EXPERIMENT) return fastOpenCookie(frame, at, length, 4)
  const data = frame.hex(at + 4, length - 4)
  return frame.node('tcp.options.experimental', `Experiment ${hexNumber(id, 4)}`, data, at, length, 'RFC 6994.')
}

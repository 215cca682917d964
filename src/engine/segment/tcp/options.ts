/** TCP options, every kind: decoded where it is known, kept as bytes where not (https://www.iana.org/assignments/tcp-parameters). */
import type { FieldNode } from '../../../contracts/segment'
import { countWords } from '../../words'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { mptcpNode } from './mptcp'

const END_OF_LIST = 0
const NO_OPERATION = 1
/** Kind and length. */
const OPTION_HEADER = 2

interface OptionReader {
  /** What an option of this kind is called also where it is malformed. */
  readonly filter: string
  /** Lengths that the kind may have; any other is malformed. */
  readonly fits: (length: number) => boolean
  readonly read: (frame: FrameBytes, at: number, length: number, base: number) => FieldNode
}
const exactly =
  (wanted: number) =>
  (length: number): boolean =>
    length === wanted

const SHIFT_MAX = 14
const SACK_BLOCK = 8
const TFO_EXPERIMENT = 0xf989
/** Kind, length and the experiment's number. */
const EXPERIMENT_HEADER = 4

const READERS: ReadonlyMap<number, OptionReader> = new Map<number, OptionReader>([
  [2, { filter: 'tcp.options.mss', fits: exactly(4), read: maximumSegmentSize }],
  [3, { filter: 'tcp.options.wscale', fits: exactly(3), read: windowScale }],
  [4, { filter: 'tcp.options.sack_perm', fits: exactly(2), read: sackPermitted }],
  [
    5,
    {
      filter: 'tcp.options.sack',
      fits: (length) => length >= 10 && length <= 34 && (length - OPTION_HEADER) % SACK_BLOCK === 0,
      read: sack,
    },
  ],
  [8, { filter: 'tcp.options.timestamp', fits: exactly(10), read: timestamps }],
  [19, { filter: 'tcp.options.md5', fits: exactly(18), read: md5 }],
  [28, { filter: 'tcp.options.user_to', fits: exactly(4), read: userTimeout }],
  [29, { filter: 'tcp.options.ao', fits: (length) => length >= 4, read: authentication }],
  [30, { filter: 'mptcp', fits: (length) => length >= 3, read: mptcpNode }],
  [
    34,
    {
      filter: 'tcp.options.tfo',
      fits: (length) => length === 2 || (length >= 6 && length <= 18 && length % 2 === 0),
      read: fastOpen,
    },
  ],
  [253, { filter: 'tcp.options.experimental', fits: (length) => length >= 4, read: experiment }],
  [254, { filter: 'tcp.options.experimental', fits: (length) => length >= 4, read: experiment }],
])
const UNKNOWN = 'tcp.options.unknown'
/** Kinds whose data is shown as it is. */
const OTHERS: ReadonlyMap<number, { readonly filter: string; readonly name: string }> = new Map([
  [6, { filter: 'tcp.options.echo', name: 'Echo (obsolete)' }],
  [7, { filter: 'tcp.options.echoreply', name: 'Echo reply (obsolete)' }],
  [11, { filter: 'tcp.options.cc', name: 'CC (obsolete)' }],
  [12, { filter: 'tcp.options.ccnew', name: 'CC.NEW (obsolete)' }],
  [13, { filter: 'tcp.options.ccecho', name: 'CC.ECHO (obsolete)' }],
  [14, { filter: UNKNOWN, name: 'Alternate checksum request (obsolete)' }],
  [20, { filter: 'tcp.options.scps', name: 'SCPS capabilities' }],
  [21, { filter: 'tcp.options.snack', name: 'Selective negative acknowledgment' }],
  [22, { filter: 'tcp.options.scpsrec', name: 'SCPS record boundary' }],
  [23, { filter: 'tcp.options.scpscor', name: 'SCPS corruption experienced' }],
  [27, { filter: 'tcp.options.qs', name: 'Quick-start response' }],
  [69, { filter: UNKNOWN, name: 'Encryption negotiation' }],
  [172, { filter: 'tcp.options.acc_ecn', name: 'Accurate ECN, order 0' }],
  [174, { filter: 'tcp.options.acc_ecn', name: 'Accurate ECN, order 1' }],
])

/**
 * The options from `at` to `end`, one node each; a malformed length ends the list with a node that says so.
 *
 * @param base what the peer's relative sequence numbers count from; 0: as on the wire.
 */
export function optionNodes(frame: FrameBytes, at: number, end: number, base: number): FieldNode[] {
  const nodes: FieldNode[] = []
  let next = at
  while (next < end) {
    const kind = frame.u8(next)
    if (kind === END_OF_LIST) {
      return [...nodes, ...endNodes(frame, next, end)]
    }
    if (kind === NO_OPERATION) {
      nodes.push(frame.node('tcp.options.nop', 'No operation', '', next, 1, 'Aligns the option that follows.'))
      next += 1
      continue
    }
    const length = next + 1 < end ? frame.u8(next + 1) : 0
    if (length < OPTION_HEADER || next + length > end) {
      const meaning = `At offset ${next}: length ${length}, ${end - next} bytes are left of the header.`
      nodes.push(frame.node('', `Option ${kind}`, 'malformed', next, end - next, meaning))
      return nodes
    }
    nodes.push(optionNode(frame, kind, next, length, base))
    next += length
  }
  return nodes
}

/** Zeros up to where something else stands, which means nothing any more. */
function endNodes(frame: FrameBytes, at: number, end: number): FieldNode[] {
  const nodes: FieldNode[] = []
  let next = at
  while (next < end && frame.u8(next) === END_OF_LIST)
    nodes.push(frame.node('tcp.options.eol', 'End of options', '', next++, 1))
  if (next < end) nodes.push(frame.node('', 'Padding', frame.hex(next, end - next), next, end - next))
  return nodes
}

function optionNode(frame: FrameBytes, kind: number, at: number, length: number, base: number): FieldNode {
  const reader = READERS.get(kind)
  if (reader?.fits(length)) return reader.read(frame, at, length, base)
  const data = frame.hex(at + OPTION_HEADER, length - OPTION_HEADER)
  const meaning =
    reader === undefined ? '' : `Malformed: length ${length} at offset ${at + 1} is none that this kind has.`
  const other = OTHERS.get(kind)
  const filter = reader?.filter ?? other?.filter ?? UNKNOWN
  return frame.node(filter, other?.name ?? `Option ${kind}`, data, at, length, meaning)
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

function sack(frame: FrameBytes, at: number, length: number, base: number): FieldNode {
  const children: FieldNode[] = []
  for (let block = at + OPTION_HEADER; block < at + length; block += SACK_BLOCK) {
    children.push(edgeNode(frame, 'tcp.options.sack_le', 'From', block, base))
    children.push(edgeNode(frame, 'tcp.options.sack_re', 'To', block + 4, base))
  }
  const blocks = children.length / 2
  const meaning = 'Data that arrived beyond a gap.'
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

/** The edge of a block, counted as the peer's sequence numbers are. */
function edgeNode(frame: FrameBytes, filter: string, name: string, at: number, base: number): FieldNode {
  const raw = frame.u32(at)
  const meaning = base === 0 ? '' : `On the wire ${raw}.`
  return frame.node(filter, name, countWords((raw - base) >>> 0), at, 4, meaning)
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
  return fastOpenCookie(frame, at, length, 'tcp.options.tfo', [])
}

/** @param before nodes of what stands before the cookie. */
function fastOpenCookie(
  frame: FrameBytes,
  at: number,
  length: number,
  filter: string,
  before: readonly FieldNode[],
): FieldNode {
  const header = before.length === 0 ? OPTION_HEADER : EXPERIMENT_HEADER
  const cookie = length - header
  const name = 'Fast open'
  if (cookie === 0) {
    const meaning = 'Asks for a cookie, to send data with a later SYN (RFC 7413).'
    const child = frame.node('tcp.options.tfo.request', 'Cookie request', '', at, length)
    return frame.node(filter, name, 'cookie request', at, length, meaning, [...before, child])
  }
  const hex = frame.hex(at + header, cookie)
  const child = frame.node('tcp.options.tfo.cookie', 'Cookie', hex, at + header, cookie)
  const meaning = 'Allows data in the SYN (RFC 7413).'
  return frame.node(filter, name, `cookie ${hex}`, at, length, meaning, [...before, child])
}

function experiment(frame: FrameBytes, at: number, length: number): FieldNode {
  const filter = 'tcp.options.experimental'
  const id = frame.u16(at + OPTION_HEADER)
  const idNode = frame.node(`${filter}.exid`, 'Experiment', hexNumber(id, 4), at + OPTION_HEADER, 2)
  if (id === TFO_EXPERIMENT) return fastOpenCookie(frame, at, length, filter, [idNode])
  const data = frame.hex(at + EXPERIMENT_HEADER, length - EXPERIMENT_HEADER)
  return frame.node(filter, `Experiment ${hexNumber(id, 4)}`, data, at, length, 'RFC 6994.', [idNode])
}

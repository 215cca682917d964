import { Flag } from '../contracts/abi'
import { joinChunks } from '../pcapng/chunks'
import type { CapturedFrame } from '../pcapng/frame'
import { ScriptError } from './cursor'
import type { Direction } from './direction'
import { ethernetHeader, type IpFields, ipHeader, sealTcp, TCP_HEADER_BYTES, tcpHeader } from './headers'
import { type Host, Hosts } from './hosts'
import { encodeTcpOptions, OPTIONS_MAX_BYTES } from './options'
import { payloadBytes } from './payload'
import type { Moment, Script, SegmentStatement, WireNumber } from './script'

const SEQUENCE_SPACE = 2 ** 32
const NANOSECONDS_PER_MILLISECOND = 1_000_000n
const IP_MAX_BYTES = 65_535

/**
 * The frames that a capture of this script holds, in the script's order.
 * @throws ScriptError where a segment can't be built: options too long, text longer than the segment, …
 */
export function build(script: Script): CapturedFrame[] {
  const hosts = new Hosts()
  const frames: CapturedFrame[] = []
  let clock = 0n
  for (const statement of script.statements) {
    if (statement.kind === 'endpoint') hosts.declare(statement)
    else if (statement.kind === 'setting') hosts.set(statement)
    else {
      clock = after(clock, statement.moment)
      if (statement.kind === 'frame') {
        frames.push(capture(script, clock, statement.bytes))
        continue
      }
      const { repeat, lost, unseen } = statement.fields
      const times = repeat?.times ?? 1
      const bytes = segmentFrame(script, hosts, statement, clock)
      for (let copy = 0; copy < times; copy++) {
        if (copy > 0) clock += repeat?.everyNs ?? 0n
        if (!lost && !unseen) frames.push(capture(script, clock, bytes, statement))
      }
    }
  }
  return frames
}

const after = (clock: bigint, moment: Moment): bigint => (moment.isRelative ? clock + moment.ns : moment.ns)

function capture(script: Script, clock: bigint, bytes: Uint8Array, statement?: SegmentStatement): CapturedFrame {
  const { cut, comment } = statement?.fields ?? {}
  const limit = cut ?? (script.snapLength || bytes.length)
  return {
    time: script.start + clock,
    bytes: bytes.subarray(0, limit),
    originalLength: bytes.length,
    comments: comment === undefined ? [] : [comment],
  }
}

/** Everything about a segment that the headers are made of. */
interface Sending {
  readonly statement: SegmentStatement
  readonly sender: Host
  readonly receiver: Host
  readonly forward: Direction
  readonly backward: Direction
  readonly clockNs: bigint
}

function segmentFrame(script: Script, hosts: Hosts, statement: SegmentStatement, clockNs: bigint): Uint8Array {
  const { from, to, fields } = statement
  const sender = hosts.get(from, statement)
  const receiver = hosts.get(to, statement)
  if (sender.address.length !== receiver.address.length) refuse(statement, 'one endpoint is IPv4, the other IPv6')
  const sending = {
    statement,
    sender,
    receiver,
    forward: hosts.direction(from, to),
    backward: hosts.direction(to, from),
    clockNs,
  }
  const ipid = fields.ipid ?? hosts.takeIpid(from, sender)
  const packet = packetBytes(sending, ipid)
  const link = script.link === 'raw' ? [] : [linkHeader(sending)]
  return joinChunks([...link, packet, new Uint8Array(fields.pad ?? 0)])
}

const linkHeader = ({ sender, receiver, statement }: Sending): Uint8Array =>
  ethernetHeader(receiver.mac, sender.mac, statement.fields.vlan ?? [], sender.address.length === 16)

function packetBytes(sending: Sending, ipid: number): Uint8Array {
  const { statement, sender, receiver, forward } = sending
  const { fields, flags } = statement
  const seq: WireNumber = fields.seq ?? { value: forward.next, isRaw: false }
  const length = fields.length ?? fields.payload?.length ?? 0
  const given = fields.payload ?? new Uint8Array(0)
  if (given.length > length) refuse(statement, `${given.length} bytes of payload in a segment of ${length}`)
  const options = optionBytes(sending)
  const ip: IpFields = {
    source: sender.address,
    destination: receiver.address,
    payloadBytes: TCP_HEADER_BYTES + options.length + length,
    ttl: fields.ttl ?? sender.ttl,
    tos: fields.tos ?? 0,
    identification: ipid,
  }
  if (ip.payloadBytes > IP_MAX_BYTES - 20) refuse(statement, 'the segment is longer than an IP packet can be')
  const header = tcpHeader({
    sourcePort: sender.port,
    destinationPort: receiver.port,
    seq: wireNumber(seq, sender),
    ack: acknowledgment(sending),
    flags,
    window: fields.win ?? forward.window,
    urgentPointer: fields.urg ?? 0,
    options,
    ...(fields.doff === undefined ? {} : { dataOffset: fields.doff }),
  })
  const payload = payloadBytes(seq.value, length, given)
  if (!fields.nosum) sealTcp(header, payload, ip, fields.badsum ?? false)
  note(sending, seq, length)
  return joinChunks([ipHeader(ip), header, payload])
}

function acknowledgment({ statement, receiver, backward }: Sending): number {
  const { ack } = statement.fields
  if (ack !== undefined) return wireNumber(ack, receiver)
  return statement.flags & Flag.ACK ? wireNumber({ value: backward.arrived, isRaw: false }, receiver) : 0
}

const wireNumber = ({ value, isRaw }: WireNumber, owner: Host): number =>
  isRaw ? value : (owner.iss + value) % SEQUENCE_SPACE

function optionBytes(sending: Sending): Uint8Array {
  const { statement, sender, receiver, backward } = sending
  const isPlain = (statement.flags & (Flag.SYN | Flag.RST)) === 0
  const options = statement.fields.options ?? (isPlain ? sender.options : [])
  const bytes = encodeTcpOptions(options, {
    clock: timestampAt(sending),
    echo: backward.timestamp,
    peerSequence: (number) => wireNumber(number, receiver),
  })
  if (bytes.length > OPTIONS_MAX_BYTES) refuse(statement, `${bytes.length} bytes of options: ${OPTIONS_MAX_BYTES} fit`)
  return bytes
}

/** Timestamp clocks tick every millisecond, as RFC 7323 §5.4 allows and most stacks do. */
const timestampAt = ({ sender, clockNs }: Sending): number =>
  (sender.clock + Number(clockNs / NANOSECONDS_PER_MILLISECOND)) % SEQUENCE_SPACE

/** Remembers what was sent and what arrived, for the lines that leave numbers out. */
function note(sending: Sending, seq: WireNumber, length: number): void {
  const { statement, forward } = sending
  const { fields, flags } = statement
  forward.window = fields.win ?? forward.window
  if (seq.isRaw) return
  const sequenceLength = length + (flags & Flag.SYN ? 1 : 0) + (flags & Flag.FIN ? 1 : 0)
  forward.sent(seq.value, sequenceLength)
  if (fields.lost || fields.dropped) return
  forward.received(seq.value, sequenceLength)
  const stamp = (fields.options ?? sending.sender.options).find((option) => option.option === 'TS')
  if (stamp?.option === 'TS') forward.timestamp = stamp.value ?? timestampAt(sending)
}

function refuse({ line, column }: SegmentStatement, reason: string): never {
  throw new ScriptError(line, column, reason)
}

/**
 * Which service a flow is of and what its server is called: told by the first payload bytes of each side, looked at
 * while streaming, a few times a flow. Later payload costs one test of a bit.
 */
import {
  ENDPOINT_BYTES,
  ENDPOINT_ISS,
  EndpointBit,
  FLOW_BITS,
  FLOW_ENDPOINTS,
  FLOW_PORT_A,
  FLOW_PORT_B,
  FlowBit,
  SERVICE_LOOKS,
  Service,
} from '../../contracts/abi'
import { destinationAddress, isIpv6 } from '../cursor'
import { has } from '../tcp/endpoint'
import { addressNameFor, hasAddressNames } from './addressNames'
import { readDatabase } from './databases'
import { isDnsMessage, takeDnsAnswer } from './dns'
import { readGreeting } from './greetings'
import { readHttp } from './http'
import { Look } from './look'
import { readMessage } from './messages'
import { makeRecord, noteLookupName, noteProtocol, protocolOf } from './record'
import { isUpper, isVisible } from './text'
import { readLaterTls, readTls } from './tls'
import {
  addWaiting,
  beginWaiting,
  endWaiting,
  WAITING_MAX,
  waitingBytes,
  waitingData,
  waitingFrom,
  waitingOf,
} from './waiting'

/** STARTTLS and proxies show what they go on in within this many segments of a side. */
const MAX_LOOKS: u32 = 16
/** A side that began with nothing we know, perhaps in the middle, is given up after so many. */
const MAX_UNKNOWN: u32 = 4
const DNS_PORT: u32 = 53
const TLS_HANDSHAKE: u32 = 22
/** RFC 1035 §4.2.2: over TCP, a message's length stands before it. */
const DNS_LENGTH: u32 = 2

/** A new flow's server is called what the client looked up before. @param serverIsB endpoint B's role. */
export function nameFlow(flow: u32, client: usize, server: usize, serverIsB: bool): void {
  if (!hasAddressNames()) return
  const name = addressNameFor(client, server, isIpv6())
  const record: usize = name === 0 ? 0 : makeRecord(flow)
  if (record !== 0) noteLookupName(record, name, serverIsB)
}

function settledBit(senderIsB: bool): u32 {
  return senderIsB ? FlowBit.SERVICE_SETTLED_B : FlowBit.SERVICE_SETTLED_A
}

/** Whether payload of this side may still tell something. */
export function wantsPayload(flow: usize, senderIsB: bool): bool {
  return (load<u32>(flow, FLOW_BITS) & settledBit(senderIsB)) === 0
}

function settle(flow: usize, senderIsB: bool): void {
  store<u32>(flow, load<u32>(flow, FLOW_BITS) | settledBit(senderIsB), FLOW_BITS)
}

function readDns(record: usize, at: usize, left: u32): Look {
  if (left <= DNS_LENGTH) return Look.MORE
  const length = bswap<u16>(load<u16>(at))
  const there = left - DNS_LENGTH
  if (!isDnsMessage(at + DNS_LENGTH, there)) return Look.UNKNOWN
  noteProtocol(record, Service.DNS)
  if (there < <u32>length) return Look.MORE
  takeDnsAnswer(at + DNS_LENGTH, length, destinationAddress(), isIpv6())
  return Look.DONE
}

/** What these bytes, the first of a side, tell. */
function readFirst(record: usize, at: usize, left: u32, port: u32): Look {
  const byte: u32 = load<u8>(at)
  const tls = readTls(record, at, left)
  if (tls !== Look.UNKNOWN) return tls
  const http = isUpper(byte) ? readHttp(record, at, left) : Look.UNKNOWN
  if (http !== Look.UNKNOWN) return http
  if (port === DNS_PORT) return readDns(record, at, left)
  const greeting = isVisible(at, 1) ? readGreeting(record, at, left, port) : Look.UNKNOWN
  if (greeting !== Look.UNKNOWN) return greeting
  const database = readDatabase(record, at, left, port)
  return database !== Look.UNKNOWN ? database : readMessage(record, at, left, port)
}

/** What bytes in the middle of a side's stream tell: only what can't be mistaken. */
function readLater(record: usize, at: usize, left: u32): Look {
  const byte: u32 = load<u8>(at)
  if (byte === TLS_HANDSHAKE) return readLaterTls(record, at, left)
  return isUpper(byte) ? readHttp(record, at, left) : Look.UNKNOWN
}

function looksAt(record: usize, senderIsB: bool): usize {
  return record + SERVICE_LOOKS + u32(senderIsB)
}

/** The lower port: the server's, where it is a well-known one. */
function portOf(flow: usize): u32 {
  return min<u32>(load<u16>(flow, FLOW_PORT_A), load<u16>(flow, FLOW_PORT_B))
}

function read(flow: usize, record: usize, senderIsB: bool, at: usize, left: u32): Look {
  const isFirst = load<u8>(looksAt(record, senderIsB)) === 0
  return isFirst ? readFirst(record, at, left, portOf(flow)) : readLater(record, at, left)
}

/** After a look that asks for no more bytes. */
function conclude(flow: usize, record: usize, senderIsB: bool, look: Look): void {
  const looks = load<u8>(looksAt(record, senderIsB)) + 1
  store<u8>(looksAt(record, senderIsB), looks)
  const most: u32 = protocolOf(record) === Service.NONE ? MAX_UNKNOWN : MAX_LOOKS
  if (look === Look.DONE || looks >= most) settle(flow, senderIsB)
}

/** Sequence number at which what is looked at begins: the stream's start, where that was seen, or this segment's. */
function baseOf(flow: usize, record: usize, senderIsB: bool, seq: u32): u32 {
  const sender = flow + FLOW_ENDPOINTS + (senderIsB ? (ENDPOINT_BYTES as usize) : 0)
  if (load<u8>(looksAt(record, senderIsB)) > 0 || !has(sender, EndpointBit.SYN_SEEN)) return seq
  return load<u32>(sender, ENDPOINT_ISS) + 1
}

/**
 * Looks at payload of a flow.
 *
 * @param seq of its first byte
 * @param at where its `captured` bytes are, of `length` that were sent
 */
export function lookAtPayload(
  flow: usize,
  number: u32,
  senderIsB: bool,
  seq: u32,
  at: usize,
  captured: u32,
  length: u32,
): void {
  const record = makeRecord(number)
  if (record === 0) {
    settle(flow, senderIsB)
    return
  }
  let waiting = waitingOf(record, u32(senderIsB))
  const base = waiting === 0 ? baseOf(flow, record, senderIsB, seq) : waitingFrom(waiting)
  const ahead = i32(seq - base)
  // Sent again, or a keep-alive's byte: what it begins before is known.
  const known: u32 = ahead < 0 ? u32(-ahead) : 0
  if (known >= captured) return
  const offset: u32 = ahead < 0 ? 0 : u32(ahead)
  const bytes = captured - known
  if (waiting === 0 && (offset === 0 || offset >= WAITING_MAX)) {
    const look = read(flow, record, senderIsB, at + known, bytes)
    if (look !== Look.MORE || captured < length || bytes >= WAITING_MAX) {
      conclude(flow, record, senderIsB, look)
      return
    }
  }
  if (waiting === 0) waiting = beginWaiting(record, u32(senderIsB), base)
  if (waiting === 0) settle(flow, senderIsB)
  else readWaiting(flow, record, senderIsB, waiting, at + known, offset, bytes)
}

/** Puts bytes to those that wait, and looks at all of them if they go on from the start. */
function readWaiting(
  flow: usize,
  record: usize,
  senderIsB: bool,
  waiting: usize,
  at: usize,
  offset: u32,
  bytes: u32,
): void {
  const before = waitingBytes(waiting)
  let look = Look.UNKNOWN
  // Else what is missing was not captured: the stream went on without it.
  if (offset < WAITING_MAX && addWaiting(waiting, at, offset, bytes)) {
    const after = waitingBytes(waiting)
    if (after === before) return
    look = read(flow, record, senderIsB, waitingData(waiting), after)
    if (look === Look.MORE && after < WAITING_MAX) return
  }
  endWaiting(waiting)
  conclude(flow, record, senderIsB, look)
}

/** HTTP/1 heads, the preface of HTTP/2, and what borrows HTTP's first line: RTSP and SIP. RFC 9112, RFC 9113 §3.4. */
import { NameSource, Service, ServiceBit } from '../../contracts/abi'
import { Look } from './look'
import { changeProtocol, hasBit, noteBit, noteName, noteProtocol, protocolOf } from './record'
import {
  blanks,
  containsAnyCase,
  isDigit,
  isUpper,
  lineBytes,
  mayBecome,
  startsWith,
  startsWithAnyCase,
  withoutEnd,
} from './text'

const PREFACE = 'PRI * HTTP/2.0'
/** `HTTP/1.1 101`: where the status stands. */
const STATUS: u32 = 9
/** UNSUBSCRIBE, SSTP_DUPLEX_POST, BASELINE-CONTROL. */
const MAX_METHOD: u32 = 18
const SPACE: u32 = 0x20
const HYPHEN: u32 = 0x2d
const UNDERSCORE: u32 = 0x5f
const COLON: u32 = 0x3a
const CLOSING_BRACKET: u32 = 0x5d

/** Bytes of the method that a request begins with; 0: it begins with none. */
function methodBytes(at: usize, left: u32): u32 {
  for (let i: u32 = 0; i < min(left, MAX_METHOD + 1); i++) {
    const byte: u32 = load<u8>(at + i)
    if (byte === SPACE) return i >= 3 ? i : 0
    if (!isUpper(byte) && (i === 0 || (byte !== HYPHEN && byte !== UNDERSCORE))) return 0
  }
  return 0
}

/** The protocol that a request line names at its end: ` HTTP/1.1`. */
function protocolOfLine(at: usize, length: u32): Service {
  let last = length
  while (last > 0 && load<u8>(at + last - 1) !== SPACE) last--
  if (startsWith(at + last, length - last, 'HTTP/')) return Service.HTTP
  if (startsWith(at + last, length - last, 'RTSP/')) return Service.RTSP
  if (startsWith(at + last, length - last, 'SIP/')) return Service.SIP
  // HTTP/0.9 had neither version nor headers.
  return startsWith(at, length, 'GET /') ? Service.HTTP : Service.NONE
}

/** Takes the port off a Host header: what is named is the server. */
function noteHost(record: usize, at: usize, length: u32): void {
  let end = length
  while (end > 0 && isDigit(load<u8>(at + end - 1))) end--
  const hasPort = end > 1 && load<u8>(at + end - 1) === COLON
  // `::1` without brackets is no host and port.
  const isAddress = hasPort && containsAnyCase(at, end - 1, ':') && load<u8>(at + end - 2) !== CLOSING_BRACKET
  noteName(record, at, hasPort && !isAddress ? end - 1 : length, NameSource.HOST)
}

function readHeader(record: usize, at: usize, length: u32): bool {
  if (startsWithAnyCase(at, length, 'host:')) {
    const skipped = 5 + blanks(at + 5, length - 5)
    noteHost(record, at + skipped, length - skipped)
    return true
  }
  if (startsWithAnyCase(at, length, 'upgrade:')) {
    if (containsAnyCase(at, length, 'websocket')) noteBit(record, ServiceBit.ASKED_WEBSOCKET)
    else if (containsAnyCase(at, length, 'h2c')) noteBit(record, ServiceBit.ASKED_HTTP2)
  }
  return false
}

/** Looks for Host and Upgrade in the lines behind the first. */
function readHeaders(record: usize, at: usize, left: u32): Look {
  let next: u32 = 0
  let hasHost = false
  let bytes = lineBytes(at, left)
  while (bytes > 0) {
    const length = withoutEnd(at + next, bytes)
    if (length === 0) return hasHost ? Look.DONE : Look.LATER
    if (readHeader(record, at + next, length)) hasHost = true
    next += bytes
    bytes = lineBytes(at + next, left - next)
  }
  return hasHost ? Look.DONE : Look.MORE
}

function readRequest(record: usize, at: usize, left: u32): Look {
  const method = methodBytes(at, left)
  if (method === 0) return Look.UNKNOWN
  const line = lineBytes(at, left)
  if (line === 0) return isKnownMethod(at, left) ? Look.MORE : Look.UNKNOWN
  const protocol = protocolOfLine(at, withoutEnd(at, line))
  if (protocol === Service.NONE) return Look.UNKNOWN
  noteProtocol(record, protocol)
  if (protocol !== Service.HTTP) return Look.DONE
  const isTunnel = startsWith(at, left, 'CONNECT ')
  if (isTunnel) noteBit(record, ServiceBit.ASKED_TUNNEL)
  const look = readHeaders(record, at + line, left - line)
  return isTunnel && look === Look.DONE ? Look.LATER : look
}

/** Worth waiting for the end of its line. */
function isKnownMethod(at: usize, left: u32): bool {
  return (
    startsWith(at, left, 'GET ') ||
    startsWith(at, left, 'POST ') ||
    startsWith(at, left, 'PUT ') ||
    startsWith(at, left, 'HEAD ') ||
    startsWith(at, left, 'CONNECT ')
  )
}

function readResponse(record: usize, at: usize, left: u32): Look {
  noteProtocol(record, Service.HTTP)
  if (protocolOf(record) !== Service.HTTP) return Look.DONE
  const isSwitching = startsWith(at + STATUS, left - STATUS, '101')
  if (isSwitching && hasBit(record, ServiceBit.ASKED_WEBSOCKET)) changeProtocol(record, Service.WEBSOCKET)
  if (isSwitching && hasBit(record, ServiceBit.ASKED_HTTP2)) changeProtocol(record, Service.HTTP2)
  return hasBit(record, ServiceBit.ASKED_TUNNEL) ? Look.LATER : Look.DONE
}

/** HTTP and its kin, where payload begins with a head. */
export function readHttp(record: usize, at: usize, left: u32): Look {
  if (startsWith(at, left, 'HTTP/1.') && left > STATUS) return readResponse(record, at, left)
  if (startsWith(at, left, PREFACE)) {
    noteProtocol(record, Service.HTTP2)
    return Look.DONE
  }
  if (startsWith(at, left, 'RTSP/1.') || startsWith(at, left, 'SIP/2.')) {
    noteProtocol(record, load<u8>(at) === 0x52 ? Service.RTSP : Service.SIP)
    return Look.DONE
  }
  if (mayBecome(at, left, PREFACE) || mayBecome(at, left, 'GET ') || mayBecome(at, left, 'POST ')) return Look.MORE
  return readRequest(record, at, left)
}

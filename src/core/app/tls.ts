/**
 * TLS records and the two hellos, which go in clear text. RFC 8446 §4.1, §5.1; RFC 5246 §7.4.1 for older versions.
 *
 *     | type | version | length | handshake: type | length (3) | version | random (32) | session id, ciphers, ... |
 */
import { NameSource, Service } from '../../contracts/abi'
import { u16be } from '../bytes'
import { Look } from './look'
import { noteAlpn, noteName, noteProtocol, noteTlsMinor } from './record'
import { isVisible } from './text'

const RECORD: u32 = 5
const RECORD_LENGTH: usize = 3
const MAX_RECORD: u32 = (1 << 14) + 2048
const CHANGE_CIPHER_SPEC: u32 = 20
const HANDSHAKE: u32 = 22
const APPLICATION_DATA: u32 = 23
const MAJOR: u32 = 3
const MAX_MINOR: u32 = 4

const HANDSHAKE_HEADER: u32 = 4
const CLIENT_HELLO: u32 = 1
const SERVER_HELLO: u32 = 2
const HELLO_MINOR: u32 = 5
const SESSION_ID: u32 = 38
const CIPHER_AND_COMPRESSION: u32 = 3
/** Post-quantum key shares take some kilobytes; who sends more is not told apart any further. */
const MAX_HELLO: u32 = 16384

// https://www.iana.org/assignments/tls-extensiontype-values
const SERVER_NAME: u32 = 0
const ALPN: u32 = 16
const SUPPORTED_VERSIONS: u32 = 43
// RFC 6066 §3: list length, type, length.
const SERVER_NAME_HEADER: u32 = 5
const HOST_NAME: u32 = 0
const MAX_ALPN_TEXT: u32 = 255
const COMMA: u32 = 0x2c

const hello = memory.data(MAX_HELLO, 8)
const alpnText = memory.data(MAX_ALPN_TEXT + 1, 8)

function isRecord(at: usize, left: u32): bool {
  if (left < RECORD) return false
  const type: u32 = load<u8>(at)
  if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA) return false
  const length = u16be(at + RECORD_LENGTH)
  return load<u8>(at, 1) === MAJOR && load<u8>(at, 2) <= MAX_MINOR && length > 0 && length <= MAX_RECORD
}

function isHello(at: usize, left: u32): bool {
  if (left <= RECORD || load<u8>(at) !== HANDSHAKE) return false
  const type: u32 = load<u8>(at, RECORD)
  return type === CLIENT_HELLO || type === SERVER_HELLO
}

/** Puts the handshake message that begins in this record into `hello`, from as many records; answers its bytes. */
function gather(at: usize, left: u32): u32 {
  let filled: u32 = 0
  let next: u32 = 0
  while (filled < MAX_HELLO && left - next > RECORD) {
    if (!isRecord(at + next, left - next) || load<u8>(at + next) !== HANDSHAKE) break
    const length = u16be(at + next + RECORD_LENGTH)
    const bytes = min(min(length, left - next - RECORD), MAX_HELLO - filled)
    memory.copy(hello + filled, at + next + RECORD, bytes)
    filled += bytes
    if (left - next - RECORD <= length) break
    next += RECORD + length
  }
  return filled
}

/** Where the extensions' length stands: behind fields of any length. 0: not among the bytes that are there. */
function extensionsAt(end: u32, isClient: bool): u32 {
  if (end <= SESSION_ID) return 0
  let at = SESSION_ID + 1 + load<u8>(hello + SESSION_ID)
  if (isClient) {
    if (at + 2 > end) return 0
    at += 2 + u16be(hello + at)
    if (at + 1 > end) return 0
    at += 1 + load<u8>(hello + at)
  } else at += CIPHER_AND_COMPRESSION
  return at + 2 > end ? 0 : at
}

function readServerName(record: usize, at: usize, length: u32): void {
  if (length <= SERVER_NAME_HEADER || load<u8>(at, 2) !== HOST_NAME) return
  const bytes = u16be(at + 3)
  if (bytes <= length - SERVER_NAME_HEADER) noteName(record, at + SERVER_NAME_HEADER, bytes, NameSource.SNI)
}

/** Names that aren't text (RFC 8701 has clients offer some) are left out. */
function readAlpn(record: usize, at: usize, length: u32): void {
  let filled: u32 = 0
  let next: u32 = 2
  while (next < length) {
    const bytes: u32 = load<u8>(at + next)
    next++
    if (bytes > length - next) break
    const comma: u32 = filled > 0 ? 1 : 0
    if (isVisible(at + next, bytes) && filled + comma + bytes <= MAX_ALPN_TEXT) {
      if (comma !== 0) store<u8>(alpnText + filled, COMMA)
      memory.copy(alpnText + filled + comma, at + next, bytes)
      filled += comma + bytes
    }
    next += bytes
  }
  noteAlpn(record, alpnText, filled)
}

function readExtensions(record: usize, from: u32, end: u32, isClient: bool): void {
  let at = from
  while (at + 4 <= end) {
    const type = u16be(hello + at)
    const length = u16be(hello + at + 2)
    at += 4
    if (length > end - at) return
    if (type === SERVER_NAME && isClient) readServerName(record, hello + at, length)
    else if (type === ALPN) readAlpn(record, hello + at, length)
    else if (type === SUPPORTED_VERSIONS && !isClient && length >= 2) noteTlsMinor(record, load<u8>(hello + at + 1))
    at += length
  }
}

function readHello(record: usize, at: usize, left: u32): Look {
  const filled = gather(at, left)
  if (filled < HANDSHAKE_HEADER) return Look.MORE
  const isClient = load<u8>(hello) === CLIENT_HELLO
  const wanted = HANDSHAKE_HEADER + (((<u32>load<u8>(hello, 1)) << 16) | u16be(hello + 2))
  const end = min(filled, wanted)
  if (!isClient && end > HELLO_MINOR) noteTlsMinor(record, load<u8>(hello + HELLO_MINOR))
  const extensions = extensionsAt(end, isClient)
  if (extensions !== 0) {
    const from = extensions + 2
    readExtensions(record, from, min(end, from + u16be(hello + extensions)), isClient)
  }
  return filled < wanted ? Look.MORE : Look.DONE
}

/** What RFC 5246 §E.2 and SSL 2.0 have clients send that know both: no record, and no names in it. */
function isOldHello(at: usize, left: u32): bool {
  const HEADER: u32 = 11
  if (left < HEADER || (load<u8>(at) & 0x80) === 0 || load<u8>(at, 2) !== CLIENT_HELLO) return false
  const major: u32 = load<u8>(at, 3)
  const minor: u32 = load<u8>(at, 4)
  if (!(major === MAJOR && minor <= MAX_MINOR) && !(major === 0 && minor === 2)) return false
  const ciphers = u16be(at + 5)
  const sessionId = u16be(at + 7)
  const challenge = u16be(at + 9)
  const length = u16be(at) & 0x7fff
  return ciphers > 0 && ciphers % 3 === 0 && 9 + ciphers + sessionId + challenge === length
}

/** TLS where payload begins with a record of it. */
export function readTls(record: usize, at: usize, left: u32): Look {
  if (isRecord(at, left)) {
    noteProtocol(record, Service.TLS)
    if (load<u8>(at) === HANDSHAKE && left === RECORD) return Look.MORE
    return isHello(at, left) ? readHello(record, at, left) : Look.DONE
  }
  if (left < RECORD && load<u8>(at) === HANDSHAKE && (left < 2 || load<u8>(at, 1) === MAJOR)) return Look.MORE
  if (!isOldHello(at, left)) return Look.UNKNOWN
  noteProtocol(record, Service.TLS)
  return Look.DONE
}

/** TLS that begins later in a flow: with a hello, or not at all. */
export function readLaterTls(record: usize, at: usize, left: u32): Look {
  if (!isRecord(at, left) || !isHello(at, left)) return Look.UNKNOWN
  noteProtocol(record, Service.TLS)
  return readHello(record, at, left)
}

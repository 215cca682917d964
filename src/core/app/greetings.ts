/** Protocols of lines of text that begin with a greeting: SSH, mail, FTP, and the like. Many go on in TLS. */
import { Service } from '../../contracts/abi'
import { Look } from './look'
import { noteProtocol, protocolOf } from './record'
import { containsAnyCase, isDigit, isUpper, lineBytes, startsWith, startsWithAnyCase } from './text'

const FTP_PORT: u32 = 21
// RFC 8314; RFC 5321 §4.5.4.
const SMTP_PORT: u32 = 25
const SMTPS_PORT: u32 = 465
const SUBMISSION_PORT: u32 = 587
const POP3_PORT: u32 = 110
const SPACE: u32 = 0x20
const HYPHEN: u32 = 0x2d
const CARRIAGE_RETURN: u32 = 0x0d

function isMailPort(port: u32): bool {
  return port === SMTP_PORT || port === SMTPS_PORT || port === SUBMISSION_PORT
}

function tell(record: usize, protocol: Service): Look {
  noteProtocol(record, protocol)
  return Look.LATER
}

/** 220 greets in SMTP and in FTP: its text tells, or the port, or what the client says next. */
function readReady(record: usize, at: usize, left: u32, port: u32): Look {
  const line = lineBytes(at, left)
  const text = line === 0 ? left : line
  if (isMailPort(port) || containsAnyCase(at, text, 'smtp')) return tell(record, Service.SMTP)
  if (port === FTP_PORT || containsAnyCase(at, text, 'ftp')) return tell(record, Service.FTP)
  return Look.UNKNOWN
}

function readClient(record: usize, at: usize, left: u32, port: u32): Look {
  if (
    startsWithAnyCase(at, left, 'ehlo ') ||
    startsWithAnyCase(at, left, 'helo ') ||
    startsWithAnyCase(at, left, 'lhlo ')
  )
    return tell(record, Service.SMTP)
  if (startsWithAnyCase(at, left, 'user ') || startsWithAnyCase(at, left, 'auth tls')) {
    if (protocolOf(record) === Service.NONE && port === POP3_PORT) return tell(record, Service.POP3)
    return port === FTP_PORT ? tell(record, Service.FTP) : Look.UNKNOWN
  }
  if (isXmpp(at, left)) return tell(record, Service.XMPP)
  return port === FTP_PORT && isFtpLine(at, left) ? tell(record, Service.FTP) : Look.UNKNOWN
}

// RFC 6120 §4.2, §8: a stream's head or end, or, in its middle, a stanza.
function isXmpp(at: usize, left: u32): bool {
  if (startsWith(at, left, '<stream:') || startsWith(at, left, '</stream:')) return true
  if (startsWith(at, left, '<?xml version='))
    return containsAnyCase(at, left, 'jabber:') || containsAnyCase(at, left, '<stream:stream')
  if (startsWith(at, left, '<iq ')) return containsAnyCase(at, left, ' id=')
  return startsWith(at, left, '<presence ') || startsWith(at, left, '<presence/>')
}

// RFC 959 §4.2, §5.3: in the middle of a control connection, a reply or a command.
function isFtpLine(at: usize, left: u32): bool {
  const line = lineBytes(at, left)
  if (line < 5 || !startsWith(at + line - 2, 2, '\r\n')) return false
  const isReply = isDigit(load<u8>(at)) && isDigit(load<u8>(at, 1)) && isDigit(load<u8>(at, 2))
  if (isReply) return load<u8>(at, 3) === SPACE || load<u8>(at, 3) === HYPHEN
  let letters: u32 = 0
  while (letters < 5 && isUpper(load<u8>(at + letters))) letters++
  const end: u32 = load<u8>(at + letters)
  return letters >= 3 && letters <= 4 && (end === SPACE || end === CARRIAGE_RETURN)
}

/** @param port the server's, where one side has a well-known one: the lower of both. */
export function readGreeting(record: usize, at: usize, left: u32, port: u32): Look {
  if (startsWith(at, left, 'SSH-')) {
    noteProtocol(record, Service.SSH)
    return Look.DONE
  }
  if (startsWith(at, left, '220 ') || startsWith(at, left, '220-')) return readReady(record, at, left, port)
  if (startsWith(at, left, '* OK') || startsWith(at, left, '* PREAUTH')) return tell(record, Service.IMAP)
  // Redis answers in the same way, but not before it was asked.
  if (startsWith(at, left, '+OK ') && lineBytes(at, left) > 0) return tell(record, Service.POP3)
  return readClient(record, at, left, port)
}

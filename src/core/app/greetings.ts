/** Protocols of lines of text that begin with a greeting: SSH, mail, FTP, and the like. Many go on in TLS. */
import { Service } from '../../contracts/abi'
import { Look } from './look'
import { noteProtocol, protocolOf } from './record'
import { containsAnyCase, lineBytes, startsWith, startsWithAnyCase } from './text'

const FTP_PORT: u32 = 21
// RFC 8314; RFC 5321 §4.5.4.
const SMTP_PORT: u32 = 25
const SMTPS_PORT: u32 = 465
const SUBMISSION_PORT: u32 = 587
const POP3_PORT: u32 = 110

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
  if (startsWith(at, left, '<stream:stream') || startsWith(at, left, '<?xml version=')) {
    return containsAnyCase(at, left, 'jabber:') ? tell(record, Service.XMPP) : Look.UNKNOWN
  }
  return Look.UNKNOWN
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

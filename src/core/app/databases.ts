/** First bytes of databases and caches. Each names the document that describes them. */
import { Service } from '../../contracts/abi'
import { u16be, u32be, u32le } from '../bytes'
import { Look } from './look'
import { noteProtocol } from './record'
import { containsAnyCase, isDigit, isLower, isUpper, isVisible, lineBytes, startsWith, withoutEnd } from './text'

const REDIS_PORT: u32 = 6379

function done(record: usize, protocol: Service): Look {
  noteProtocol(record, protocol)
  return Look.DONE
}

function later(record: usize, protocol: Service): Look {
  noteProtocol(record, protocol)
  return Look.LATER
}

// https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html
function isMysqlGreeting(at: usize, left: u32): bool {
  const HEADER: u32 = 5
  const PROTOCOL_10: u32 = 10
  if (left < HEADER + 2 || load<u8>(at, 4) !== PROTOCOL_10 || !isDigit(load<u8>(at, 5))) return false
  const length = u32le(at)
  if (length + 4 < left || length < 32) return false
  for (let i: u32 = HEADER; i < min<u32>(left, HEADER + 64); i++) {
    if (load<u8>(at + i) === 0) return isVisible(at + HEADER, i - HEADER)
  }
  return false
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html
function readPostgresql(record: usize, at: usize, left: u32): Look {
  const VERSION_3: u32 = 3 << 16
  const CANCEL: u32 = 80877102
  const GSS: u32 = 80877104
  const MAX_STARTUP: u32 = 10000
  const SHORTEST: u32 = 8
  if (left < SHORTEST || u32be(at) < SHORTEST || u32be(at) > MAX_STARTUP || u32be(at) < left) return Look.UNKNOWN
  const code = u32be(at + 4)
  if (code === VERSION_3) return done(record, Service.POSTGRESQL)
  // 80877103 asks for TLS.
  return code >= CANCEL && code <= GSS ? later(record, Service.POSTGRESQL) : Look.UNKNOWN
}

// The same: commands written by hand, and answers of a line.
function isRedisLine(at: usize, left: u32): bool {
  const line = lineBytes(at, left)
  if (line < 4 || !startsWith(at + line - 2, 2, '\r\n')) return false
  const first: u32 = load<u8>(at)
  // + - : $
  return isLower(first) || isUpper(first) || first === 0x2b || first === 0x2d || first === 0x3a || first === 0x24
}

// https://redis.io/docs/latest/develop/reference/protocol-spec/
function isRedis(at: usize, left: u32, port: u32): bool {
  if (port === REDIS_PORT && isRedisLine(at, left)) return true
  if (left < 4 || !startsWith(at, left, '*') || !isDigit(load<u8>(at, 1))) return false
  const line = lineBytes(at, left)
  if (line === 0 || line > 12 || !startsWith(at + line - 2, 2, '\r\n')) return false
  return left === line || load<u8>(at + line) === 0x24
}

// https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
function isMongodb(at: usize, left: u32): bool {
  const HEADER: u32 = 16
  const REPLY: u32 = 36
  const SHORT: u32 = 500
  const MAX_MESSAGE: u32 = 48_000_000
  if (left < HEADER || u32le(at) < HEADER || u32le(at) > MAX_MESSAGE || u32le(at) < min(left, HEADER)) return false
  const operation = u32le(at + 12)
  // An answer of before 3.6, with its flags, of which there are four; only a long one takes several segments.
  const isReply = operation === 1 && left >= REPLY && u32le(at + 8) !== 0 && u32le(at + HEADER) < 16
  if (isReply) return u32le(at) === left || left >= SHORT
  return operation >= 2001 && operation <= 2013
}

// https://github.com/apache/cassandra/blob/trunk/doc/native_protocol_v5.spec
function isCassandra(at: usize, left: u32): bool {
  const HEADER: u32 = 9
  const STARTUP: u32 = 1
  const OPTIONS: u32 = 5
  if (left < HEADER || load<u8>(at) < 1 || load<u8>(at) > 6 || load<u8>(at, 1) > 0x1f) return false
  const v3 = load<u8>(at) > 2
  const header: u32 = v3 ? HEADER : HEADER - 1
  const operation: u32 = load<u8>(at + (v3 ? 4 : 3))
  const length = u32be(at + header - 4)
  if (operation === OPTIONS) return length === 0 && left === header
  return operation === STARTUP && length === left - header && containsAnyCase(at + header, left - header, 'cql_version')
}

// https://github.com/memcached/memcached/blob/master/doc/protocol.txt
function isMemcached(at: usize, left: u32): bool {
  const MAX_LINE: u32 = 512
  if (!isLower(load<u8>(at))) return false
  const line = lineBytes(at, min(left, MAX_LINE))
  if (line < 3 || !startsWith(at + line - 2, 2, '\r\n')) return false
  const text = withoutEnd(at, line)
  if (startsWith(at, text, 'get ') || startsWith(at, text, 'gets ')) return true
  if (startsWith(at, text, 'stats') || startsWith(at, text, 'version')) return true
  const isStorage = startsWith(at, text, 'set ') || startsWith(at, text, 'add ') || startsWith(at, text, 'replace ')
  return isStorage && isDigit(load<u8>(at + text - 1))
}

// [MS-TDS] §2.2.3.1: header of a PRELOGIN.
function isTds(at: usize, left: u32): bool {
  const PRELOGIN: u32 = 0x12
  const HEADER: u32 = 8
  const VERSION_OPTION: u32 = 0
  return (
    left > HEADER &&
    load<u8>(at) === PRELOGIN &&
    load<u8>(at, 1) <= 1 &&
    u16be(at + 2) === left &&
    u16be(at + 4) === 0 &&
    load<u8>(at, HEADER) === VERSION_OPTION
  )
}

/** Databases, where payload begins with a message of theirs. @param port the lower of both. */
export function readDatabase(record: usize, at: usize, left: u32, port: u32): Look {
  if (isMysqlGreeting(at, left)) return later(record, Service.MYSQL)
  const postgresql = readPostgresql(record, at, left)
  if (postgresql !== Look.UNKNOWN) return postgresql
  if (isRedis(at, left, port)) return done(record, Service.REDIS)
  if (isMongodb(at, left)) return done(record, Service.MONGODB)
  if (isCassandra(at, left)) return done(record, Service.CASSANDRA)
  if (isMemcached(at, left)) return done(record, Service.MEMCACHED)
  return isTds(at, left) ? done(record, Service.TDS) : Look.UNKNOWN
}

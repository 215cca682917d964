/** First bytes of brokers, of Windows' services and of other binary protocols. Each names the document. */
import { Service } from '../../contracts/abi'
import { u16be, u32be } from '../bytes'
import { Look } from './look'
import { noteProtocol } from './record'
import { isVisible, startsWith, startsWithAnyCase } from './text'

const TELNET_PORT: u32 = 23
const RDP_PORT: u32 = 3389
const KAFKA_PORT: u32 = 9092

// OASIS AMQP 1.0 §2.2; AMQP 0-9-1 §4.2.2: the name, then four numbers.
function isAmqp(at: usize, left: u32): bool {
  return left >= 8 && startsWith(at, left, 'AMQP') && load<u8>(at, 4) <= 3
}

// OASIS MQTT 5.0 §3.1: CONNECT, its remaining length in 1 to 4 bytes, the protocol's name.
function isMqtt(at: usize, left: u32): bool {
  const CONNECT: u32 = 0x10
  if (left < 8 || load<u8>(at) !== CONNECT) return false
  let next: u32 = 1
  while (next < 4 && (load<u8>(at + next) & 0x80) !== 0) next++
  const name = at + next + 3
  const rest = left - next - 3
  const length = u16be(at + next + 1)
  return (length === 4 && startsWith(name, rest, 'MQTT')) || (length === 6 && startsWith(name, rest, 'MQIsdp'))
}

// https://kafka.apache.org/protocol: size, API key, API version, correlation id, client id.
function isKafka(at: usize, left: u32, port: u32): bool {
  const HEADER: u32 = 14
  const MAX_KEY: u32 = 100
  const MAX_VERSION: u32 = 20
  const NO_CLIENT: u32 = 0xffff
  if (left < HEADER || u16be(at + 4) > MAX_KEY || u16be(at + 6) > MAX_VERSION) return false
  const size = u32be(at)
  if (size < HEADER - 4 || size + 4 < left || size > 1 << 27) return false
  const client = u16be(at + 12)
  if (client === NO_CLIENT) return port === KAFKA_PORT
  return client > 0 && client <= min(size + 4, left) - HEADER && isVisible(at + HEADER, client)
}

// [MS-RDPBCGR] §2.2.1.1: TPKT, an X.224 connection request, perhaps with a cookie or what is to be negotiated.
function readRdp(record: usize, at: usize, left: u32, port: u32): Look {
  const TPKT: u32 = 3
  const REQUEST: u32 = 0xe0
  const HEADER: u32 = 11
  if (left < HEADER || load<u8>(at) !== TPKT || load<u8>(at, 1) !== 0 || u16be(at + 2) > left) return Look.UNKNOWN
  if (load<u8>(at, 5) !== REQUEST) return Look.UNKNOWN
  const isNegotiating = left >= HEADER + 8 && load<u8>(at, HEADER) === 1 && load<u8>(at, HEADER + 2) === 8
  if (port !== RDP_PORT && !isNegotiating && !startsWith(at + HEADER, left - HEADER, 'Cookie: ')) return Look.UNKNOWN
  noteProtocol(record, Service.RDP)
  return Look.LATER
}

// RFC 1002 §4.3.1; [MS-SMB2] §2.1: a session message, SMB 1, 2 and 3 by their protocol ids.
function isSmb(at: usize, left: u32): bool {
  if (left < 8 || load<u8>(at) !== 0) return false
  const kind: u32 = load<u8>(at, 4)
  return kind >= 0xfc && startsWith(at + 5, left - 5, 'SMB')
}

// RFC 4511 §4.1.1: a sequence of message id and operation.
function readLdap(record: usize, at: usize, left: u32): Look {
  const SEQUENCE: u32 = 0x30
  const INTEGER: u32 = 0x02
  const APPLICATION: u32 = 0x60
  const MAX_OPERATION: u32 = 0x79
  if (left < 7 || load<u8>(at) !== SEQUENCE) return Look.UNKNOWN
  const size: u32 = load<u8>(at, 1)
  const next: u32 = size < 0x80 ? 2 : 2 + (size & 0x7f)
  if (next > 6 || next + 3 > left || load<u8>(at + next) !== INTEGER) return Look.UNKNOWN
  const operation = next + 2 + load<u8>(at + next + 1)
  if (operation > next + 6 || operation >= left) return Look.UNKNOWN
  const tag: u32 = load<u8>(at + operation)
  // 0x42 and 0x4a: unbind and delete, which are no sequences.
  if ((tag < APPLICATION || tag > MAX_OPERATION) && tag !== 0x42 && tag !== 0x4a) return Look.UNKNOWN
  noteProtocol(record, Service.LDAP)
  return Look.LATER
}

// RFC 854: IAC and a command of negotiation.
function isTelnet(at: usize, left: u32, port: u32): bool {
  return port === TELNET_PORT && left >= 3 && load<u8>(at) === 0xff && load<u8>(at, 1) >= 0xfa
}

// RFC 4271 §4.1, RFC 2918: a marker of ones, length, type.
function isBgp(at: usize, left: u32): bool {
  const HEADER: u32 = 19
  const MAX_MESSAGE: u32 = 4096
  const LAST_TYPE: u32 = 5
  if (left < HEADER || load<u64>(at) !== u64.MAX_VALUE || load<u64>(at, 8) !== u64.MAX_VALUE) return false
  const length = u16be(at + 16)
  const type: u32 = load<u8>(at, 18)
  return length >= HEADER && length <= MAX_MESSAGE && type >= 1 && type <= LAST_TYPE
}

// RFC 4253 §6, §7.1: a packet with the key exchange's offer, behind the greeting that was not captured.
function isSshOffer(at: usize, left: u32): bool {
  const HEADER: u32 = 26
  const MAX_PACKET: u32 = 35_000
  const KEXINIT: u32 = 20
  if (left <= HEADER || u32be(at) < HEADER || u32be(at) > MAX_PACKET || load<u8>(at, 5) !== KEXINIT) return false
  const names = u32be(at + 22)
  return names > 0 && names < u32be(at) && isVisible(at + HEADER, min(names, left - HEADER))
}

function knownBy(at: usize, left: u32, port: u32): Service {
  if (isAmqp(at, left)) return Service.AMQP
  if (isMqtt(at, left)) return Service.MQTT
  if (isSmb(at, left)) return Service.SMB
  if (isBgp(at, left)) return Service.BGP
  if (isSshOffer(at, left)) return Service.SSH
  if (isTelnet(at, left, port)) return Service.TELNET
  // BEP 3.
  if (startsWithAnyCase(at, left, '\x13bittorrent protocol')) return Service.BITTORRENT
  return isKafka(at, left, port) ? Service.KAFKA : Service.NONE
}

/** @param port the lower of both: the server's, where it is a well-known one. */
export function readMessage(record: usize, at: usize, left: u32, port: u32): Look {
  const rdp = readRdp(record, at, left, port)
  if (rdp !== Look.UNKNOWN) return rdp
  const ldap = readLdap(record, at, left)
  if (ldap !== Look.UNKNOWN) return ldap
  const protocol = knownBy(at, left, port)
  if (protocol === Service.NONE) return Look.UNKNOWN
  noteProtocol(record, protocol)
  return Look.DONE
}

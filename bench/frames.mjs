// Ethernet frames of synthetic segments, written straight into an output buffer, with correct checksums.
import { ACK, SYN } from './conversation.mjs'

const PAYLOAD_MAX = 1500
const PAYLOAD = Buffer.from(Array.from({ length: PAYLOAD_MAX }, (_, at) => 32 + ((at * 7) % 95)))
/** Sum of the payload's 16-bit words up to each length, so that a checksum costs no walk over the payload. */
const PAYLOAD_SUM = new Float64Array(PAYLOAD_MAX + 1)
for (let at = 0; at < PAYLOAD_MAX; at++) PAYLOAD_SUM[at + 1] = PAYLOAD_SUM[at] + PAYLOAD[at] * (at % 2 === 0 ? 256 : 1)

const SYN_OPTIONS = Buffer.from('020405b40402080a0000000000000000' + '01030307', 'hex')
const OTHER_OPTIONS = Buffer.from('0101080a0000000000000000', 'hex')
const MACS = [Buffer.from('00005e005301', 'hex'), Buffer.from('00005e005302', 'hex')]
export const FRAME_MAX = 14 + 4 + 40 + 60 + PAYLOAD_MAX

function sumWords(buffer, from, to) {
  let sum = 0
  for (let at = from; at < to; at += 2) sum += buffer.readUInt16BE(at)
  return sum
}

function fold(sum) {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000)
  return ~folded & 0xffff
}

/** Addresses (4 or 16 bytes) and ports of the `index`-th connection, client first; one VLAN tag on some. */
export function endpointsOf(index, isIpv6, vlan) {
  const client = isIpv6 ? Buffer.from('20010db8000500000000000000000000', 'hex') : Buffer.from([10, 0, 0, 0])
  const server = isIpv6 ? Buffer.from('20010db8008000000000000000000000', 'hex') : Buffer.from([192, 0, 2, 0])
  const host = 1 + Math.floor(index / 16_000)
  client.writeUInt16BE(host & 0xffff, client.length - 2)
  server[server.length - 1] = 1 + (index % 200)
  return { addresses: [client, server], ports: [32_768 + (index % 16_000) * 2, 443], isIpv6, vlan }
}

/** Writes one frame at `at`; returns its length. */
export function writeFrame(buffer, at, endpoints, segment, clockMs) {
  const { from } = segment
  const ip = writeEthernet(buffer, at, endpoints, from)
  const options = segment.flags & SYN ? SYN_OPTIONS : OTHER_OPTIONS
  const tcpBytes = 20 + options.length + segment.length
  const tcp = writeIp(buffer, ip, endpoints, from, tcpBytes)
  buffer.writeUInt16BE(endpoints.ports[from], tcp)
  buffer.writeUInt16BE(endpoints.ports[1 - from], tcp + 2)
  buffer.writeUInt32BE(segment.seq, tcp + 4)
  buffer.writeUInt32BE(segment.ack, tcp + 8)
  buffer.writeUInt16BE((((20 + options.length) / 4) << 12) | segment.flags, tcp + 12)
  buffer.writeUInt16BE(segment.flags & SYN ? 64_240 : 502, tcp + 14)
  buffer.writeUInt32BE(0, tcp + 16)
  options.copy(buffer, tcp + 20)
  const stamps = tcp + 20 + (segment.flags & SYN ? 8 : 4)
  buffer.writeUInt32BE(clockMs, stamps)
  buffer.writeUInt32BE(segment.flags & ACK ? clockMs - 1 : 0, stamps + 4)
  const payload = tcp + 20 + options.length
  PAYLOAD.copy(buffer, payload, 0, segment.length)
  const addressesAt = tcp - 2 * endpoints.addresses[0].length
  const sum = sumWords(buffer, addressesAt, payload) + PAYLOAD_SUM[segment.length] + tcpBytes + 6
  buffer.writeUInt16BE(fold(sum), tcp + 16)
  return payload + segment.length - at
}

function writeEthernet(buffer, at, { isIpv6, vlan }, from) {
  MACS[1 - from].copy(buffer, at)
  MACS[from].copy(buffer, at + 6)
  let next = at + 12
  if (vlan > 0) {
    buffer.writeUInt32BE(0x8100_0000 + vlan, next)
    next += 4
  }
  buffer.writeUInt16BE(isIpv6 ? 0x86dd : 0x0800, next)
  return next + 2
}

function writeIp(buffer, at, { addresses, isIpv6 }, from, payloadBytes) {
  if (isIpv6) {
    buffer.writeUInt32BE(0x6000_0000, at)
    buffer.writeUInt16BE(payloadBytes, at + 4)
    buffer.writeUInt16BE(0x0640, at + 6)
    addresses[from].copy(buffer, at + 8)
    addresses[1 - from].copy(buffer, at + 24)
    return at + 40
  }
  buffer.writeUInt16BE(0x4500, at)
  buffer.writeUInt16BE(20 + payloadBytes, at + 2)
  buffer.writeUInt32BE(0x0000_4000, at + 4)
  buffer.writeUInt32BE(0x4006_0000, at + 8)
  addresses[from].copy(buffer, at + 12)
  addresses[1 - from].copy(buffer, at + 16)
  buffer.writeUInt16BE(fold(sumWords(buffer, at, at + 20)), at + 10)
  return at + 20
}

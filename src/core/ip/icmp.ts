/**
 * ICMP and ICMPv6 errors about TCP segments. The walk ends here: what an error quotes is no segment of this capture's
 * traffic, but says whose segment it is about. What was found is read through the getters below.
 *
 *     | type | code | checksum | MTU or unused | quoted IP header | ports, seq, perhaps more of TCP |
 */
import { advance, byteAt, destinationAddress, holds, longAt, setAddresses, sourceAddress, wordAt } from '../cursor'
import { Layer } from '../layer'
import { authenticationHeader, extensionHeader, routingHeader } from './extensionHeaders'
import { ipv6 } from './ipv6'
import { followSourceRoute } from './sourceRoute'

// RFC 792, RFC 4443 §2.1
const TYPE: u32 = 0
const CODE: u32 = 1
const MTU_6: u32 = 4
// RFC 1191 §4
const MTU_4: u32 = 6
const HEADER: u32 = 8
// https://www.iana.org/assignments/icmp-parameters
const UNREACHABLE: u32 = 3
const FRAGMENTATION_NEEDED: u32 = 4
const TIME_EXCEEDED: u32 = 11
const PARAMETER_PROBLEM: u32 = 12
// https://www.iana.org/assignments/icmpv6-parameters: 1 to 4 are the errors.
const UNREACHABLE_6: u32 = 1
const PACKET_TOO_BIG_6: u32 = 2
const PARAMETER_PROBLEM_6: u32 = 4

// RFC 791 §3.1
const LENGTH: u32 = 0
const FRAGMENT: u32 = 6
const PROTOCOL: u32 = 9
const SOURCE: u32 = 12
const DESTINATION: u32 = 16
const IPV4_MIN: u32 = 20
const VERSION_4: u32 = 4
const WORDS_MASK: u32 = 0x0f
const OFFSET_MASK: u32 = 0x1fff
const TCP: u32 = 6
// RFC 8200 §4.5
const NEXT_HEADER: u32 = 0
const FRAGMENT_OFFSET_6: u32 = 2
const OFFSET_MASK_6: u32 = 0xfff8
const FRAGMENT_HEADER: u32 = 8

// RFC 9293 §3.1; the least that RFC 792 has an error quote.
const SOURCE_PORT: u32 = 0
const DESTINATION_PORT: u32 = 2
const SEQ: u32 = 4
const QUOTED_MIN: u32 = 8

let isFound: bool = false
let isVersion6: bool = false
let type: u32 = 0
let code: u32 = 0
let mtu: u32 = 0
let reporter: usize = 0
let sourcePort: u32 = 0
let destinationPort: u32 = 0
let seq: u32 = 0

export function icmp(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const kind = byteAt(TYPE)
  if (kind !== UNREACHABLE && kind !== TIME_EXCEEDED && kind !== PARAMETER_PROBLEM) return Layer.NONE
  const isTooBig = kind === UNREACHABLE && byteAt(CODE) === FRAGMENTATION_NEEDED
  beginError(false, isTooBig ? wordAt(MTU_4) : 0)
  isFound = skipQuotedIpv4() && readQuotedTcp()
  return Layer.NONE
}

export function icmp6(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const kind = byteAt(TYPE)
  if (kind < UNREACHABLE_6 || kind > PARAMETER_PROBLEM_6) return Layer.NONE
  beginError(true, kind === PACKET_TOO_BIG_6 ? longAt(MTU_6) : 0)
  isFound = skipQuotedIpv6() && readQuotedTcp()
  return Layer.NONE
}

function beginError(ofVersion6: bool, nextHopMtu: u32): void {
  isVersion6 = ofVersion6
  type = byteAt(TYPE)
  code = byteAt(CODE)
  mtu = nextHopMtu
  reporter = sourceAddress()
  advance(HEADER)
}

function skipQuotedIpv4(): bool {
  if (!holds(IPV4_MIN)) return false
  const first = byteAt(LENGTH)
  const header = (first & WORDS_MASK) << 2
  if (first >> 4 !== VERSION_4 || header < IPV4_MIN || !holds(header)) return false
  // Only the datagram's first fragment has the ports; its lengths may be in the byte order of the host that quotes it.
  if (byteAt(PROTOCOL) !== TCP || wordAt(FRAGMENT) & OFFSET_MASK) return false
  setAddresses(false, SOURCE, DESTINATION)
  if (header > IPV4_MIN) followSourceRoute(IPV4_MIN, header)
  advance(header)
  return true
}

function skipQuotedIpv6(): bool {
  let layer = ipv6()
  while (true) {
    switch (layer) {
      case Layer.TCP:
        return true
      case Layer.EXTENSION_HEADER:
        layer = extensionHeader()
        break
      case Layer.ROUTING_HEADER:
        layer = routingHeader()
        break
      case Layer.AUTHENTICATION_HEADER:
        layer = authenticationHeader()
        break
      case Layer.FRAGMENT_HEADER:
        // Never to be put together with what the capture holds. TCP follows it at once or is not looked for.
        if (!holds(FRAGMENT_HEADER) || byteAt(NEXT_HEADER) !== TCP) return false
        if (wordAt(FRAGMENT_OFFSET_6) & OFFSET_MASK_6) return false
        advance(FRAGMENT_HEADER)
        return true
      default:
        return false
    }
  }
}

function readQuotedTcp(): bool {
  if (!holds(QUOTED_MIN)) return false
  sourcePort = wordAt(SOURCE_PORT)
  destinationPort = wordAt(DESTINATION_PORT)
  seq = longAt(SEQ)
  return true
}

/** Whether an error about a TCP segment was read since this was last asked; the getters tell what it says. */
export function takeIcmpError(): bool {
  const was = isFound
  isFound = false
  return was
}

export function icmpIsVersion6(): bool {
  return isVersion6
}
export function icmpType(): u32 {
  return type
}
export function icmpCode(): u32 {
  return code
}
/** Next-hop MTU in bytes; 0: the error tells none. */
export function icmpMtu(): u32 {
  return mtu
}
/** Pointer to the address of who reports the error: 4 bytes, or 16 of version 6. */
export function icmpReporter(): usize {
  return reporter
}
/** Addresses, ports and sequence number of the quoted segment. */
export function quotedSource(): usize {
  return sourceAddress()
}
export function quotedDestination(): usize {
  return destinationAddress()
}
export function quotedSourcePort(): u32 {
  return sourcePort
}
export function quotedDestinationPort(): u32 {
  return destinationPort
}
export function quotedSeq(): u32 {
  return seq
}

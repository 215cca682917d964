import { advance, byteAt, holds, narrow, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from '../link/ethertype'

// RFC 2784 §2, RFC 2890 §2, RFC 2637 §4.1; routing: RFC 1701.
const FLAGS: u32 = 0
const PROTOCOL: u32 = 2
const HEADER: u32 = 4
const FIELD: u32 = 4
const HAS_CHECKSUM: u32 = 0x8000
const HAS_ROUTING: u32 = 0x4000
const HAS_KEY: u32 = 0x2000
const HAS_SEQUENCE: u32 = 0x1000
const HAS_ACKNOWLEDGMENT: u32 = 0x0080
const VERSION_MASK: u32 = 0x0007
const VERSION_MAX: u32 = 1
// RFC 1701: address family, offset, length of the address; a length of 0 ends the list.
const ROUTE_LENGTH: u32 = 3
const ROUTE_HEADER: u32 = 4

const PPP: u32 = 0x880b
const CDMA2000: u32 = 0x88d2
const WCCP: u32 = 0x883e
// MikroTik's Ethernet over IP: version 1, whose key field is a length and a tunnel number.
const EOIP: u32 = 0x6400
const ERSPAN: u32 = 0x88be
const ERSPAN_3: u32 = 0x22eb

// Web cache redirection may put 4 bytes before the packet; a version nibble tells that it didn't.
const WCCP_HEADER: u32 = 4
const VERSION_4: u32 = 4

const EOIP_LENGTH: u32 = 4
const EOIP_HEADER: u32 = 8

/** Generic routing encapsulation, version 0 and 1 (PPTP). */
export function gre(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const flags = wordAt(FLAGS)
  const protocol = wordAt(PROTOCOL)
  if ((flags & VERSION_MASK) > VERSION_MAX) return Layer.NONE
  let header = HEADER
  if (flags & (HAS_CHECKSUM | HAS_ROUTING)) header += FIELD
  if (flags & HAS_KEY) header += FIELD
  if (flags & HAS_SEQUENCE) header += FIELD
  if (flags & VERSION_MASK) {
    if (protocol === EOIP) return Layer.EOIP
    if (flags & HAS_ACKNOWLEDGMENT) header += FIELD
  }
  if (!holds(header)) return Layer.NONE
  advance(header)
  if (flags & HAS_ROUTING && !skipRoutes()) return Layer.NONE
  return afterGreProtocol(protocol, (flags & HAS_SEQUENCE) !== 0)
}

/** The layer that GRE's protocol type announces. ERSPAN type I has no header, as the lack of a sequence number tells. */
export function afterGreProtocol(protocol: u32, isSequenced: bool): Layer {
  switch (protocol) {
    case PPP:
    case CDMA2000:
      return Layer.PPP_HDLC
    case WCCP:
      return Layer.WCCP
    case ERSPAN:
      return isSequenced ? Layer.ERSPAN : Layer.ETHERNET
    case ERSPAN_3:
      return Layer.ERSPAN
    default:
      return afterEthertype(protocol)
  }
}

/** MikroTik's Ethernet over IP. */
export function eoip(): Layer {
  if (!holds(EOIP_HEADER)) return Layer.NONE
  const length = wordAt(EOIP_LENGTH)
  advance(EOIP_HEADER)
  narrow(length)
  return Layer.ETHERNET
}

/** Redirected by WCCP. */
export function wccp(): Layer {
  if (!holds(WCCP_HEADER)) return Layer.NONE
  if (byteAt(0) >> 4 !== VERSION_4) advance(WCCP_HEADER)
  return Layer.IPV4
}

function skipRoutes(): bool {
  while (holds(ROUTE_HEADER)) {
    const length = byteAt(ROUTE_LENGTH)
    advance(ROUTE_HEADER)
    if (!length) return true
    if (!holds(length)) return false
    advance(length)
  }
  return false
}

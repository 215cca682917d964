/** Generic routing encapsulation (RFC 2784, RFC 2890, RFC 2637) and what is mirrored or redirected in it. */
import type { Frame, LayerName } from '../frame'
import { afterEthertype } from '../link/ethertype'

const HAS_CHECKSUM = 0x8000
const HAS_ROUTING = 0x4000
const HAS_KEY = 0x2000
const HAS_SEQUENCE = 0x1000
const HAS_ACKNOWLEDGMENT = 0x0080
const VERSION_MASK = 0x0007
const CHECKSUM = 4
const EOIP = 0x6400
const EOIP_HEADER = 8

export function gre(frame: Frame): LayerName | null {
  if (!frame.holds(4)) return null
  const [flags, protocol] = [frame.u16(0), frame.u16(2)]
  const version = flags & VERSION_MASK
  if (version > 1) return null
  if (version === 1 && protocol === EOIP) return eoip(frame)
  let header = 4
  if ((flags & (HAS_CHECKSUM | HAS_ROUTING)) !== 0) header += 4
  if ((flags & HAS_KEY) !== 0) header += 4
  if ((flags & HAS_SEQUENCE) !== 0) header += 4
  if (version === 1 && (flags & HAS_ACKNOWLEDGMENT) !== 0) header += 4
  if (!frame.holds(header)) return null
  if ((flags & HAS_CHECKSUM) !== 0) {
    frame.cover(CHECKSUM, frame.claimed - frame.at, null)
    frame.padTo(frame.end)
  }
  frame.advance(header)
  if ((flags & HAS_ROUTING) !== 0 && !emptiedRoutes(frame)) return null
  return afterGreProtocol(protocol, (flags & HAS_SEQUENCE) !== 0)
}

export function afterGreProtocol(protocol: number, isSequenced: boolean): LayerName | null {
  switch (protocol) {
    case 0x880b:
    case 0x88d2:
      return 'pppHdlc'
    case 0x883e:
      return 'redirected'
    case 0x88be:
      return isSequenced ? 'erspan' : 'ethernet'
    case 0x22eb:
      return 'erspan'
    default:
      return afterEthertype(protocol)
  }
}

/** MikroTik's Ethernet over IP. */
function eoip(frame: Frame): LayerName | null {
  if (!frame.holds(EOIP_HEADER)) return null
  const length = frame.u16(4)
  frame.advance(EOIP_HEADER)
  frame.narrow(length)
  return 'ethernet'
}

/** By WCCP, with 4 bytes before the packet or without. */
export function redirected(frame: Frame): LayerName | null {
  if (!frame.holds(4)) return null
  if (frame.u8(0) >>> 4 !== 4) frame.advance(4)
  return 'ipv4'
}

/** RFC 1701: routes are of any family of addresses. */
function emptiedRoutes(frame: Frame): boolean {
  while (frame.holds(4)) {
    const length = frame.u8(3)
    frame.advance(4)
    if (length === 0) return true
    if (!frame.holds(length)) return false
    frame.blank(0, length)
    frame.advance(length)
  }
  return false
}

const ERSPAN_2 = 1
const ERSPAN_3 = 2

/** draft-foschiano-erspan-03 */
export function erspan(frame: Frame): LayerName | null {
  if (!frame.holds(8)) return null
  const version = frame.u8(0) >>> 4
  if (version === ERSPAN_2) {
    frame.advance(8)
    return 'ethernet'
  }
  if (version !== ERSPAN_3 || !frame.holds(12)) return null
  const flags = frame.u16(10)
  const header = (flags & 1) === 0 ? 12 : 20
  if (!frame.holds(header)) return null
  frame.advance(header)
  const kind = (flags >>> 10) & 0x1f
  if (kind === 0) return 'ethernet'
  return kind === 2 ? 'ipv4' : null
}

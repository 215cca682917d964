/** Kinds of addresses that verdicts and readers tell apart: each stays what it is. */
import { addressBytes } from '../kernel/addressBytes'
import type { Range } from './prefixMap'

const WITHIN = false
const FIXED = true

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and of multicast what one link has. */
export const IPV4_RANGES: readonly Range[] = [
  // "This network", unspecified included.
  ipv4('0.0.0.0', 8, FIXED),
  ipv4('127.0.0.0', 8, FIXED),
  ipv4('10.0.0.0', 8, WITHIN),
  ipv4('172.16.0.0', 12, WITHIN),
  ipv4('192.168.0.0', 16, WITHIN),
  ipv4('100.64.0.0', 10, WITHIN),
  ipv4('169.254.0.0', 16, WITHIN),
  ipv4('224.0.0.0', 4, WITHIN),
  ipv4('224.0.0.0', 24, FIXED),
  // Reserved, broadcast included.
  ipv4('240.0.0.0', 4, FIXED),
]

/** Bits of an IPv6 address that are an IPv4 address, after `bits` bits of `prefix`. */
export interface Embedding {
  readonly prefix: Uint8Array
  readonly bits: number
  /** Bytes from the address's start. */
  readonly at: number
  /** All its bits are turned over. */
  readonly isInverted: boolean
}

const MAPPED = ipv6('::ffff:0:0', 96, WITHIN)
const TRANSLATED = ipv6('64:ff9b::', 96, WITHIN)
const SIX_TO_FOUR = ipv6('2002::', 16, WITHIN)
const TEREDO = ipv6('2001::', 32, WITHIN)

/** RFC 4291 §2.5.5.2, RFC 6052 §2.1, RFC 3056 §2, RFC 4380 §4. */
export const EMBEDDINGS: readonly Embedding[] = [
  { ...MAPPED, at: 12, isInverted: false },
  { ...TRANSLATED, at: 12, isInverted: false },
  { ...SIX_TO_FOUR, at: 2, isInverted: false },
  { ...TEREDO, at: 4, isInverted: false },
  { ...TEREDO, at: 12, isInverted: true },
]

/** https://www.iana.org/assignments/iana-ipv6-special-registry; of multicast, scope and flags stay (RFC 4291 §2.7). */
export const IPV6_RANGES: readonly Range[] = [
  // Unspecified and loopback.
  ipv6('::', 127, FIXED),
  MAPPED,
  TRANSLATED,
  SIX_TO_FOUR,
  TEREDO,
  ipv6('2000::', 3, WITHIN),
  ipv6('fc00::', 8, WITHIN),
  ipv6('fd00::', 8, WITHIN),
  ipv6('fe80::', 10, WITHIN),
  ...multicastScopes(),
]

/** Groups that everybody knows keep their numbers: all nodes, all routers, mDNS. */
function multicastScopes(): Range[] {
  return Array.from({ length: 256 }, (_, scope) => {
    const group = `ff${scope.toString(16).padStart(2, '0')}::`
    return [ipv6(group, 16, WITHIN), ipv6(group, 112, FIXED)]
  }).flat()
}

/** Broadcast, what bridges speak among themselves, and groups that stand for IP's. */
export const GROUP_MAC_RANGES: readonly Range[] = [
  { prefix: Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff), bits: 48, isFixed: true },
  { prefix: Uint8Array.of(0x01, 0x80, 0xc2, 0, 0, 0), bits: 40, isFixed: true },
  { prefix: Uint8Array.of(0x01, 0x00, 0x5e, 0, 0, 0), bits: 25, isFixed: false },
  { prefix: Uint8Array.of(0x33, 0x33, 0, 0, 0, 0), bits: 16, isFixed: false },
]

function ipv4(text: string, bits: number, isFixed: boolean): Range {
  return { prefix: addressBytes(text) ?? new Uint8Array(4), bits, isFixed }
}

/** `addressBytes` makes IPv4 of an IPv4-mapped address; here it has to stay one of IPv6. */
function ipv6(text: string, bits: number, isFixed: boolean): Range {
  const bytes = addressBytes(text)
  if (bytes?.length === 16) return { prefix: bytes, bits, isFixed }
  return { prefix: Uint8Array.from([...new Uint8Array(10), 0xff, 0xff, ...(bytes ?? [])]), bits, isFixed }
}

/** Addresses as text, from the bytes in the core's memory. */
import type { Core } from '../core'
import type { EndpointIndex, FlowRecord } from '../flowRecord'

const OCTETS = Array.from({ length: 256 }, (_, octet) => String(octet))

/** `192.0.2.1`, from 4 bytes at `at`. */
export function ipv4Text(bytes: Uint8Array, at: number): string {
  return `${OCTETS[bytes[at] ?? 0]}.${OCTETS[bytes[at + 1] ?? 0]}.${OCTETS[bytes[at + 2] ?? 0]}.${OCTETS[bytes[at + 3] ?? 0]}`
}

/**
 * `2001:db8::1`, from 16 bytes at `at`: RFC 5952, with the last 32 bits of an IPv4-mapped address written as IPv4.
 */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  let zeroFrom = 8
  let zeros = 1
  // RFC 5952 §4.2: the longest run of zero groups is shortened, the first of several, never a single group.
  for (let group = 0, run = 0; group < 8; group += 1) {
    run = groupAt(bytes, at, group) === 0 ? run + 1 : 0
    if (run > zeros) {
      zeros = run
      zeroFrom = group - run + 1
    }
  }
  if (zeroFrom === 0 && zeros === 5 && groupAt(bytes, at, 5) === 0xffff) return `::ffff:${ipv4Text(bytes, at + 12)}`
  let text = ''
  for (let group = 0; group < 8; group += 1) {
    if (group === zeroFrom) {
      text += '::'
      group += zeros - 1
      continue
    }
    if (text !== '' && !text.endsWith(':')) text += ':'
    text += groupAt(bytes, at, group).toString(16)
  }
  return text
}

const groupAt = (bytes: Uint8Array, at: number, group: number): number =>
  ((bytes[at + 2 * group] ?? 0) << 8) | (bytes[at + 2 * group + 1] ?? 0)

/** `192.0.2.1:443`, `[2001:db8::1]:443` */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** The address of one endpoint of a flow. */
export function addressText(core: Core, flow: FlowRecord, endpoint: EndpointIndex): string {
  return flow.isIpv6
    ? toldAddress(core, flow.address(endpoint), true)
    : toldAddress(core, flow.addressPointer(endpoint), false)
}

/** The address at a pointer of the core, as the core's mask tells it. */
export function toldAddress({ views: { u8 }, mask }: Core, pointer: number, isIpv6: boolean): string {
  if (mask === null) return isIpv6 ? ipv6Text(u8, pointer) : ipv4Text(u8, pointer)
  const address = u8.slice(pointer, pointer + (isIpv6 ? 16 : 4))
  if (isIpv6) mask.ipv6(address, 0)
  else mask.ipv4(address, 0)
  return isIpv6 ? ipv6Text(address, 0) : ipv4Text(address, 0)
}

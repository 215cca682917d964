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
  const groups: number[] = []
  for (let group = 0; group < 8; group += 1) {
    groups.push(((bytes[at + 2 * group] ?? 0) << 8) | (bytes[at + 2 * group + 1] ?? 0))
  }
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${ipv4Text(bytes, at + 12)}`
  }
  const { from, length } = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (length < 2) return hex.join(':')
  return `${hex.slice(0, from).join(':')}::${hex.slice(from + length).join(':')}`
}

/** RFC 5952 §4.2: the longest run of zero groups is shortened, the first of several, never a single group. */
function longestZeroRun(groups: readonly number[]): { from: number; length: number } {
  let best = { from: 0, length: 0 }
  let from = 0
  for (let group = 0; group <= groups.length; group += 1) {
    if (group < groups.length && groups[group] === 0) continue
    if (group - from > best.length) best = { from, length: group - from }
    from = group + 1
  }
  return best
}

/** `192.0.2.1:443`, `[2001:db8::1]:443` */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** The address of one endpoint of a flow. */
export function addressText(core: Core, flow: FlowRecord, endpoint: EndpointIndex): string {
  const { u8 } = core.views
  return flow.isIpv6 ? ipv6Text(u8, flow.address(endpoint)) : ipv4Text(u8, flow.addressPointer(endpoint))
}

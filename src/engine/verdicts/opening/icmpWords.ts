/** What an ICMP error says, in words. */
import type { IcmpError } from '../../icmpErrors'

const UNREACHABLE = 3
const TIME_EXCEEDED = 11
const UNREACHABLE_6 = 1
const TOO_BIG_6 = 2
const TIME_EXCEEDED_6 = 3

/** Codes of destination unreachable: RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1. */
const CODES: readonly string[] = [
  'network unreachable',
  'host unreachable',
  'protocol unreachable',
  'port unreachable',
  'fragmentation needed',
  'source route failed',
  'network unknown',
  'host unknown',
  'host isolated',
  'network administratively prohibited',
  'host administratively prohibited',
  'network unreachable for this type of service',
  'host unreachable for this type of service',
  'administratively prohibited',
  'host precedence violation',
  'precedence cutoff',
]
/** RFC 4443 §3.1. */
const CODES_6: readonly string[] = [
  'no route',
  'administratively prohibited',
  'beyond the scope of the source address',
  'address unreachable',
  'port unreachable',
  'source address failed the policy',
  'route rejected',
]
const PROHIBITED: readonly number[] = [9, 10, 13]
const PROHIBITED_6: readonly number[] = [1, 5, 6]
const FRAGMENTATION_NEEDED = 4

/** It says that the destination can't be had, not that a packet is too large. */
export function isRejection({ type, code, isIpv6 }: IcmpError): boolean {
  if (isIpv6) return type === UNREACHABLE_6 || type === TIME_EXCEEDED_6
  return (type === UNREACHABLE && code !== FRAGMENTATION_NEEDED) || type === TIME_EXCEEDED
}

/** It says that a packet is larger than the next link takes: RFC 1191 §4, RFC 4443 §3.2. */
export function isTooBig({ type, code, isIpv6 }: IcmpError): boolean {
  return isIpv6 ? type === TOO_BIG_6 : type === UNREACHABLE && code === FRAGMENTATION_NEEDED
}

/** Somebody forbids it, rather than can't. */
export function isProhibition({ type, code, isIpv6 }: IcmpError): boolean {
  return isIpv6
    ? type === UNREACHABLE_6 && PROHIBITED_6.includes(code)
    : type === UNREACHABLE && PROHIBITED.includes(code)
}

/** `host unreachable (ICMP type 3, code 1)` */
export function icmpWords({ type, code, isIpv6 }: IcmpError): string {
  return `${meaning(type, code, isIpv6)} (${isIpv6 ? 'ICMPv6' : 'ICMP'} type ${type}, code ${code})`
}

function meaning(type: number, code: number, isIpv6: boolean): string {
  if (isIpv6) {
    if (type === UNREACHABLE_6) return CODES_6[code] ?? 'unreachable'
    if (type === TOO_BIG_6) return 'packet too big'
    return type === TIME_EXCEEDED_6 ? 'hop limit used up on the way' : 'error'
  }
  if (type === UNREACHABLE) return CODES[code] ?? 'unreachable'
  return type === TIME_EXCEEDED ? 'time to live used up on the way' : 'error'
}

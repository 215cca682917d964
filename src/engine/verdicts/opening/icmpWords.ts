/** What an ICMP error says, in words. */

import type { IcmpError } from '../../icmpErrors'
import { said } from '../../said/said'

const UNREACHABLE = 3
const TIME_EXCEEDED = 11
const UNREACHABLE_6 = 1
const TOO_BIG_6 = 2
const TIME_EXCEEDED_6 = 3

/** Codes of destination unreachable: RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1. */
const CODES: readonly (() => string)[] = [
  () => said`network unreachable`,
  () => said`host unreachable`,
  () => said`protocol unreachable`,
  () => said`port unreachable`,
  () => said`fragmentation needed`,
  () => said`source route failed`,
  () => said`network unknown`,
  () => said`host unknown`,
  () => said`host isolated`,
  () => said`network administratively prohibited`,
  () => said`host administratively prohibited`,
  () => said`network unreachable for this type of service`,
  () => said`host unreachable for this type of service`,
  () => said`administratively prohibited`,
  () => said`host precedence violation`,
  () => said`precedence cutoff`,
]
/** RFC 4443 §3.1. */
const CODES_6: readonly (() => string)[] = [
  () => said`no route`,
  () => said`administratively prohibited`,
  () => said`beyond the scope of the source address`,
  () => said`address unreachable`,
  () => said`port unreachable`,
  () => said`source address failed the policy`,
  () => said`route rejected`,
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
  return said`${meaning(type, code, isIpv6)} (${isIpv6 ? 'ICMPv6' : 'ICMP'} type ${type}, code ${code})`
}

function meaning(type: number, code: number, isIpv6: boolean): string {
  if (isIpv6) {
    if (type === UNREACHABLE_6) return CODES_6[code]?.() ?? said`unreachable`
    if (type === TOO_BIG_6) return said`packet too big`
    return type === TIME_EXCEEDED_6 ? said`hop limit used up on the way` : said`error`
  }
  if (type === UNREACHABLE) return CODES[code]?.() ?? said`unreachable`
  return type === TIME_EXCEEDED ? said`time to live used up on the way` : said`error`
}

/** Teredo (RFC 4380 §5.1.1): IPv6 in UDP, after up to two indications. */
import type { FieldNode } from '../../../contracts/segment'
import { type Dissect, follow, stop } from '../layer'

const AUTHENTICATION = 0x0001
const AUTHENTICATION_LENGTHS = 4
// A nonce of 8 octets and the confirmation octet.
const AUTHENTICATION_TAIL = 9
const ORIGIN_HEADER = 8

export const teredo: Dissect = (frame, span) => {
  const { end } = span
  const nodes: FieldNode[] = []
  let { at } = span
  if (frame.holds(at, AUTHENTICATION_LENGTHS, end) && frame.u16(at) === AUTHENTICATION) {
    const header = AUTHENTICATION_LENGTHS + frame.u8(at + 2) + frame.u8(at + 3) + AUTHENTICATION_TAIL
    if (!frame.holds(at, header, end))
      return stop(frame.broken('teredo.auth', 'Teredo authentication', { at, end }, header))
    nodes.push(frame.node('teredo.auth', 'Teredo authentication', '', at, header))
    at += header
  }
  if (frame.holds(at, ORIGIN_HEADER, end) && frame.u16(at) === 0) {
    nodes.push(frame.node('teredo.orig', 'Teredo origin', '', at, ORIGIN_HEADER))
    at += ORIGIN_HEADER
  }
  return { nodes, next: follow(frame.u8(at) >> 4 === 6 ? 'ipv6' : null, at, end) }
}

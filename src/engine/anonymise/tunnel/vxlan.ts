/** VXLAN (RFC 7348), its generic extension (draft-ietf-nvo3-vxlan-gpe-12) and Geneve (RFC 8926). */
import type { Frame, LayerName } from '../frame'
import { afterEthertype } from '../link/ethertype'

const HEADER = 8

export function vxlan(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  frame.advance(HEADER)
  return 'ethernet'
}

export function vxlanGpe(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  const next = frame.u8(3)
  frame.advance(HEADER)
  switch (next) {
    case 1:
      return 'ipv4'
    case 2:
      return 'ipv6'
    case 3:
      return 'ethernet'
    case 5:
      return 'mpls'
    default:
      return null
  }
}

const OPTION_WORDS_MASK = 0x3f

/** Its options may say anything: they are emptied. */
export function geneve(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  const [first, type] = [frame.u8(0), frame.u16(2)]
  const header = HEADER + (first & OPTION_WORDS_MASK) * 4
  if (first >>> 6 !== 0 || !frame.holds(header)) return null
  let at = HEADER
  while (at + 4 <= header) {
    const next = at + 4 + (frame.u8(at + 3) & 0x1f) * 4
    frame.blank(at + 4, Math.min(next, header))
    at = next
  }
  frame.advance(header)
  return afterEthertype(type)
}

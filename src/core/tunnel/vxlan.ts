import { advance, byteAt, holds } from '../cursor'
import { Layer } from '../layer'

// RFC 7348 §5; draft-ietf-nvo3-vxlan-gpe-12 §3
const NEXT_PROTOCOL: u32 = 3
const HEADER: u32 = 8
const NEXT_IPV4: u32 = 1
const NEXT_IPV6: u32 = 2
const NEXT_ETHERNET: u32 = 3
const NEXT_MPLS: u32 = 5

/** VXLAN: an Ethernet frame in UDP. */
export function vxlan(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  advance(HEADER)
  return Layer.ETHERNET
}

/** VXLAN with the generic protocol extension. */
export function vxlanGpe(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const next = byteAt(NEXT_PROTOCOL)
  advance(HEADER)
  switch (next) {
    case NEXT_IPV4:
      return Layer.IPV4
    case NEXT_IPV6:
      return Layer.IPV6
    case NEXT_ETHERNET:
      return Layer.ETHERNET
    case NEXT_MPLS:
      return Layer.MPLS
    default:
      return Layer.NONE
  }
}

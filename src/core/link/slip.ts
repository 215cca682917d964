import { advance, byteAt, holds } from '../cursor'
import { Layer } from '../layer'

// https://www.tcpdump.org/linktypes/LINKTYPE_SLIP.html: direction, then the packet's (maybe compressed) header.
const PACKET_TYPE: u32 = 1
const HEADER: u32 = 16
const TYPE_MASK: u32 = 0xf0
const TYPE_IPV4: u32 = 0x40

/** SLIP as libpcap writes it; packets with compressed TCP headers (RFC 1144) are not read. */
export function slip(): Layer {
  if (!holds(HEADER) || (byteAt(PACKET_TYPE) & TYPE_MASK) !== TYPE_IPV4) return Layer.NONE
  advance(HEADER)
  return Layer.IPV4
}

import { advance, byteAt, holds, littleWordAt, narrow } from '../cursor'
import { Layer } from '../layer'

// https://www.tcpdump.org/linktypes/LINKTYPE_NFLOG.html
const FAMILY: u32 = 0
const VERSION: u32 = 1
const HEADER: u32 = 4
const FAMILY_INET: u32 = 2
const FAMILY_INET6: u32 = 10
const VERSION_0: u32 = 0

// Attributes: length with this header, type, value, padding to 4; in the byte order of the capturing machine.
const ATTRIBUTE_LENGTH: u32 = 0
const ATTRIBUTE_TYPE: u32 = 2
const ATTRIBUTE_HEADER: u32 = 4
const ATTRIBUTE_TYPE_MASK: u32 = 0x7fff
const ATTRIBUTE_PAYLOAD: u32 = 9
const ALIGNMENT: u32 = 4
const BYTE: u32 = 0xff

/** What Linux's netfilter log hands out: attributes, one of which is the packet. */
export function nflog(): Layer {
  if (!holds(HEADER) || byteAt(VERSION) !== VERSION_0) return Layer.NONE
  const family = byteAt(FAMILY)
  if (family !== FAMILY_INET && family !== FAMILY_INET6) return Layer.NONE
  advance(HEADER)
  while (holds(ATTRIBUTE_HEADER)) {
    // Types are small: a type that fills only its high octet was written by a big-endian machine.
    const isBig = (littleWordAt(ATTRIBUTE_TYPE) & BYTE) === 0 && littleWordAt(ATTRIBUTE_TYPE) > BYTE
    const length = attributeWord(ATTRIBUTE_LENGTH, isBig)
    if (length < ATTRIBUTE_HEADER) return Layer.NONE
    if ((attributeWord(ATTRIBUTE_TYPE, isBig) & ATTRIBUTE_TYPE_MASK) === ATTRIBUTE_PAYLOAD) {
      advance(ATTRIBUTE_HEADER)
      narrow(length - ATTRIBUTE_HEADER)
      return family === FAMILY_INET ? Layer.IPV4 : Layer.IPV6
    }
    const padded = (length + ALIGNMENT - 1) & -ALIGNMENT
    if (!holds(padded)) return Layer.NONE
    advance(padded)
  }
  return Layer.NONE
}

function attributeWord(offset: u32, isBig: bool): u32 {
  const word = littleWordAt(offset)
  return isBig ? bswap<u16>(<u16>word) : word
}

import { advance, byteAt, holds, lengthLeft, narrow, setAddresses, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterFragment } from './fragment'
import { afterProtocol } from './protocol'
import { followSourceRoute } from './sourceRoute'

// RFC 791 §3.1
const VERSION_AND_LENGTH: u32 = 0
const TOTAL_LENGTH: u32 = 2
const ID: u32 = 4
const FRAGMENT: u32 = 6
const PROTOCOL: u32 = 9
const SOURCE: u32 = 12
const DESTINATION: u32 = 16
const HEADER_MIN: u32 = 20
const VERSION_4: u32 = 4
const VERSION_6: u32 = 6
const WORDS_MASK: u32 = 0x0f
const MORE_FRAGMENTS: u32 = 0x2000
const OFFSET_MASK: u32 = 0x1fff
const OFFSET_UNIT_SHIFT: u32 = 3

/** IPv4; a packet of version 6 in its place goes to IPv6, as Wireshark does it. */
export function ipv4(): Layer {
  if (!holds(HEADER_MIN)) return otherVersion()
  const first = byteAt(VERSION_AND_LENGTH)
  if (first >> 4 !== VERSION_4) return otherVersion()
  const header = (first & WORDS_MASK) << 2
  const total = wordAt(TOTAL_LENGTH)
  if (header < HEADER_MIN || !holds(header)) return Layer.NONE
  // 0: the sender left segmentation to its network card, and the packet was captured before the card filled it in.
  if (total) {
    if (total < header) return Layer.NONE
    narrow(total)
  } else narrow(lengthLeft())
  const fragment = wordAt(FRAGMENT)
  const id = wordAt(ID)
  const protocol = byteAt(PROTOCOL)
  setAddresses(false, SOURCE, DESTINATION)
  if (header > HEADER_MIN) followSourceRoute(HEADER_MIN, header)
  advance(header)
  if (fragment & (MORE_FRAGMENTS | OFFSET_MASK)) {
    const bytes = total ? total - header : lengthLeft()
    const offset = (fragment & OFFSET_MASK) << OFFSET_UNIT_SHIFT
    return afterFragment(protocol, id, offset, bytes, (fragment & MORE_FRAGMENTS) !== 0)
  }
  return afterProtocol(protocol)
}

function otherVersion(): Layer {
  return holds(1) && byteAt(VERSION_AND_LENGTH) >> 4 === VERSION_6 ? Layer.IPV6 : Layer.NONE
}

import { advance, byteAt, holds, lengthLeft, longAt, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from './ethertype'

// RFC 3032 §2.1
const LABEL_SHIFT: u32 = 12
const BOTTOM_OF_STACK: u32 = 0x100
const ENTRY: u32 = 4
// RFC 5586 §4: the generic associated channel.
const LABEL_ASSOCIATED_CHANNEL: u32 = 13

// RFC 4928 §3, RFC 4385 §3: no field says what follows the stack; the first nibble hints at it.
const NIBBLE_PSEUDOWIRE: u32 = 0
const NIBBLE_CHANNEL: u32 = 1
const NIBBLE_IPV4: u32 = 4
const NIBBLE_IPV6: u32 = 6

const IPV4_TOTAL_LENGTH: u32 = 2
const IPV4_HEADER: u32 = 20
const IPV6_PAYLOAD_LENGTH: u32 = 4
const IPV6_HEADER: u32 = 40
// RFC 4385 §5
const CHANNEL_TYPE: u32 = 2
const CHANNEL_HEADER: u32 = 4
const CHANNEL_IPV4: u32 = 0x21
const CHANNEL_IPV6: u32 = 0x57
// RFC 4448 §4.6
const CONTROL_WORD: u32 = 4
const ETHERNET_TYPE: u32 = 12
const ETHERNET_HEADER: u32 = 14

/** A stack of MPLS labels and a guess at what lies below it. */
export function mpls(): Layer {
  let entry: u32 = 0
  do {
    if (!holds(ENTRY + 1)) return Layer.NONE
    entry = longAt(0)
    advance(ENTRY)
  } while (!(entry & BOTTOM_OF_STACK))
  if (entry >> LABEL_SHIFT === LABEL_ASSOCIATED_CHANNEL) return channel()
  switch (byteAt(0) >> 4) {
    case NIBBLE_IPV4:
      return looksLikeIpv4() || !hasKnownTypeAt(ETHERNET_TYPE) ? Layer.IPV4 : Layer.PSEUDOWIRE
    case NIBBLE_IPV6:
      return looksLikeIpv6() || !hasKnownTypeAt(ETHERNET_TYPE) ? Layer.IPV6 : Layer.PSEUDOWIRE
    case NIBBLE_CHANNEL:
      return channel()
    case NIBBLE_PSEUDOWIRE:
      return Layer.PSEUDOWIRE
    default:
      return Layer.NONE
  }
}

/** An Ethernet frame in a pseudowire, with or without a control word: a type that we know tells. */
export function pseudowire(): Layer {
  if (byteAt(0) >> 4 === NIBBLE_PSEUDOWIRE && hasKnownTypeAt(CONTROL_WORD + ETHERNET_TYPE)) advance(CONTROL_WORD)
  return holds(ETHERNET_HEADER) ? Layer.ETHERNET : Layer.NONE
}

function channel(): Layer {
  if (!holds(CHANNEL_HEADER)) return Layer.NONE
  const type = wordAt(CHANNEL_TYPE)
  advance(CHANNEL_HEADER)
  if (type === CHANNEL_IPV4) return Layer.IPV4
  return type === CHANNEL_IPV6 ? Layer.IPV6 : Layer.NONE
}

// A MAC address may begin with 4 or 6 as well; then a length field in its place is hardly ever plausible.
function looksLikeIpv4(): bool {
  return holds(IPV4_HEADER) && wordAt(IPV4_TOTAL_LENGTH) <= lengthLeft()
}

function looksLikeIpv6(): bool {
  return holds(IPV6_HEADER) && IPV6_HEADER + wordAt(IPV6_PAYLOAD_LENGTH) <= lengthLeft()
}

function hasKnownTypeAt(offset: u32): bool {
  return holds(offset + 2) && afterEthertype(wordAt(offset)) !== Layer.NONE
}

/** MPLS labels (RFC 3032); what is below them no field says, so the first nibble and a known type decide, as in the core. */
import type { Frame, LayerName } from '../frame'
import { afterEthertype } from './ethertype'

const ENTRY = 4
const BOTTOM_OF_STACK = 0x100
const ASSOCIATED_CHANNEL = 13
const ETHERNET_TYPE = 12
const ETHERNET_HEADER = 14
const CONTROL_WORD = 4
const CHANNEL_IPV4 = 0x21
const CHANNEL_IPV6 = 0x57

export function mpls(frame: Frame): LayerName | null {
  let entry = 0
  do {
    if (!frame.holds(ENTRY + 1)) return null
    entry = frame.u32(0)
    frame.advance(ENTRY)
  } while ((entry & BOTTOM_OF_STACK) === 0)
  if (entry >>> 12 === ASSOCIATED_CHANNEL) return channel(frame)
  switch (frame.u8(0) >>> 4) {
    case 4: {
      const isLikely = frame.holds(20) && frame.u16(2) <= frame.claimed - frame.at
      return isLikely || !hasKnownTypeAt(frame, ETHERNET_TYPE) ? 'ipv4' : 'pseudowire'
    }
    case 6: {
      const isLikely = frame.holds(40) && 40 + frame.u16(4) <= frame.claimed - frame.at
      return isLikely || !hasKnownTypeAt(frame, ETHERNET_TYPE) ? 'ipv6' : 'pseudowire'
    }
    case 1:
      return channel(frame)
    case 0:
      return 'pseudowire'
    default:
      return null
  }
}

/** RFC 4448 §4.6: with or without a control word. */
export function pseudowire(frame: Frame): LayerName | null {
  const first = frame.at
  const hasControl = frame.holds(1) && frame.u8(0) >>> 4 === 0
  if (hasControl && hasKnownTypeAt(frame, CONTROL_WORD + ETHERNET_TYPE)) frame.advance(CONTROL_WORD)
  if (!frame.holds(ETHERNET_HEADER)) return null
  // Without a control word the first four bits tell readers what follows.
  frame.isTold = frame.at === first
  return 'ethernet'
}

/** RFC 4385 §5 */
function channel(frame: Frame): LayerName | null {
  if (!frame.holds(4)) return null
  const type = frame.u16(2)
  frame.advance(4)
  if (type === CHANNEL_IPV4) return 'ipv4'
  return type === CHANNEL_IPV6 ? 'ipv6' : null
}

const hasKnownTypeAt = (frame: Frame, offset: number): boolean =>
  frame.holds(offset + 2) && afterEthertype(frame.u16(offset)) !== null

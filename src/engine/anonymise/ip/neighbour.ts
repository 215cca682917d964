/** Neighbour discovery (RFC 4861) and multicast listeners (RFC 2710): all of them is header, so all of them stays. */
import type { Frame } from '../frame'

/** Message type -> where its options begin, and its addresses. */
const MESSAGES: ReadonlyMap<number, { readonly options: number; readonly addresses: readonly number[] }> = new Map([
  [133, { options: 8, addresses: [] }],
  [134, { options: 16, addresses: [] }],
  [135, { options: 24, addresses: [8] }],
  [136, { options: 24, addresses: [8] }],
  [137, { options: 40, addresses: [8, 24] }],
])

/** Whether it was one, which is done with. */
export function neighbourMessage(frame: Frame, type: number): boolean {
  const message = MESSAGES.get(type)
  if (message === undefined || !frame.holds(message.options)) return false
  for (const address of message.addresses) frame.ipv6(address)
  const length = frame.end - frame.at
  let at = message.options
  while (at + 8 <= length) {
    const bytes = frame.u8(at + 1) * 8
    if (bytes === 0 || at + bytes > length) break
    option(frame, at, bytes)
    at += bytes
  }
  frame.blank(at, length)
  frame.advance(length)
  return true
}

const SOURCE_LINK = 1
const TARGET_LINK = 2
const PREFIX = 3
const MTU = 5
const NONCE = 14
const ROUTE = 24
const NAME_SERVERS = 25
const ADDRESS_BYTES = 16

function option(frame: Frame, at: number, bytes: number): void {
  switch (frame.u8(at)) {
    case SOURCE_LINK:
    case TARGET_LINK:
      if (bytes === 8) frame.mac(at + 2)
      else frame.blank(at + 2, at + bytes)
      return
    case PREFIX:
      if (bytes === 32) frame.prefix(at + 16, 16, frame.u8(at + 2))
      else frame.blank(at + 2, at + bytes)
      return
    case ROUTE:
      frame.prefix(at + 8, Math.min(bytes - 8, ADDRESS_BYTES), frame.u8(at + 2))
      frame.blank(at + 8 + ADDRESS_BYTES, at + bytes)
      return
    case NAME_SERVERS:
      for (let address = at + 8; address < at + bytes; address += ADDRESS_BYTES) {
        if (address + ADDRESS_BYTES <= at + bytes) frame.ipv6(address)
        else frame.blank(address, at + bytes)
      }
      return
    case MTU:
    case NONCE:
      // Longer ones may hold anything.
      frame.blank(at + 8, at + bytes)
      return
    default:
      // The packet that a redirect quotes among them: it can be told from its ICMP error as well.
      frame.blank(at + 2, at + bytes)
  }
}

const LISTENERS: readonly number[] = [130, 131, 132]
const LISTENER_BYTES = 24

/** Whether it was one, which is done with. */
export function groupMessage(frame: Frame, type: number): boolean {
  if (!LISTENERS.includes(type) || !frame.holds(LISTENER_BYTES)) return false
  frame.ipv6(8)
  const length = frame.end - frame.at
  frame.blank(LISTENER_BYTES, length)
  frame.advance(length)
  return true
}

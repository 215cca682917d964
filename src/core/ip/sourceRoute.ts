/**
 * A packet that is still on a prescribed route bears the next stop as its destination; whom the segment is for, and
 * whom its checksum covers, is the last stop.
 */
import { byteAt, setDestination } from '../cursor'

// RFC 791 §3.1
const OPTION_END: u32 = 0
const OPTION_NOTHING: u32 = 1
const LOOSE_ROUTE: u32 = 131
const STRICT_ROUTE: u32 = 137
const OPTION_LENGTH: u32 = 1
const ROUTE_POINTER: u32 = 2
const ROUTE_MIN: u32 = 7
const ADDRESS: u32 = 4

// RFC 8200 §4.4; type 2: RFC 6275 §6.4; type 4: RFC 8754 §2, whose list runs backward.
const ROUTING_TYPE: u32 = 2
const SEGMENTS_LEFT: u32 = 3
const ROUTING_ADDRESSES: u32 = 8
const ADDRESS_6: u32 = 16
const TYPE_SOURCE_ROUTE: u32 = 0
const TYPE_HOME_ADDRESS: u32 = 2
const TYPE_SEGMENT_ROUTING: u32 = 4

/** Follows a source route among the options of the IPv4 header at the cursor, from `options` to `header` bytes. */
export function followSourceRoute(options: u32, header: u32): void {
  let option = options
  while (option + ROUTE_MIN <= header) {
    const kind = byteAt(option)
    if (kind === OPTION_END) return
    if (kind === OPTION_NOTHING) {
      option++
      continue
    }
    const length = byteAt(option + OPTION_LENGTH)
    if (length < 2 || option + length > header) return
    if (kind === LOOSE_ROUTE || kind === STRICT_ROUTE) {
      if (length >= ROUTE_MIN && byteAt(option + ROUTE_POINTER) <= length) setDestination(option + length - ADDRESS)
      return
    }
    option += length
  }
}

/** Follows the IPv6 routing header of `bytes` bytes at the cursor. */
export function followRoutingHeader(bytes: u32): void {
  if (!byteAt(SEGMENTS_LEFT) || bytes < ROUTING_ADDRESSES + ADDRESS_6) return
  switch (byteAt(ROUTING_TYPE)) {
    case TYPE_SOURCE_ROUTE:
    case TYPE_HOME_ADDRESS:
      setDestination(bytes - ADDRESS_6)
      return
    case TYPE_SEGMENT_ROUTING:
      setDestination(ROUTING_ADDRESSES)
      return
  }
}

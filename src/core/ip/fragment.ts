/**
 * Whether a packet can be read without the other fragments of its datagram: the one place that decides it, for IPv4
 * and IPv6. `offset` counts from the datagram's start in any unit.
 */
import { capturedLeft, lengthLeft } from '../cursor'

export function isWhole(offset: u32, hasMore: bool): bool {
  if (offset) return false
  // A first fragment that the capture cut can never be put together again, so its header is all there is to see.
  return !hasMore || capturedLeft() < lengthLeft()
}

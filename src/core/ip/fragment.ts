/** What follows a fragment's header, for IPv4 and IPv6. */
import { capturedLeft, holds, lengthLeft } from '../cursor'
import { Layer } from '../layer'
import { afterProtocol } from './protocol'
import { reassemble, reassembledProtocol } from './reassembly'

/**
 * The layer behind a fragment that begins `offset` bytes into its datagram's payload and has `bytes` bytes by its own
 * packet's length: the datagram's, where this fragment makes it whole; else none.
 */
export function afterFragment(protocol: u32, id: u32, offset: u32, bytes: u32, hasMore: bool): Layer {
  // "Atomic fragments" (RFC 6946) are whole packets.
  if (!offset && !hasMore) return afterProtocol(protocol)
  // A fragment that the capture cut can never be put together again: what a first one has is all there is to see.
  if (capturedLeft() < lengthLeft() || !holds(bytes)) return offset ? Layer.NONE : afterProtocol(protocol)
  return reassemble(protocol, id, offset, bytes, hasMore) ? afterProtocol(reassembledProtocol()) : Layer.NONE
}

import { advance, byteAt, holds, lengthLeft, narrow, setAddresses, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterProtocol } from './protocol'

// RFC 8200 §3
const VERSION: u32 = 0
const PAYLOAD_LENGTH: u32 = 4
const NEXT_HEADER: u32 = 6
const SOURCE: u32 = 8
const DESTINATION: u32 = 24
const HEADER: u32 = 40
const VERSION_6: u32 = 6

/** IPv6 fixed header; extension headers are layers of their own. */
export function ipv6(): Layer {
  if (!holds(HEADER) || byteAt(VERSION) >> 4 !== VERSION_6) return Layer.NONE
  const length = wordAt(PAYLOAD_LENGTH)
  const next = byteAt(NEXT_HEADER)
  setAddresses(true, SOURCE, DESTINATION)
  advance(HEADER)
  // 0: a jumbogram (RFC 2675) or segmentation by the network card; the frame's own length holds.
  narrow(length === 0 ? lengthLeft() : length)
  return afterProtocol(next)
}

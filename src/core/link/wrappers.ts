import { advance, holds, littleLongAt, littleWordAt, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from './ethertype'
import { afterLinkType } from './linkType'

// PPI: version, flags, length, then the link type of what follows; little-endian.
const PPI_LENGTH: u32 = 2
const PPI_LINK_TYPE: u32 = 4
const PPI_MIN: u32 = 8
// Apple's PKTAP: length of this header, type of record, link type.
const PKTAP_LENGTH: u32 = 0
const PKTAP_RECORD: u32 = 4
const PKTAP_LINK_TYPE: u32 = 8
const PKTAP_MIN: u32 = 12
const PKTAP_PACKET: u32 = 1
// IP over InfiniBand: a global routing header, then an Ethertype and two reserved bytes (RFC 4391 §6).
const IPOIB_PROTOCOL: u32 = 40
const IPOIB_HEADER: u32 = 44

/** Per-packet information, then any link type. */
export function ppi(): Layer {
  if (!holds(PPI_MIN)) return Layer.NONE
  const length = littleWordAt(PPI_LENGTH)
  const linkType = littleLongAt(PPI_LINK_TYPE)
  if (length < PPI_MIN || !holds(length)) return Layer.NONE
  advance(length)
  return afterLinkType(linkType)
}

/** Apple's packet tap, then any link type. */
export function pktap(): Layer {
  if (!holds(PKTAP_MIN) || littleLongAt(PKTAP_RECORD) !== PKTAP_PACKET) return Layer.NONE
  const length = littleLongAt(PKTAP_LENGTH)
  const linkType = littleLongAt(PKTAP_LINK_TYPE)
  if (length < PKTAP_MIN || !holds(length)) return Layer.NONE
  advance(length)
  return afterLinkType(linkType)
}

/** IP over InfiniBand. */
export function ipOverInfiniband(): Layer {
  if (!holds(IPOIB_HEADER)) return Layer.NONE
  const protocol = wordAt(IPOIB_PROTOCOL)
  advance(IPOIB_HEADER)
  return afterEthertype(protocol)
}

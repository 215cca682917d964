import { advance, holds, littleLongAt, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from './ethertype'

const FAMILY: u32 = 0
const HEADER: u32 = 4
const PPP_ADDRESS_CONTROL: u32 = 0xff03
const ETHERTYPE_MIN: u32 = 1536
const LOW_WORD: u32 = 0xffff
// AF_INET is 2 everywhere; AF_INET6 differs: 10 Linux, 24 NetBSD and OpenBSD, 28 FreeBSD, 30 macOS.
const FAMILY_INET: u32 = 2
const FAMILY_INET6_LINUX: u32 = 10
const FAMILY_INET6_BSD: u32 = 24
const FAMILY_INET6_FREEBSD: u32 = 28
const FAMILY_INET6_DARWIN: u32 = 30

/**
 * BSD loopback: an address family in the byte order of the capturing machine (NULL) or of the network (LOOP). Families
 * are small, so the half that isn't zero tells the order. Old libpcap on Linux wrote two zero bytes and an Ethertype,
 * IRIX a two-byte family and two zero bytes, some ISDN drivers a PPP header.
 */
export function nullLoopback(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  if (wordAt(FAMILY) === PPP_ADDRESS_CONTROL) return Layer.PPP_HDLC
  const little = littleLongAt(FAMILY)
  advance(HEADER)
  const big = bswap<u32>(little)
  if (little <= LOW_WORD) return afterFamily(little) || afterFamily(big >> 16)
  return afterFamily(big) || afterFamily(big >> 16) || afterFamily(little >> 16)
}

function afterFamily(family: u32): Layer {
  switch (family) {
    case FAMILY_INET:
      return Layer.IPV4
    case FAMILY_INET6_LINUX:
    case FAMILY_INET6_BSD:
    case FAMILY_INET6_FREEBSD:
    case FAMILY_INET6_DARWIN:
      return Layer.IPV6
    default:
      return family >= ETHERTYPE_MIN && family <= LOW_WORD ? afterEthertype(family) : Layer.NONE
  }
}

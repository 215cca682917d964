/** The TCP checksum (RFC 9293 §3.1) and what network cards make of it. */
import { u16be } from '../bytes'

const PROTOCOL_TCP: u32 = 6
const VECTOR: usize = 16
/** Lanes of 32 bits hold this many additions of two 16-bit numbers. */
const CHUNK: usize = 1 << 18

export enum ChecksumKind {
  GOOD = 0,
  WRONG = 1,
  /** Only the pseudo-header is summed: the sending host's network card fills in the rest after the capture saw it. */
  OFFLOADED = 2,
}

function fold(sum: u64): u32 {
  let rest = sum
  while (rest >> 16 !== 0) rest = (rest & 0xffff) + (rest >> 16)
  return u32(rest)
}

/** One's complement sum of 16-bit words in the machine's byte order, not folded. */
function sumOf(at: usize, length: usize): u64 {
  let sum: u64 = 0
  let left = length
  while (left >= VECTOR) {
    let lanes = i32x4.splat(0)
    const end = at + (min(left, CHUNK) & ~(VECTOR - 1))
    left -= end - at
    for (; at < end; at += VECTOR) lanes = i32x4.add(lanes, i32x4.extadd_pairwise_i16x8_u(v128.load(at)))
    sum += <u64>u32(i32x4.extract_lane(lanes, 0)) + <u64>u32(i32x4.extract_lane(lanes, 1))
    sum += <u64>u32(i32x4.extract_lane(lanes, 2)) + <u64>u32(i32x4.extract_lane(lanes, 3))
  }
  for (; left >= 2; left -= 2, at += 2) sum += load<u16>(at)
  return left === 1 ? sum + load<u8>(at) : sum
}

/**
 * Checks a segment whose bytes are all there.
 *
 * @param at TCP header
 * @param length bytes of header and payload
 * @param source @param destination 4 or 16 bytes of address
 */
export function checkChecksum(at: usize, length: u32, source: usize, destination: usize, isIpv6: bool): ChecksumKind {
  const addressBytes: usize = isIpv6 ? 16 : 4
  // The pseudo-header's numbers in network order, seen by a little-endian machine.
  const pseudo =
    sumOf(source, addressBytes) +
    sumOf(destination, addressBytes) +
    (PROTOCOL_TCP << 8) +
    bswap<u16>(u16(length)) +
    bswap<u16>(u16(length >> 16))
  if (fold(pseudo + sumOf(at, length)) === 0xffff) return ChecksumKind.GOOD
  const written = u16be(at + 16)
  const partial = fold(pseudo)
  const isPartial = written === (((partial & 0xff) << 8) | (partial >> 8))
  return isPartial || written === 0 ? ChecksumKind.OFFLOADED : ChecksumKind.WRONG
}

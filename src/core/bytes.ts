/**
 * Loads of big- and little-endian numbers. Callers have checked that the bytes are there; addresses needn't be aligned.
 */

export function u16be(p: usize): u32 {
  return bswap<u16>(load<u16>(p))
}

export function u32be(p: usize): u32 {
  return bswap<u32>(load<u32>(p))
}

export function u16le(p: usize): u32 {
  return load<u16>(p)
}

export function u32le(p: usize): u32 {
  return load<u32>(p)
}

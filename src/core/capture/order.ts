/** Fields of a capture file, in the byte order of the machine that wrote them. */

let isSwapped: bool = false

/** Fields are big-endian from here on. */
export function setBigEndian(big: bool): void {
  isSwapped = big
}

export function u16At(at: usize): u32 {
  const value = load<u16>(at)
  return isSwapped ? bswap<u16>(value) : value
}

export function u32At(at: usize): u32 {
  const value = load<u32>(at)
  return isSwapped ? bswap<u32>(value) : value
}

export function u64At(at: usize): u64 {
  const value = load<u64>(at)
  return isSwapped ? bswap<u64>(value) : value
}

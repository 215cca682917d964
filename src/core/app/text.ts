/** ASCII text at an address. Callers say how many bytes there are; nothing is read beyond them. */

const CASE_BIT: u32 = 0x20
const FIRST_PRINTABLE: u32 = 0x21
const LAST_PRINTABLE: u32 = 0x7e
const SPACE: u32 = 0x20
const TAB: u32 = 0x09
const LINE_FEED: u32 = 0x0a
const CARRIAGE_RETURN: u32 = 0x0d

export function startsWith(at: usize, left: u32, text: string): bool {
  const length = <u32>text.length
  if (left < length) return false
  for (let i: u32 = 0; i < length; i++) {
    if (<u32>load<u8>(at + i) !== <u32>text.charCodeAt(i)) return false
  }
  return true
}

/** @param text in lower case. */
export function startsWithAnyCase(at: usize, left: u32, text: string): bool {
  const length = <u32>text.length
  if (left < length) return false
  for (let i: u32 = 0; i < length; i++) {
    const wanted = <u32>text.charCodeAt(i)
    const byte: u32 = load<u8>(at + i)
    if (byte !== wanted && (!isLower(wanted) || (byte | CASE_BIT) !== wanted)) return false
  }
  return true
}

/** Whether the bytes that are there could go on to be `text`: fewer than it has, and all alike. */
export function mayBecome(at: usize, left: u32, text: string): bool {
  const length = <u32>text.length
  if (left >= length) return false
  for (let i: u32 = 0; i < left; i++) {
    if (<u32>load<u8>(at + i) !== <u32>text.charCodeAt(i)) return false
  }
  return true
}

/** @param text in lower case. */
export function containsAnyCase(at: usize, left: u32, text: string): bool {
  const length = <u32>text.length
  for (let i: u32 = 0; i + length <= left; i++) {
    if (startsWithAnyCase(at + i, left - i, text)) return true
  }
  return false
}

/** Bytes of the line that begins here, its line feed included; 0: it doesn't end within `left` bytes. */
export function lineBytes(at: usize, left: u32): u32 {
  for (let i: u32 = 0; i < left; i++) {
    if (load<u8>(at + i) === LINE_FEED) return i + 1
  }
  return 0
}

/** Bytes of a line of `bytes` bytes without what ends it, nor blanks before that. */
export function withoutEnd(at: usize, bytes: u32): u32 {
  let length = bytes
  while (length > 0 && isBlank(load<u8>(at + length - 1))) length--
  return length
}

/** Bytes that are blanks, from here on. */
export function blanks(at: usize, left: u32): u32 {
  let i: u32 = 0
  while (i < left && isBlank(load<u8>(at + i))) i++
  return i
}

function isBlank(byte: u32): bool {
  return byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN || byte === LINE_FEED
}

/** Whether it is text that a name may consist of: visible ASCII, at least one byte. */
export function isVisible(at: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(at + i)
    if (byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE) return false
  }
  return length > 0
}

export function isUpper(byte: u32): bool {
  return byte >= 0x41 && byte <= 0x5a
}

export function isLower(byte: u32): bool {
  return byte >= 0x61 && byte <= 0x7a
}

export function isDigit(byte: u32): bool {
  return byte >= 0x30 && byte <= 0x39
}

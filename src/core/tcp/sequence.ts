/** Sequence number arithmetic modulo 2^32, RFC 9293 §3.4. Never compare sequence numbers with `<`. */

export function lessThan(a: u32, b: u32): bool {
  return i32(a - b) < 0
}

export function lessOrEqual(a: u32, b: u32): bool {
  return i32(a - b) <= 0
}

export function greaterThan(a: u32, b: u32): bool {
  return i32(a - b) > 0
}

export function later(a: u32, b: u32): u32 {
  return i32(a - b) > 0 ? a : b
}

export function earlier(a: u32, b: u32): u32 {
  return i32(a - b) < 0 ? a : b
}

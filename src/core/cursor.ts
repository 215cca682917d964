/**
 * Where the walk through a frame stands: the next byte, the end of what was captured and the end of what was sent.
 * One frame at a time, so this is module state: nothing is allocated per frame.
 *
 *     frame   |-- headers read --|-------- captured --------|---- cut by the snap length ----|
 *                                at                         end                              limit
 *
 * Always at <= end <= limit. Layers read only what `holds` has promised.
 */
import { u16be, u16le, u32be, u32le } from './bytes'

const LAST_ADDRESS: usize = 0xffffffff

let at: usize = 0
let end: usize = 0
let limit: usize = 0
/** Bytes captured behind `limit` that only a link layer's length leaves out, as far as the IP header claims them. */
let beyond: u32 = 0
let ipv6: bool = false
let source: usize = 0
let destination: usize = 0

/** Starts a frame of `captured` bytes at `ptr` that was `original` bytes long on its link. */
export function enter(ptr: usize, captured: u32, original: u32): void {
  at = ptr
  end = ptr + captured
  beyond = 0
  // A file may claim any original length; fewer than were captured means that the field is wrong.
  limit = original <= captured ? end : original > <u32>(LAST_ADDRESS - ptr) ? LAST_ADDRESS : ptr + original
}

/** Whether `bytes` more bytes were captured. */
export function holds(bytes: u32): bool {
  return <u32>(end - at) >= bytes
}

/** Goes on in `bytes` bytes at `ptr`: a datagram put together from fragments. */
export function moveTo(ptr: usize, bytes: u32): void {
  at = ptr
  end = ptr + bytes
  limit = end
  beyond = 0
}

/** Address of the next byte. */
export function here(): usize {
  return at
}

/** Moves past `bytes` bytes that `holds` has promised. */
export function advance(bytes: u32): void {
  at += bytes
}

/** The rest of the frame ends after `bytes` bytes, if it didn't end before. */
export function narrow(bytes: u32): void {
  const left = <u32>(limit - at)
  if (bytes < left) {
    limit = at + bytes
    if (end > limit) end = limit
    beyond = 0
  } else if (beyond > bytes - left) beyond = bytes - left
}

/** As narrow, for the length field of a link layer: what comes behind may be claimed by the IP header. */
export function narrowLink(bytes: u32): void {
  const before = end
  narrow(bytes)
  if (before > end) beyond = <u32>(before - end)
}

/** Bytes left as sent, by the innermost length field. */
export function lengthLeft(): u32 {
  return <u32>(limit - at)
}

/** Bytes left in memory. */
export function capturedLeft(): u32 {
  return <u32>(end - at)
}

export function byteAt(offset: u32): u32 {
  return load<u8>(at + offset)
}

export function wordAt(offset: u32): u32 {
  return u16be(at + offset)
}

export function longAt(offset: u32): u32 {
  return u32be(at + offset)
}

export function littleWordAt(offset: u32): u32 {
  return u16le(at + offset)
}

export function littleLongAt(offset: u32): u32 {
  return u32le(at + offset)
}

/** Keeps the addresses of the innermost IP header, `from` and `to` bytes after the cursor. */
export function setAddresses(isVersion6: bool, from: u32, to: u32): void {
  ipv6 = isVersion6
  source = at + from
  destination = at + to
}

/** The destination lies `to` bytes after the cursor instead. */
export function setDestination(to: u32): void {
  destination = at + to
}

/** Address of the TCP header; valid after dissectFrame returned true, as are all below. */
export function tcpAt(): usize {
  return at
}

/** Bytes of TCP header and payload in memory: at least 16. */
export function tcpCaptured(): u32 {
  return <u32>(end - at)
}

/** Bytes of TCP header and payload by the IP header, also where the capture cut the frame. */
export function tcpLength(): u32 {
  return <u32>(limit - at)
}

/** Captured bytes behind tcpLength() that the IP header counts in and the link layer doesn't: padding as a rule. */
export function tcpBeyond(): u32 {
  return beyond
}

export function isIpv6(): bool {
  return ipv6
}

/** Pointer into the frame or a reassembled datagram: 4 bytes, or 16 where isIpv6, in network order. */
export function sourceAddress(): usize {
  return source
}

/** Pointer into the frame or a reassembled datagram: 4 bytes, or 16 where isIpv6, in network order. */
export function destinationAddress(): usize {
  return destination
}

/**
 * pcapng, https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html: sections in either byte order, interfaces
 * each with a clock of their own, and blocks that are skipped where they don't concern us.
 *
 *   block:  type u32 | total length u32 | body | total length u32
 */
import { COMMENT_OF_INTERFACE, COUNTER_FRAMES, ReadError } from '../../contracts/abi'
import { addComment } from '../comments'
import { countersPointer } from '../counters'
import { fail } from '../errors'
import { setFileBigEndian } from './file'
import * as interfaces from './interfaces'
import { readNames } from './nameBlock'
import { setBigEndian, u16At, u32At, u64At } from './order'
import { holdsFrame, MAX_FRAME, takeFrame, want } from './record'
import { readDropsBefore, readStatistics } from './statistics'

const SECTION_HEADER: u32 = 0x0a0d0d0a
const INTERFACE: u32 = 1
const OBSOLETE_PACKET: u32 = 2
const SIMPLE_PACKET: u32 = 3
const NAMES: u32 = 4
const STATISTICS: u32 = 5
const ENHANCED_PACKET: u32 = 6
const BYTE_ORDER_MAGIC: u32 = 0x1a2b3c4d

const LEAST_BLOCK: u32 = 12
const SECTION_BODY: u32 = 28
/** A packet block bigger than this is a corrupt length. */
const MAX_PACKET_BLOCK: u32 = 16 << 20
/** Blocks that don't matter are stepped over in the file rather than read, from this size on. */
const SKIP_FROM: u32 = 1 << 16

const OPTION_END: u32 = 0
const OPTION_COMMENT: u32 = 1
const OPTION_RESOLUTION: u32 = 9
const OPTION_OFFSET: u32 = 14

let skipBytes: f64 = 0
let isReplaying: bool = false

/** Whether a file that begins with these 4 bytes is of this format. */
export function isPcapng(at: usize): bool {
  return load<u32>(at) === SECTION_HEADER
}

/** Bytes to step over in the file after what was consumed; asking resets it. */
export function takeSkip(): f64 {
  const bytes = skipBytes
  skipBytes = 0
  return bytes
}

/** From now on blocks are read again: nothing new is remembered of them. */
export function replayBlocks(on: bool): void {
  isReplaying = on
}

/** Reads the options in [at, end); comments are remembered for `frame`, an interface's clock is set on `record`. */
function readOptions(at: usize, end: usize, block: usize, offset: u64, frame: u32, record: usize): void {
  while (end - at >= 4 && at < end) {
    const code = u16At(at)
    const length = u16At(at + 2)
    if (code === OPTION_END || <usize>length > end - at - 4) return
    const value = at + 4
    if (code === OPTION_COMMENT && !isReplaying) addComment(offset + (value - block), length, frame)
    else if (record !== 0 && code === OPTION_RESOLUTION && length === 1)
      interfaces.setResolution(record, load<u8>(value))
    else if (record !== 0 && code === OPTION_OFFSET && length === 8) interfaces.setOffset(record, i64(u64At(value)))
    at = value + <usize>((length + 3) & ~3)
  }
}

function badBlock(offset: u64, type: u32): u32 {
  fail(ReadError.BAD_BLOCK, offset, type)
  return 0
}

function sectionHeader(at: usize, length: u32, offset: u64): void {
  const major = u16At(at + 12)
  if (major !== 1) {
    fail(ReadError.BAD_VERSION, offset + 12, major)
    return
  }
  const isBig = load<u32>(at, 8) !== BYTE_ORDER_MAGIC
  setFileBigEndian(isBig)
  if (!interfaces.beginSection(offset, isBig)) {
    fail(ReadError.OUT_OF_MEMORY, offset, 0)
    return
  }
  readOptions(at + 24, at + length - 4, at, offset, 0, 0)
}

function interfaceDescription(at: usize, length: u32, offset: u64): void {
  if (length < 20) {
    fail(ReadError.BAD_LENGTH, offset, length)
    return
  }
  const record = interfaces.addInterface(u16At(at + 8), u32At(at + 12))
  if (record === 0) fail(ReadError.OUT_OF_MEMORY, offset, 0)
  else readOptions(at + 16, at + length - 4, at, offset, COMMENT_OF_INTERFACE, record)
}

/** A packet block whose frame of `captured` bytes begins `header` bytes into it. */
function packet(
  at: usize,
  length: u32,
  offset: u64,
  id: u32,
  ticks: u64,
  captured: u32,
  original: u32,
  header: u32,
): void {
  const record = interfaces.interfaceAt(id)
  if (record === 0) {
    fail(ReadError.BAD_BLOCK, offset, id)
    return
  }
  if (captured > MAX_FRAME || captured > length - header - 4) {
    fail(ReadError.BAD_LENGTH, offset, captured)
    return
  }
  const time = interfaces.toNanoseconds(record, ticks)
  if (!takeFrame(at + header, captured, original, interfaces.linkTypeOf(record), time, offset)) return
  const options = header + ((captured + 3) & ~3)
  if (options + 4 < length) {
    const frame = u32(load<u64>(countersPointer(), COUNTER_FRAMES))
    readOptions(at + options, at + length - 4, at, offset, frame, 0)
    if (!isReplaying) readDropsBefore(record, at + options, at + length - 4)
  }
}

function packetBlock(type: u32, at: usize, length: u32, offset: u64): void {
  if (type === SIMPLE_PACKET) {
    if (length < 16) {
      fail(ReadError.BAD_LENGTH, offset, length)
      return
    }
    const original = u32At(at + 8)
    const record = interfaces.interfaceAt(0)
    const snapLength: u32 = record === 0 ? 0 : interfaces.snapLengthOf(record)
    let captured = min(original, length - 16)
    if (snapLength !== 0) captured = min(captured, snapLength)
    packet(at, length, offset, 0, 0, captured, original, 12)
    return
  }
  if (length < 32) {
    fail(ReadError.BAD_LENGTH, offset, length)
    return
  }
  const id = type === ENHANCED_PACKET ? u32At(at + 8) : u16At(at + 8)
  const ticks = ((<u64>u32At(at + 12)) << 32) | u32At(at + 16)
  packet(at, length, offset, id, ticks, u32At(at + 20), u32At(at + 24), 28)
}

/** A block that holds for what follows it, rather than a packet: read again, it says nothing new. */
function isDeclaration(type: u32): bool {
  return type === SECTION_HEADER || type === INTERFACE || type === STATISTICS || type === NAMES
}

/** Names are a convenience: a block of more than is read at once is left out. */
function concernsUs(type: u32, length: u32): bool {
  if (type === NAMES) return length <= MAX_PACKET_BLOCK
  return isDeclaration(type) || type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET
}

/** Reads one block; bytes consumed, or 0. */
export function nextPcapng(at: usize, left: u32, offset: u64): u32 {
  if (left < LEAST_BLOCK) return want(LEAST_BLOCK)
  const isSection = load<u32>(at) === SECTION_HEADER
  if (isSection) {
    const magic = load<u32>(at, 8)
    if (magic !== BYTE_ORDER_MAGIC && bswap<u32>(magic) !== BYTE_ORDER_MAGIC) return badBlock(offset, SECTION_HEADER)
    setBigEndian(magic !== BYTE_ORDER_MAGIC)
  }
  const type = u32At(at)
  if (!isSection && !interfaces.hasSection()) return badBlock(offset, type)
  const claimed = u32At(at + 4)
  const least = isSection ? SECTION_BODY : LEAST_BLOCK
  if (claimed < least || claimed > 0xfffffff0 || (concernsUs(type, claimed) && claimed > MAX_PACKET_BLOCK)) {
    fail(ReadError.BAD_LENGTH, offset, claimed)
    return 0
  }
  // Blocks end on a 32-bit boundary; a length that doesn't say so is met in the wild.
  const whole = (claimed + 3) & ~3
  if (!concernsUs(type, claimed)) {
    if (whole > left && whole >= SKIP_FROM) {
      skipBytes = f64(whole - left)
      return left
    }
    return left < whole ? want(whole) : whole
  }
  if (left < whole) return want(whole)
  if (u32At(at + whole - 4) !== claimed) {
    fail(ReadError.BAD_LENGTH, offset, u32At(at + whole - 4))
    return 0
  }
  if (isReplaying && isDeclaration(type)) return whole
  if (isSection) sectionHeader(at, whole, offset)
  else if (type === INTERFACE) interfaceDescription(at, whole, offset)
  else if (type === STATISTICS) {
    if (whole >= 24) readStatistics(at, whole)
  } else if (type === NAMES) readNames(at, whole)
  else {
    packetBlock(type, at, whole, offset)
    if (holdsFrame()) return 0
  }
  return whole
}

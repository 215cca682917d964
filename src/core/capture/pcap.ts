/**
 * The classic capture format (https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html) and two variants that
 * are still met: the "modified" one with longer record headers, and versions before 2.4 that wrote the two lengths the
 * other way round.
 *
 *   file:    magic u32 | major u16 | minor u16 | zone | accuracy | snap length u32 | link type u32
 *   record:  seconds u32 | fraction u32 | captured u32 | original u32 [| 8 more bytes] | frame
 */
import { ReadError } from '../../contracts/abi'
import { fail } from '../errors'
import * as file from './file'
import { u16At, u32At } from './order'
import { MAX_FRAME, takeFrame, want } from './record'

const MAGIC_MICROSECONDS: u32 = 0xa1b2c3d4
const MAGIC_NANOSECONDS: u32 = 0xa1b23c4d
const MAGIC_MODIFIED: u32 = 0xa1b2cd34
const FILE_HEADER: u32 = 24
const RECORD_HEADER: u32 = 16
const MODIFIED_HEADER: u32 = 24
/** The upper bits say whether frames end in a checksum; they don't concern us. */
const LINK_TYPE_MASK: u32 = 0xffff

function isMagic(magic: u32): bool {
  return magic === MAGIC_MICROSECONDS || magic === MAGIC_NANOSECONDS || magic === MAGIC_MODIFIED
}

/** Whether a file that begins with these 4 bytes is of this format. */
export function isPcap(at: usize): bool {
  const magic = load<u32>(at)
  return isMagic(magic) || isMagic(bswap<u32>(magic))
}

/** Reads the file header, which lies at `offset`; bytes consumed, or 0. */
export function openPcap(at: usize, left: u32, offset: u64): u32 {
  if (left < FILE_HEADER) return want(FILE_HEADER)
  file.setFileBigEndian(!isMagic(load<u32>(at)))
  const magic = u32At(at)
  const major = u16At(at + 4)
  const minor = u16At(at + 6)
  file.setRecords(magic === MAGIC_MODIFIED ? MODIFIED_HEADER : RECORD_HEADER, magic === MAGIC_NANOSECONDS ? 1 : 1000)
  file.setLinkType(u32At(at + 20) & LINK_TYPE_MASK)
  // DG/UX's tcpdump wrote version 543.0 and the old order of lengths.
  file.setLengthOrder((major === 2 && minor < 3) || major === 543, major === 2 && minor === 3)
  if (major !== 2 && major !== 543) {
    fail(ReadError.BAD_VERSION, offset + 4, major)
    return 0
  }
  return FILE_HEADER
}

/** Reads one record; bytes consumed, or 0. The file's fields are those of the current file: see file.ts. */
export function nextPcap(at: usize, left: u32, offset: u64): u32 {
  const headerBytes = file.recordHeaderBytes()
  if (left < headerBytes) return want(headerBytes)
  let captured = u32At(at + 8)
  let original = u32At(at + 12)
  if (file.areLengthsSwapped() || (file.mayLengthsBeSwapped() && captured > original)) {
    const first = captured
    captured = original
    original = first
  }
  if (captured > MAX_FRAME) {
    fail(ReadError.BAD_LENGTH, offset, captured)
    return 0
  }
  const whole = headerBytes + captured
  if (left < whole) return want(whole)
  const time = <u64>u32At(at) * 1_000_000_000 + <u64>u32At(at + 4) * file.nanosecondsPerTick()
  return takeFrame(at + headerBytes, captured, original, file.linkType(), time, offset) ? whole : 0
}

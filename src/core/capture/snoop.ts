/**
 * The snoop format, RFC 1761: big-endian, version 2.
 *
 *   file:    "snoop\0\0\0" | version u32 | data link u32
 *   record:  original u32 | captured u32 | record u32 | drops u32 | seconds u32 | microseconds u32 | frame | padding
 */
import { LinkType, ReadError } from '../../contracts/abi'
import { fail } from '../errors'
import { linkType, setFileBigEndian, setLinkType } from './file'
import { u32At } from './order'
import { MAX_FRAME, takeFrame, want } from './record'

const MAGIC_BIG_ENDIAN: u64 = 0x736e6f6f70000000
const FILE_HEADER: u32 = 16
const RECORD_HEADER: u32 = 24
const VERSION: u32 = 2
const MAX_PADDING: u32 = 65536

/** Whether a file that begins with these 8 bytes is of this format. */
export function isSnoop(at: usize): bool {
  return bswap<u64>(load<u64>(at)) === MAGIC_BIG_ENDIAN
}

/** RFC 1761's data link types as link types; one that we don't read becomes one that has no frames for us. */
function linkTypeOf(dataLink: u32): u32 {
  if (dataLink === 0 || dataLink === 4) return LinkType.ETHERNET
  if (dataLink === 8) return LinkType.FDDI
  return 0xffff
}

/** Reads the file header, which lies at `offset`; bytes consumed, or 0. */
export function openSnoop(at: usize, left: u32, offset: u64): u32 {
  if (left < FILE_HEADER) return want(FILE_HEADER)
  setFileBigEndian(true)
  const version = u32At(at + 8)
  if (version !== VERSION) {
    fail(ReadError.BAD_VERSION, offset + 8, version)
    return 0
  }
  setLinkType(linkTypeOf(u32At(at + 12)))
  return FILE_HEADER
}

/** Reads one record; bytes consumed, or 0. */
export function nextSnoop(at: usize, left: u32, offset: u64): u32 {
  if (left < RECORD_HEADER) return want(RECORD_HEADER)
  const captured = u32At(at + 4)
  const whole = u32At(at + 8)
  if (captured > MAX_FRAME || whole < RECORD_HEADER + captured || whole > RECORD_HEADER + captured + MAX_PADDING) {
    fail(ReadError.BAD_LENGTH, offset, captured > MAX_FRAME ? captured : whole)
    return 0
  }
  if (left < whole) return want(whole)
  const time = <u64>u32At(at + 16) * 1_000_000_000 + <u64>u32At(at + 20) * 1000
  return takeFrame(at + RECORD_HEADER, captured, u32At(at), linkType(), time, offset) ? whole : 0
}

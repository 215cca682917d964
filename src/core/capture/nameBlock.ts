/**
 * Name Resolution Blocks of pcapng: names that whoever captured had for addresses. They may stand behind the packets
 * that they name, so flows ask for them when they are listed. Source: draft-ietf-opsawg-pcapng §4.5.
 *
 *   body:    records | options
 *   record:  type u16 | length u16 | address of 4 or 16 bytes | names, each ended by 0 | padding to 32 bits
 */
import { keepFileName } from '../app/addressNames'
import { nameOf } from '../app/names'
import { u16At } from './order'

const RECORDS_AT: usize = 8
const END: u32 = 0
const IPV4: u32 = 1
const IPV6: u32 = 2

/** Takes in the block of `length` bytes at `at`: of several names of an address the first. */
export function readNames(at: usize, length: u32): void {
  const end = at + length - 4
  for (let record = at + RECORDS_AT; record < end && end - record >= 4; ) {
    const type = u16At(record)
    const bytes = u16At(record + 2)
    if (type === END || <usize>bytes > end - record - 4) return
    const size: u32 = type === IPV4 ? 4 : 16
    if ((type === IPV4 || type === IPV6) && bytes > size) {
      const text = record + 4 + size
      const name = nameOf(text, textLength(text, bytes - size))
      if (name !== 0) keepFileName(record + 4, type === IPV6, name)
    }
    record += 4 + <usize>((bytes + 3) & ~3)
  }
}

/** Bytes before the first 0, of at most `most`. */
function textLength(text: usize, most: u32): u32 {
  let length: u32 = 0
  while (length < most && load<u8>(text + length) !== 0) length++
  return length
}

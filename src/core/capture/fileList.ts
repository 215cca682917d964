/** The files that are read as one, by number. Their records stay where they are. */
import { allocate, roomier } from '../memory'
import { enterFile, FILE_BYTES, numberFile } from './file'

const POINTER_BYTES: usize = 4

let list: usize = 0
let count: u32 = 0
let capacity: u32 = 0

/** Adds a file; its record, or 0 when no memory is left. */
export function addFile(): usize {
  if (count === capacity) {
    const wanted = max<u32>(capacity << 1, 16)
    const fresh = roomier(list, count, wanted, POINTER_BYTES)
    if (fresh === 0) return 0
    list = fresh
    capacity = wanted
  }
  const file = allocate(FILE_BYTES)
  if (file === 0) return 0
  numberFile(file, count)
  store<u32>(list + <usize>count * POINTER_BYTES, u32(file))
  count++
  return file
}

export function fileCount(): u32 {
  return count
}

export function fileAt(number: u32): usize {
  return <usize>load<u32>(list + <usize>number * POINTER_BYTES)
}

/** Makes a file of the list the current one. */
export function enterNumbered(number: u32): void {
  if (number < count) enterFile(fileAt(number))
}

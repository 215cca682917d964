/** Walks the records of a capture in whatever chunks it comes, and finds one record again later. */
import {
  CaptureFormat,
  INSPECT_CAPTURED,
  INSPECT_DATA,
  INSPECT_LINK_TYPE,
  INSPECT_ORIGINAL,
  INSPECT_RECORD,
  INSPECT_TIME,
  ReadError,
} from '../../contracts/abi'
import { fail, forgiveFailure, hasFailed } from '../errors'
import * as file from './file'
import { enterNumbered } from './fileList'
import * as interfaces from './interfaces'
import { setBigEndian } from './order'
import { isPcap, nextPcap, openPcap } from './pcap'
import { isPcapng, nextPcapng, replayBlocks, takeSkip } from './pcapng'
import * as record from './record'
import { fileOfPlace, placeOf } from './slots'
import { isSnoop, nextSnoop, openSnoop } from './snoop'

/** The longest magic we look for. */
const MAGIC_BYTES: u32 = 8

/** Recognises the format and reads its file header; bytes consumed, or 0. pcapng begins with an ordinary block. */
function open(at: usize, left: u32, offset: u64, isLast: bool): u32 {
  if (left < MAGIC_BYTES) {
    if (isLast) fail(ReadError.NOT_A_CAPTURE, offset, left)
    return record.want(MAGIC_BYTES)
  }
  if (isPcapng(at)) {
    const used = nextPcapng(at, left, offset)
    if (used > 0) file.setFormat(CaptureFormat.PCAPNG)
    return used
  }
  if (isPcap(at)) {
    const used = openPcap(at, left, offset)
    if (used > 0) file.setFormat(CaptureFormat.PCAP)
    return used
  }
  if (isSnoop(at)) {
    const used = openSnoop(at, left, offset)
    if (used > 0) file.setFormat(CaptureFormat.SNOOP)
    return used
  }
  fail(ReadError.NOT_A_CAPTURE, offset, left)
  return 0
}

function next(at: usize, left: u32, offset: u64): u32 {
  const format = file.format()
  if (format === CaptureFormat.PCAP) return nextPcap(at, left, offset)
  if (format === CaptureFormat.PCAPNG) return nextPcapng(at, left, offset)
  return nextSnoop(at, left, offset)
}

/**
 * Reads the records in [at, at + length), which lie at file offset `offset`. Answers the bytes consumed; the rest is
 * the beginning of a record that needs more, unless `isLast` or a failure ends the reading, or its frame is to wait.
 */
export function read(at: usize, length: u32, offset: u64, isLast: bool): u32 {
  let done: u32 = 0
  record.want(0)
  if (!file.isRecognised() && !hasFailed()) {
    done = open(at, length, offset, isLast)
    if (done === 0) {
      if (isLast && !hasFailed()) fail(ReadError.TRUNCATED, offset, length)
      return 0
    }
  }
  while (done < length && !hasFailed()) {
    const used = next(at + done, length - done, offset + done)
    if (used === 0) break
    if (hasFailed()) break
    done += used
  }
  if (isLast && done < length && !hasFailed() && !record.holdsFrame())
    fail(ReadError.TRUNCATED, offset + done, length - done)
  return done
}

const inspection = memory.data(32, 8)

export function inspectionPointer(): usize {
  return inspection
}

/**
 * Looks at the one record at [at, at + length), which lies at file offset `offset`; false: there is no frame. Reading
 * goes on afterwards as if nobody had looked: in the section that it was in, whatever the record turned out to be.
 */
export function inspect(at: usize, length: u32, offset: u64): bool {
  const wasIn = file.currentFile()
  const place = placeOf(offset)
  if (fileOfPlace(place) !== file.fileNumber()) enterNumbered(fileOfPlace(place))
  const isFound = lookIn(place, at, length, offset)
  file.enterFile(wasIn)
  interfaces.returnToLastSection()
  return isFound
}

function lookIn(place: u64, at: usize, length: u32, offset: u64): bool {
  if (!file.isRecognised()) return false
  if (file.format() !== CaptureFormat.PCAPNG) return look(at, length, offset)
  if (!interfaces.enterSection(place)) return false
  setBigEndian(interfaces.isSectionBigEndian())
  return look(at, length, offset)
}

function look(at: usize, length: u32, offset: u64): bool {
  const hadFailed = hasFailed()
  record.inspectOnly(true)
  replayBlocks(true)
  const used = next(at, length, offset)
  const data = record.inspectedAt()
  record.inspectOnly(false)
  replayBlocks(false)
  if (hasFailed() && !hadFailed) forgiveFailure()
  takeSkip()
  if (used === 0 || data === 0) {
    store<u32>(inspection, record.wanted(), INSPECT_RECORD)
    return false
  }
  store<u32>(inspection, u32(data - at), INSPECT_DATA)
  store<u32>(inspection, record.inspectedCaptured(), INSPECT_CAPTURED)
  store<u32>(inspection, record.inspectedOriginal(), INSPECT_ORIGINAL)
  store<u32>(inspection, record.inspectedLinkType(), INSPECT_LINK_TYPE)
  store<u32>(inspection, used, INSPECT_RECORD)
  store<u64>(inspection, record.inspectedTime(), INSPECT_TIME)
  return true
}

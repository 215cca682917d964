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
import * as interfaces from './interfaces'
import { setBigEndian } from './order'
import { isPcap, nextPcap, openPcap } from './pcap'
import { isPcapng, nextPcapng, replayBlocks, takeSkip } from './pcapng'
import * as record from './record'
import { isSnoop, nextSnoop, openSnoop } from './snoop'

/** The longest magic we look for. */
const MAGIC_BYTES: u32 = 8

let format: u32 = CaptureFormat.UNKNOWN

export function captureFormat(): u32 {
  return format
}

/** Recognises the format and reads its file header; bytes consumed, or 0. pcapng begins with an ordinary block. */
function open(at: usize, left: u32, isLast: bool): u32 {
  if (left < MAGIC_BYTES) {
    if (isLast) fail(ReadError.NOT_A_CAPTURE, 0, left)
    return record.want(MAGIC_BYTES)
  }
  if (isPcapng(at)) {
    const used = nextPcapng(at, left, 0)
    if (used > 0) format = CaptureFormat.PCAPNG
    return used
  }
  if (isPcap(at)) {
    const used = openPcap(at, left)
    if (used > 0) format = CaptureFormat.PCAP
    return used
  }
  if (isSnoop(at)) {
    const used = openSnoop(at, left)
    if (used > 0) format = CaptureFormat.SNOOP
    return used
  }
  fail(ReadError.NOT_A_CAPTURE, 0, left)
  return 0
}

function next(at: usize, left: u32, offset: u64): u32 {
  if (format === CaptureFormat.PCAP) return nextPcap(at, left, offset)
  if (format === CaptureFormat.PCAPNG) return nextPcapng(at, left, offset)
  return nextSnoop(at, left, offset)
}

/**
 * Reads the records in [at, at + length), which lie at file offset `offset`. Answers the bytes consumed; the rest is
 * the beginning of a record that needs more, unless `isLast` or a failure ends the reading.
 */
export function read(at: usize, length: u32, offset: u64, isLast: bool): u32 {
  let done: u32 = 0
  record.want(0)
  if (format === CaptureFormat.UNKNOWN && !hasFailed()) {
    done = open(at, length, isLast)
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
  if (isLast && done < length && !hasFailed()) fail(ReadError.TRUNCATED, offset + done, length - done)
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
  if (format === CaptureFormat.UNKNOWN) return false
  if (format !== CaptureFormat.PCAPNG) return look(at, length, offset)
  if (!interfaces.enterSection(offset)) return false
  setBigEndian(interfaces.isSectionBigEndian())
  const isFound = look(at, length, offset)
  interfaces.returnToLastSection()
  setBigEndian(interfaces.isSectionBigEndian())
  return isFound
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

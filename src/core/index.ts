/**
 * The core's exports: bytes in, rows out. One instance reads one capture. Pointers are into the exported memory; its
 * layouts are in contracts/abi.ts; views of it go stale whenever a call may grow it.
 */
import {
  ABI_VERSION,
  ANALYSIS_FLAGS,
  COLUMN_ANALYSIS,
  COUNTER_BYTES,
  COUNTS_BYTES,
  ENDPOINT_BITS,
  ENDPOINT_BYTES,
  FLOW_BYTES,
  FLOW_ENDPOINTS,
  PAGE_BYTES,
  REPLAY_ROW_BYTES,
} from '../contracts/abi'
import { fileNameOf } from './app/addressNames'
import { recordOf } from './app/record'
import { format as captureFormat } from './capture/file'
import * as merge from './capture/merge'
import { takeSkip } from './capture/pcapng'
import { inspectionPointer, inspect as inspectRecord, read } from './capture/reader'
import { wanted as wantedBytes } from './capture/record'
import { openSlot as openNextSlot, sizeSlots as setSlotSize } from './capture/slots'
import * as columns from './columns'
import { commentAt, commentCount as countOfComments } from './comments'
import { countersPointer } from './counters'
import { failureCode, failureDetail, failureOffset } from './errors'
import { buildFlowTable, flowCount as countOfFlows, flowAt } from './flow/table'
import { buildFlowIndex, isIndexed, segmentCountOf, segmentsOf } from './flowIndex'
import { icmpErrorAt, icmpErrorCount } from './icmp'
import * as pieces from './ip/pieces'
import { lookUp, questionPointer } from './lookup'
import { allocate } from './memory'
import { rareCount as countOfRare, rareAt } from './rare'
import { replayed, replayFlow } from './replay'
import { setTracing, traced } from './segment'
import { holeBytes, holeCount } from './tcp/holes'
import { medianSample } from './tcp/samples'
import { buildStateTable, transition as stateTransition } from './tcp/stateTable'

/** No record needs more: frames are bounded, other blocks are skipped. */
const MAX_INPUT: u32 = 64 << 20
/** The smallest record that can hold a segment: a pcap record header and a 16-byte piece of a TCP header. */
const LEAST_RECORD: u32 = 32

let buffer: usize = 0
let bufferBytes: u32 = 0
let isTracing: bool = false

export function abiVersion(): u32 {
  return ABI_VERSION
}

/** Call once before anything else. False when no memory is left. */
export function start(): bool {
  buildStateTable()
  return buildFlowTable() && columns.buildColumns()
}

/** Pointer to an input buffer of at least `bytes`, contents kept when it moves; 0: too big, or no memory is left. */
export function input(bytes: u32): usize {
  if (bytes <= bufferBytes) return buffer
  if (bytes > MAX_INPUT) return 0
  const fresh = allocate(bytes)
  if (fresh === 0) return 0
  memory.copy(fresh, buffer, bufferBytes)
  buffer = fresh
  bufferBytes = bytes
  return buffer
}

/** Reads the input buffer's first `length` bytes, which lie at file offset `offset`; answers the bytes consumed. */
export function feed(length: u32, offset: f64, isLast: bool): u32 {
  if (isTracing) traced.open(length / LEAST_RECORD + 1)
  return read(buffer, min(length, bufferBytes), u64(offset), isLast)
}

/** Adds a file to those that are read as one, before any of them is read; its number, or -1: no memory is left. */
export function addFile(): i32 {
  return merge.addMergedFile()
}
/** Pointer to a file's buffer of at least `bytes`; 0: too big, or no memory is left. Fill it anew, then say so. */
export function fileInput(file: u32, bytes: u32): usize {
  return merge.bufferOf(file, bytes)
}
/** A file's buffer holds `length` bytes, which lie at `offset` of the common space; isLast: the file ends with them. */
export function fileFilled(file: u32, length: u32, offset: f64, isLast: bool): void {
  merge.fillBuffer(file, length, u64(offset), isLast)
}
/** The common space of offsets is divided into slots of 2^`shift` bytes: see capture/slots.ts. */
export function sizeSlots(shift: u32): void {
  setSlotSize(shift)
}
/** The next slot of the common space holds a file's bytes from `base` on; the slot's number, -1: no memory is left. */
export function openSlot(file: u32, base: f64): i32 {
  return openNextSlot(file, u64(base))
}
/** What a file's buffer holds lies at another `offset` of the common space: in a newer slot. */
export function moveFile(file: u32, offset: f64): void {
  merge.moveBuffer(file, u64(offset))
}
/** Reads all files on until one needs its buffer filled, failed, or is read to its end: its number; -1: all are ended. */
export function mergeFiles(): i32 {
  if (isTracing) traced.open(merge.bytesWaiting() / LEAST_RECORD + 1)
  return merge.mergeOn()
}
/** Bytes of a file's buffer that were read. */
export function fileRead(file: u32): u32 {
  return merge.readOf(file)
}
/** Frames of a file that were read. */
export function fileFrames(file: u32): u32 {
  return merge.framesOf(file)
}
/** No more is read of a file; its failure is forgotten. */
export function endFile(file: u32): void {
  merge.endMergedFile(file)
}

/** Bytes that the next record needs in the buffer; 0: unknown or none. */
export function wanted(): u32 {
  return wantedBytes()
}

/** Bytes to step over in the file after what the last feed consumed. */
export function skip(): f64 {
  return takeSkip()
}

export function errorCode(): u32 {
  return failureCode()
}
export function errorOffset(): f64 {
  return f64(failureOffset())
}
export function errorDetail(): u32 {
  return failureDetail()
}
export function format(): u32 {
  return captureFormat()
}
export function counters(): usize {
  return countersPointer()
}
export function flowCount(): u32 {
  return countOfFlows()
}
export function flow(number: u32): usize {
  return flowAt(number)
}
/** Pointer to what is known of a flow's service (SERVICE_*); 0: nothing is. */
export function service(number: u32): usize {
  return recordOf(number)
}
/** Pointer to the name (NAME_*) that the capture file gives the address at `address` (4 or 16 bytes); 0: none. */
export function fileName(address: usize, isIpv6: bool): usize {
  return fileNameOf(address, isIpv6)
}
/** Median round-trip time of a flow in nanoseconds; NaN: no sample. */
export function rttMedian(number: u32): f64 {
  return medianSample(flowAt(number))
}
/** Gaps in what an endpoint (0: A) sent that nothing has filled: how many (the newest 256 at most), and their bytes. */
export function gapCount(number: u32, endpoint: u32): u32 {
  return holeCount(flowAt(number) + FLOW_ENDPOINTS + endpoint * ENDPOINT_BYTES)
}
export function gapBytes(number: u32, endpoint: u32): f64 {
  return holeBytes(flowAt(number) + FLOW_ENDPOINTS + endpoint * ENDPOINT_BYTES)
}
export function pageCount(): u32 {
  return columns.pagesUsed()
}
export function page(number: u32): usize {
  return columns.pageAt(number)
}
export function segmentLimit(): u32 {
  return columns.segmentLimit()
}

/** Indexes the segments of all flows read so far; worth it before many flows are looked at. False: no memory is left. */
export function buildIndex(): bool {
  return buildFlowIndex()
}
/** Pointer to a flow's segment indexes (u32 each, ascending); 0: there is no index of all that was read. */
export function flowSegments(number: u32): usize {
  return isIndexed() ? segmentsOf(number) : 0
}
export function flowSegmentCount(number: u32): u32 {
  return segmentCountOf(number)
}

/** Replays a flow; answers its rows, whose columns begin at replayPointer() and are that many rows long. */
export function replay(number: u32): u32 {
  return replayFlow(number)
}
export function replayPointer(): usize {
  return replayed.at
}

/** From now on every feed keeps the rows of its segments until the next. */
export function trace(enable: bool): void {
  isTracing = enable
  setTracing(enable)
}
export function traceRows(): u32 {
  return traced.filled
}
export function tracePointer(): usize {
  return traced.at
}
export function traceCapacity(): u32 {
  return traced.stride
}

/** Looks at the record in the input buffer, which lies at file offset `offset`; true: inspection() describes it. */
export function inspect(length: u32, offset: f64): bool {
  return inspectRecord(buffer, min(length, bufferBytes), u64(offset))
}
export function inspection(): usize {
  return inspectionPointer()
}
export function commentCount(): u32 {
  return countOfComments()
}
export function comment(number: u32): usize {
  return commentAt(number)
}
export function rareCount(kind: u32): u32 {
  return countOfRare(kind)
}
export function rare(kind: u32, entry: u32): usize {
  return rareAt(kind, entry)
}
export function icmpCount(): u32 {
  return icmpErrorCount()
}
export function icmp(number: u32): usize {
  return icmpErrorAt(number)
}

export function fragmentCount(): u32 {
  return pieces.fragmentCount()
}
export function fragment(number: u32): usize {
  return pieces.fragmentAt(number)
}

/** Where lookup() takes its two addresses from: the first at 0, the other at LOOKUP_REMOTE. */
export function lookupPointer(): usize {
  return questionPointer()
}
/** The newest flow between two endpoints, shifted left by 1, plus 1 where the first is B; FREE_ROW: there is none. */
export function lookup(localPort: u32, remotePort: u32, isIpv6: bool): u32 {
  return lookUp(localPort, remotePort, isIpv6)
}

/** The state after `event` (stateTable's Event) in `state`, or -1; for those who check or draw the table. */
export function transition(state: u32, event: u32): i32 {
  return stateTransition(state, event)
}

/** Sizes and offsets as this core was built with them, one a number, so that its host can compare; 0 past the last. */
export function layout(item: u32): u32 {
  if (item === 0) return PAGE_BYTES
  if (item === 1) return COLUMN_ANALYSIS
  if (item === 2) return FLOW_BYTES
  if (item === 3) return FLOW_ENDPOINTS + 2 * ENDPOINT_BYTES
  if (item === 4) return ENDPOINT_BITS
  if (item === 5) return REPLAY_ROW_BYTES
  if (item === 6) return ANALYSIS_FLAGS
  if (item === 7) return COUNTER_BYTES
  return item === 8 ? COUNTS_BYTES : 0
}

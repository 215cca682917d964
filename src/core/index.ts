/**
 * The core's exports: bytes in, rows out. One instance reads one capture. Pointers are into the exported memory; its
 * layouts are in contracts/abi.ts; views of it go stale whenever a call may grow it.
 */
import {
  ABI_VERSION,
  ANALYSIS_FLAGS,
  COLUMN_ANALYSIS,
  COUNTER_BYTES,
  ENDPOINT_BITS,
  ENDPOINT_BYTES,
  FLOW_BYTES,
  FLOW_ENDPOINTS,
  PAGE_BYTES,
  REPLAY_ROW_BYTES,
} from '../contracts/abi'
import { takeSkip } from './capture/pcapng'
import { captureFormat, inspectionPointer, inspect as inspectRecord, read } from './capture/reader'
import { wanted as wantedBytes } from './capture/record'
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
  return item === 7 ? COUNTER_BYTES : 0
}

/** The ladder's one door to the core: copies a flow's segments out of it. */
import {
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_FRAME,
  COLUMN_LENGTH,
  COLUMN_TIME,
  COLUMN_WINDOW,
  COUNTER_LAST_TIME,
  EndpointBit,
  FLAGS_MASK,
  Flag,
  LENGTH_HIGH_SHIFT,
  PAGE_BASE_FRAME,
  SEGMENT_CUT,
  SEGMENT_DUPLICATE,
  SEGMENT_MALFORMED,
  SEGMENT_TOO_OLD,
  SEGMENTS_PER_PAGE,
  WINDOW_SHIFT_NONE,
} from '../../contracts/abi'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { type FlowRows, type Offer, swapStates } from './flowRows'

const TWO_32 = 4294967296
const PAGE_SHIFT = Math.log2(SEGMENTS_PER_PAGE)
const ROW_MASK = SEGMENTS_PER_PAGE - 1
const KEPT_FLAGS = FLAGS_MASK | SEGMENT_CUT | SEGMENT_MALFORMED | SEGMENT_DUPLICATE

interface Kept {
  readonly lastSegment: number
  readonly rows: FlowRows
}
/** Flows read lately, the latest last: ladder and segment detail ask for the same ones again and again. */
const read = new WeakMap<Core, Map<number, Kept>>()
/** Flows kept at most: as many as are looked at together. */
export const MOST_FLOWS = 8
/** Segments kept at most besides those of the flow read last. */
export const MOST_SEGMENTS = 1_000_000

/**
 * A flow's segments as columns of their own, which stay valid when the core's memory grows.
 *
 * @param knownUntil until when the capture is complete, nanoseconds since the epoch.
 * @throws RangeError where there is no such flow.
 */
export function readFlowRows(
  core: Core,
  flow: number,
  knownUntil: bigint = core.counterTime(COUNTER_LAST_TIME),
): FlowRows {
  const record = new FlowRecord(core).at(flow)
  const { lastSegment } = record
  const known = read.get(core)?.get(flow)
  const kept = known?.lastSegment === lastSegment ? known.rows : null
  const columns = kept ?? copyFlow(core, record)
  const sinceStart = Number(knownUntil - columns.start)
  const captureEnd = Math.max(sinceStart, columns.time[columns.count - 1] ?? 0)
  const rows = kept?.captureEnd === captureEnd ? kept : { ...columns, captureEnd }
  keep(core, flow, { lastSegment, rows })
  return rows
}

function keep(core: Core, flow: number, kept: Kept): void {
  const flows = read.get(core) ?? new Map<number, Kept>()
  read.set(core, flows)
  flows.delete(flow)
  let segments = 0
  for (const { rows } of flows.values()) segments += rows.count
  // Of too many flows the shortest is soonest read again; of too many segments the oldest go.
  if (flows.size >= MOST_FLOWS) segments -= drop(flows, shortest(flows))
  for (const other of [...flows.keys()]) {
    if (segments <= MOST_SEGMENTS) break
    segments -= drop(flows, other)
  }
  flows.set(flow, kept)
}

function shortest(flows: ReadonlyMap<number, Kept>): number {
  let least = Number.POSITIVE_INFINITY
  let found = -1
  for (const [flow, { rows }] of flows) {
    if (rows.count >= least) continue
    least = rows.count
    found = flow
  }
  return found
}

/** Forgets a flow; returns how many segments it has. */
function drop(flows: Map<number, Kept>, flow: number): number {
  const count = flows.get(flow)?.rows.count ?? 0
  flows.delete(flow)
  return count
}

function copyFlow(core: Core, record: FlowRecord): FlowRows {
  const tracked = core.replay(record.id)
  const count = tracked.rows
  const segment = tracked.segment.slice()
  const clientIsB = record.clientIndex
  const states = tracked.states.slice()
  if (clientIsB === 1) for (let i = 0; i < count; i++) states[i] = swapStates(states[i] ?? 0)
  const factors = [record.windowFactor(0), record.windowFactor(1)]
  const time = new Float64Array(count)
  const from = new Uint8Array(count)
  const flags = new Uint16Array(count)
  const length = new Uint32Array(count)
  const window = new Uint32Array(count)
  const analysis = new Uint16Array(count)
  const frame = new Uint32Array(count)
  const seq = tracked.seq.slice()
  const ack = tracked.ack.slice()
  const acks = tracked.acks.slice()
  let page = -1
  let pointer = 0
  let startLow = 0
  let startHigh = 0
  const { u16, u32 } = core.views
  for (let i = 0; i < count; i++) {
    const index = segment[i] ?? 0
    if (index >>> PAGE_SHIFT !== page) {
      page = index >>> PAGE_SHIFT
      pointer = core.pagePointer(page)
    }
    const row = index & ROW_MASK
    const at16 = (pointer >>> 1) + row
    const timeAt = ((pointer + COLUMN_TIME) >>> 2) + 2 * row
    const low = u32[timeAt] ?? 0
    const high = u32[timeAt + 1] ?? 0
    if (i === 0) {
      startLow = low
      startHigh = high
    }
    const bits = u16[at16 + (COLUMN_FLAGS >>> 1)] ?? 0
    const sender = (u32[((pointer + COLUMN_FLOW) >>> 2) + row] ?? 0) & 1
    time[i] = (high - startHigh) * TWO_32 + (low - startLow)
    from[i] = sender ^ clientIsB
    const found = u16[at16 + (COLUMN_ANALYSIS >>> 1)] ?? 0
    flags[i] = (bits & KEPT_FLAGS) | (found & SEGMENT_TOO_OLD)
    length[i] = (u16[at16 + (COLUMN_LENGTH >>> 1)] ?? 0) + (bits >>> LENGTH_HIGH_SHIFT) * 0x10000
    // The window of a SYN is never scaled (RFC 7323 §2.2).
    const factor = (bits & Flag.SYN) !== 0 ? 1 : (factors[sender] ?? 1)
    window[i] = (u16[at16 + (COLUMN_WINDOW >>> 1)] ?? 0) * factor
    analysis[i] = found & ~SEGMENT_TOO_OLD
    frame[i] = (u32[(pointer + PAGE_BASE_FRAME) >>> 2] ?? 0) + (u16[at16 + (COLUMN_FRAME >>> 1)] ?? 0)
  }
  const start = (BigInt(startHigh) << 32n) | BigInt(startLow)
  const offers: readonly [Offer, Offer] = [
    offerOf(record, record.index('client')),
    offerOf(record, record.index('server')),
  ]
  const columns = { time, from, flags, seq, ack, length, window, analysis, states, acks, frame, segment }
  return { count, start, captureEnd: 0, offers, ...columns }
}

function offerOf(record: FlowRecord, endpoint: EndpointIndex): Offer {
  const shift = record.windowShift(endpoint)
  return {
    port: record.port(endpoint),
    mss: record.mss(endpoint),
    windowShift: shift < WINDOW_SHIFT_NONE ? shift : null,
    sackPermitted: record.endpointHas(endpoint, EndpointBit.SACK_PERMITTED),
    timestamps: record.endpointHas(endpoint, EndpointBit.TIMESTAMPS),
  }
}

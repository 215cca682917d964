import { readFileSync } from 'node:fs'
import {
  type Analysis,
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_FRAME,
  COLUMN_LENGTH,
  COLUMN_OFFSET,
  COLUMN_TIME,
  COLUMN_WINDOW,
  FLAGS_MASK,
  FREE_ROW,
  LENGTH_HIGH_SHIFT,
  PAGE_BASE_FRAME,
  PAGE_BASE_OFFSET,
  REPLAY_ACK,
  REPLAY_ACKS,
  REPLAY_SEGMENT,
  REPLAY_SEQ,
  REPLAY_STATES,
  SEGMENT_TOO_OLD,
  SEGMENTS_PER_PAGE,
} from '../../../contracts/abi'
import { analysisNames, flagNames, STATE_NAMES } from '../../../contracts/names'

/** The module's exports that tests call. */
interface CoreModule {
  memory: WebAssembly.Memory
  abiVersion(): number
  layout(item: number): number
  start(): number
  input(bytes: number): number
  feed(length: number, offset: number, isLast: number): number
  wanted(): number
  skip(): number
  errorCode(): number
  errorOffset(): number
  flowCount(): number
  flow(flow: number): number
  service(flow: number): number
  rttMedian(flow: number): number
  page(page: number): number
  segmentLimit(): number
  counters(): number
  trace(enable: number): void
  traceRows(): number
  tracePointer(): number
  traceCapacity(): number
  buildIndex(): number
  replay(flow: number): number
  replayPointer(): number
  transition(state: number, event: number): number
  icmpCount(): number
  icmp(error: number): number
  fragmentCount(): number
  fragment(fragment: number): number
}

/** A segment as the tracker saw it. States read `ESTABLISHED` where proved, `ESTABLISHED?` where presumed. */
export interface Tracked {
  frame: number
  flow: number
  from: 'A' | 'B'
  time: bigint
  offset: number
  flags: string
  seq: number
  ack: number
  length: number
  window: number
  analysis: string[]
  a: string
  b: string
  /** Dropped by its receiver for its timestamp. */
  isTooOld: boolean
  /** Segment index that it acknowledges. */
  acks: number
}

export interface Run {
  core: CoreModule
  rows: Tracked[]
  error: number
  errorOffset: number
}

const binary = new WebAssembly.Module(readFileSync(new URL('../../../../out/core/core.wasm', import.meta.url)))

export function newCore(): CoreModule {
  const abort = (_message: number, _file: number, line: number): never => {
    throw new Error(`the core stopped at line ${line}`)
  }
  const core = new WebAssembly.Instance(binary, { env: { abort } }).exports as unknown as CoreModule
  core.start()
  return core
}

function stateText(bits: number): string {
  const certainty = (bits >>> 4) & 3
  return `${STATE_NAMES[bits & 15]}${certainty === 1 ? '?' : ''}`
}

/** Rows in the REPLAY layout with what the columns add. */
export function trackedRows(core: CoreModule, pointer: number, rows: number, stride: number): Tracked[] {
  const view = new DataView(core.memory.buffer)
  return Array.from({ length: rows }, (_, row) => {
    const segment = view.getUint32(pointer + REPLAY_SEGMENT * stride + 4 * row, true)
    const page = core.page(Math.floor(segment / SEGMENTS_PER_PAGE)) >>> 0
    const at = segment % SEGMENTS_PER_PAGE
    const owner = view.getUint32(page + COLUMN_FLOW + 4 * at, true)
    const flags = view.getUint16(page + COLUMN_FLAGS + 2 * at, true)
    const states = view.getUint16(pointer + REPLAY_STATES * stride + 2 * row, true)
    return {
      frame: view.getUint32(page + PAGE_BASE_FRAME, true) + view.getUint16(page + COLUMN_FRAME + 2 * at, true),
      flow: owner >>> 1,
      from: owner & 1 ? 'B' : 'A',
      time: view.getBigUint64(page + COLUMN_TIME + 8 * at, true),
      offset:
        Number(view.getBigUint64(page + PAGE_BASE_OFFSET, true)) + view.getUint32(page + COLUMN_OFFSET + 4 * at, true),
      flags: flagNames(flags & FLAGS_MASK).join(','),
      seq: view.getFloat64(pointer + REPLAY_SEQ * stride + 8 * row, true),
      ack: view.getFloat64(pointer + REPLAY_ACK * stride + 8 * row, true),
      length: view.getUint16(page + COLUMN_LENGTH + 2 * at, true) | ((flags >>> LENGTH_HIGH_SHIFT) << 16),
      window: view.getUint16(page + COLUMN_WINDOW + 2 * at, true),
      analysis: analysisNames(view.getUint16(page + COLUMN_ANALYSIS + 2 * at, true) as Analysis),
      isTooOld: (view.getUint16(page + COLUMN_ANALYSIS + 2 * at, true) & SEGMENT_TOO_OLD) !== 0,
      a: stateText(states & 63),
      b: stateText((states >>> 6) & 63),
      acks: view.getUint32(pointer + REPLAY_ACKS * stride + 4 * row, true),
    }
  })
}

/** Feeds a capture in chunks of at most `chunk` bytes, as a stream would bring it: what wasn't consumed comes again. */
export function run(capture: Uint8Array, chunk = 262_144): Run {
  const core = newCore()
  core.trace(1)
  const rows: Tracked[] = []
  let done = 0
  let arrived = 0
  while (arrived < capture.length || arrived === 0) {
    arrived = Math.min(capture.length, arrived + chunk)
    const left = Math.max(0, arrived - done)
    const pointer = core.input(Math.max(left, 1)) >>> 0
    new Uint8Array(core.memory.buffer, pointer, left).set(capture.subarray(done, arrived))
    done += (core.feed(left, done, Number(arrived >= capture.length)) >>> 0) + core.skip()
    rows.push(...trackedRows(core, core.tracePointer() >>> 0, core.traceRows() >>> 0, core.traceCapacity() >>> 0))
    if (core.errorCode() !== 0 || capture.length === 0) break
  }
  return { core, rows, error: core.errorCode(), errorOffset: core.errorOffset() }
}

/** Rows of one flow once more, by replay. */
export function replayed(core: CoreModule, flow: number): Tracked[] {
  const rows = core.replay(flow) >>> 0
  return trackedRows(core, core.replayPointer() >>> 0, rows, rows)
}

/** Number of segments in the columns, by counting the rows that are filled. */
export function filledRows(core: CoreModule): number {
  const limit = core.segmentLimit() >>> 0
  const view = new DataView(core.memory.buffer)
  let filled = 0
  for (let segment = 0; segment < limit; segment++) {
    const page = core.page(Math.floor(segment / SEGMENTS_PER_PAGE)) >>> 0
    if (view.getUint32(page + COLUMN_FLOW + 4 * (segment % SEGMENTS_PER_PAGE), true) !== FREE_ROW) filled++
  }
  return filled
}

/**
 * The one boundary between JavaScript and the WebAssembly core. Everybody else asks `Core`; nobody else touches the
 * module's exports. Numbers that the core returns as u32 arrive signed and are made unsigned here.
 */
import {
  ABI_VERSION,
  type CaptureFormat,
  FLOW_BYTES,
  FLOWS_PER_BLOCK,
  FREE_ROW,
  LOOKUP_REMOTE,
  type RareKind,
  ReadError,
} from '../contracts/abi'
import type { Mask } from './anonymise/mask'
import { abortedInCore, type CoreExports } from './coreExports'
import { CoreMerge } from './coreMerge'
import { type TrackedRows, trackedRows, type Views, viewsOf } from './coreViews'

/** Segments of flows while more come in; see live/flowChains.ts. */
export interface SegmentLists {
  /** A flow's segment indexes, ascending; valid until the next call. */
  of(flow: number): Uint32Array
}

/** What stopped the reading: code, absolute file offset, and a number that the code explains. */
export interface CoreError {
  readonly code: ReadError
  readonly offset: number
  readonly detail: number
}

const TWO_32 = 4294967296

/** One instance of the core: one capture. */
export class Core {
  /** What tells a flow's segments until they are indexed; null: nothing does, they are to be looked for. */
  lists: SegmentLists | null = null
  /** Addresses and names are told as others; null: as they are. See `masked`. */
  readonly mask: Mask | null = null
  /** Reads several captures as one, in place of `input` and `feed`. */
  readonly merge: CoreMerge
  private current: Views
  private readonly pages: number[] = []
  private readonly flowBlocks: number[] = []
  private knownFlows = 0
  private questionAt: number | null = null

  private constructor(private readonly wasm: CoreExports) {
    this.current = viewsOf(wasm.memory)
    this.merge = new CoreMerge(wasm)
  }

  /**
   * A fresh instance of a compiled core.
   *
   * @throws when the core was built for another memory layout than this program.
   */
  static async instantiate(module: WebAssembly.Module): Promise<Core> {
    const instance = await WebAssembly.instantiate(module, { env: { abort: abortedInCore } })
    const wasm = instance.exports as unknown as CoreExports
    const version = wasm.abiVersion() >>> 0
    if (version !== ABI_VERSION) {
      throw new Error(`core.wasm has memory layout ${version}, this program needs ${ABI_VERSION}: build both again`)
    }
    const core = new Core(wasm)
    wasm.start()
    return core
  }

  /** The same capture, of which addresses and names are told as others. */
  masked(mask: Mask): Core {
    return Object.create(this, { mask: { value: mask } })
  }

  /** The memory as it is now: take it anew after every call, since growth detaches older views. */
  get views(): Views {
    // Growth detaches the buffer, which leaves its arrays empty: cheaper to ask than memory.buffer.
    if (this.current.u8.length === 0) this.current = viewsOf(this.wasm.memory)
    return this.current
  }

  /** Bytes of linear memory. */
  get memoryBytes(): number {
    return this.wasm.memory.buffer.byteLength
  }

  /**
   * Pointer to an input buffer of at least `bytes` (up to 64 MiB) whose contents are kept when it moves.
   *
   * @returns 0 where the core refuses that many.
   */
  input(bytes: number): number {
    return this.wasm.input(bytes) >>> 0
  }

  /**
   * Parses `length` bytes of the input buffer, which lie at `offset` in the file.
   *
   * @returns bytes consumed; go on at `offset + consumed + skip()`.
   */
  feed(length: number, offset: number, isLast: boolean): number {
    return this.wasm.feed(length, offset, isLast ? 1 : 0) >>> 0
  }

  /** Bytes that the next record needs in the input buffer, or 0. */
  wanted(): number {
    return this.wasm.wanted() >>> 0
  }

  /** Bytes to pass over beyond what was consumed. */
  skip(): number {
    return this.wasm.skip()
  }

  /** What stopped the reading, or null. */
  error(): CoreError | null {
    const code = this.wasm.errorCode() as ReadError
    if (code === ReadError.NONE) return null
    return { code, offset: this.wasm.errorOffset(), detail: this.wasm.errorDetail() >>> 0 }
  }

  format(): CaptureFormat {
    return this.wasm.format() as CaptureFormat
  }

  /** One of the COUNTER_* values, as a number: exact below 2^53. */
  counter(offset: number): number {
    return this.u64(this.wasm.counters() + offset)
  }

  /** One of the COUNTER_* times: nanoseconds since the epoch. */
  counterTime(offset: number): bigint {
    return this.time(this.wasm.counters() + offset)
  }

  flowCount(): number {
    return this.wasm.flowCount() >>> 0
  }

  /** Pointer to a flow's record; records never move. See FlowRecord. */
  flowPointer(flow: number): number {
    if (flow >= this.knownFlows) this.knownFlows = this.flowCount()
    if (flow >= this.knownFlows) throw new RangeError(`flow ${flow} of ${this.knownFlows}`)
    const block = Math.floor(flow / FLOWS_PER_BLOCK)
    const start = this.flowBlocks[block] ?? this.learnFlowBlock(block)
    return start + (flow & (FLOWS_PER_BLOCK - 1)) * FLOW_BYTES
  }

  /** Pointer to the SERVICE_* values of a flow; 0: nothing is known of its service. */
  servicePointer(flow: number): number {
    return this.wasm.service(flow) >>> 0
  }

  /** Pointer to the name (NAME_*) that the capture file itself gives an address, by a pointer to its bytes; 0: none. */
  fileName(address: number, isIpv6: boolean): number {
    return this.wasm.fileName(address, isIpv6 ? 1 : 0) >>> 0
  }

  /** Median of a flow's round-trip samples in nanoseconds; only for flows that have some. */
  rttMedian(flow: number): number {
    return this.wasm.rttMedian(flow)
  }

  /** Gaps in what an endpoint (0: A) sent that nothing has filled: how many, and their bytes. */
  gapCount(flow: number, endpoint: number): number {
    return this.wasm.gapCount(flow, endpoint) >>> 0
  }

  gapBytes(flow: number, endpoint: number): number {
    return this.wasm.gapBytes(flow, endpoint)
  }

  /** One past the highest segment index in use; indexes have holes. See SegmentRecord. */
  segmentLimit(): number {
    return this.wasm.segmentLimit() >>> 0
  }

  /** Pointer to a page of segment columns; pages never move. */
  pagePointer(page: number): number {
    const known = this.pages[page]
    if (known !== undefined) return known
    const count = this.wasm.pageCount() >>> 0
    if (page >= count) throw new RangeError(`page ${page} of ${count}`)
    for (let next = this.pages.length; next <= page; next += 1) this.pages.push(this.wasm.page(next) >>> 0)
    return this.wasm.page(page) >>> 0
  }

  /** Indexes the segments of every flow read so far: do so when reading is over, before many flows are looked at. */
  buildIndex(): void {
    this.wasm.buildIndex()
  }

  /** A flow's segment indexes, ascending, valid until the core is called again; null where nothing is indexed yet. */
  flowSegments(flow: number): Uint32Array | null {
    const pointer = this.flowSegmentsPointer(flow)
    if (pointer === 0) return this.lists?.of(flow) ?? null
    return new Uint32Array(this.views.buffer, pointer, this.flowSegmentCount(flow))
  }

  /** Pointer to a flow's segment indexes, ascending u32; 0 where nothing is indexed yet. See `flowSegmentCount`. */
  flowSegmentsPointer(flow: number): number {
    return this.wasm.flowSegments(flow) >>> 0
  }

  /** How many segment indexes a flow has; valid where there is a pointer to them. */
  flowSegmentCount(flow: number): number {
    return this.wasm.flowSegmentCount(flow) >>> 0
  }

  /** A flow's segments through the tracker once more. */
  replay(flow: number): TrackedRows {
    if (flow >= this.flowCount()) throw new RangeError(`flow ${flow} of ${this.flowCount()}`)
    const rows = this.wasm.replay(flow) >>> 0
    return trackedRows(this.views, this.wasm.replayPointer() >>> 0, rows, rows)
  }

  /** Switches on (or off) the rows that `traced` returns. */
  trace(enable: boolean): void {
    this.wasm.trace(enable ? 1 : 0)
  }

  /** The segments that the last `feed` appended, of all flows, as the tracker saw them. */
  traced(): TrackedRows {
    return trackedRows(
      this.views,
      this.wasm.tracePointer() >>> 0,
      this.wasm.traceRows() >>> 0,
      this.wasm.traceCapacity() >>> 0,
    )
  }

  /**
   * Reads the header of one record whose `length` bytes were put into the input buffer; not while a feed is under way.
   *
   * @returns pointer to the INSPECT_* values, or null where no record begins.
   */
  inspect(length: number, offset: number): number | null {
    return this.wasm.inspect(length, offset) === 1 ? this.wasm.inspection() >>> 0 : null
  }

  commentCount(): number {
    return this.wasm.commentCount() >>> 0
  }

  /** Pointer to the COMMENT_* values of a comment. */
  commentPointer(comment: number): number {
    return this.wasm.comment(comment) >>> 0
  }

  rareCount(kind: RareKind): number {
    return this.wasm.rareCount(kind) >>> 0
  }

  /** Pointer to the RARE_* values of an entry, valid until the next feed. */
  rarePointer(kind: RareKind, entry: number): number {
    return this.wasm.rare(kind, entry) >>> 0
  }

  icmpCount(): number {
    return this.wasm.icmpCount() >>> 0
  }

  /** Pointer to the ICMP_* values of an error, valid until the next feed. */
  icmpPointer(error: number): number {
    return this.wasm.icmp(error) >>> 0
  }

  /** Fragments of all segments that came in some. */
  fragmentCount(): number {
    return this.wasm.fragmentCount() >>> 0
  }

  /** Pointer to the FRAGMENT_* values of a fragment; they never move. */
  fragmentPointer(fragment: number): number {
    return this.wasm.fragment(fragment) >>> 0
  }

  /**
   * The newest flow between two endpoints, whichever of them is A.
   *
   * @param local bytes of its address as on the wire: 4 or 16. @param remote as many of the other.
   * @returns the flow's number times 2, plus 1 where `local` is B; null: there is none.
   */
  lookup(local: Uint8Array, localPort: number, remote: Uint8Array, remotePort: number): number | null {
    const at = this.lookupPointer()
    const { u8 } = this.views
    u8.set(local, at)
    u8.set(remote, at + LOOKUP_REMOTE)
    const found = this.wasm.lookup(localPort, remotePort, local.length === 16 ? 1 : 0) >>> 0
    return found === FREE_ROW ? null : found
  }

  /** The u64 at a pointer as a number: exact below 2^53. */
  u64(pointer: number): number {
    const { u32 } = this.views
    const at = pointer >>> 2
    return (u32[at] as number) + (u32[at + 1] as number) * TWO_32
  }

  /** The u64 at a pointer: nanoseconds since the epoch. */
  time(pointer: number): bigint {
    const { u32 } = this.views
    const at = pointer >>> 2
    return (BigInt(u32[at + 1] as number) << 32n) | BigInt(u32[at] as number)
  }

  private lookupPointer(): number {
    this.questionAt ??= this.wasm.lookupPointer() >>> 0
    return this.questionAt
  }

  private learnFlowBlock(block: number): number {
    const start = this.wasm.flow(block * FLOWS_PER_BLOCK) >>> 0
    this.flowBlocks[block] = start
    return start
  }
}

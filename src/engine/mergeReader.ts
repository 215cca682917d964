/** Reads several captures into one core, frame by frame in order of time. */
import { ReadError } from '../contracts/abi'
import type { CaptureProblem } from '../contracts/summary'
import type { Core, CoreError } from './core'
import { ioProblem, problem, type ReadFrames, readProblem, sourceProblem } from './problem'
import type { Step } from './reader'
import type { MergedSource } from './source/merged'
import type { Source } from './source/source'
import { clauseWords } from './words'

/** All buffers together; each is as big as that allows, within these bounds. */
const BUFFERS_BYTES = 16 * 1024 * 1024
const MOST_SLICE_BYTES = 256 * 1024
const LEAST_SLICE_BYTES = 32 * 1024

/** One of the captures, while it is read. */
interface MergedFile {
  readonly number: number
  readonly source: Source
  /** Offset in the file of the buffer's first byte. */
  from: number
  /** Bytes in the buffer, and whether the file ends with them. */
  filled: number
  isLast: boolean
  /** Bytes that its next record needs in the buffer. */
  needed: number
  /** Its slot of the common space, -1: none yet; and the offset in the file where that begins. */
  slot: number
  base: number
}

export class MergeReader {
  /** Why not all was read, a sentence a file. */
  readonly problems: CaptureProblem[] = []
  private readonly files: readonly MergedFile[]
  private readonly sliceBytes: number
  private done = false
  /** The file whose buffer is to be filled before reading goes on. */
  private hungry: MergedFile | null = null

  constructor(
    private readonly core: Core,
    private readonly source: MergedSource,
  ) {
    this.files = source.files.map((file, number) => ({
      number,
      source: file,
      from: 0,
      filled: 0,
      isLast: false,
      needed: 0,
      slot: -1,
      base: 0,
    }))
    const share = BUFFERS_BYTES / this.files.length
    // Every record of a buffer begins in the slot that the buffer begins in.
    const most = Math.min(MOST_SLICE_BYTES, source.slotBytes / 2)
    this.sliceBytes = Math.min(most, Math.max(LEAST_SLICE_BYTES, share))
    if (!core.merge.begin(this.files.length, source.slotShift)) throw new Error('no memory is left to read captures')
  }

  /** Bytes of all files that were read. */
  get position(): number {
    return this.files.reduce((sum, { from, source }) => sum + Math.min(from, source.size), 0)
  }

  /** All in one sentence; null: everything was read, or reading isn't done. */
  get problem(): CaptureProblem | null {
    const [first, ...others] = this.problems
    if (first === undefined || others.length === 0) return first ?? null
    const words = (): string => clauseWords(this.problems.map(({ message }) => message))
    return problem(words, { path: first.path, offset: first.offset, fatal: this.isUnreadable })
  }

  /** Nothing could be read of any file. */
  get isUnreadable(): boolean {
    return this.problems.length === this.files.length && this.problems.every(({ fatal }) => fatal)
  }

  /** Reads on until a file's buffer is empty. After `starved`, wait for `MergedSource.more`. */
  step(): Step {
    if (this.done) return 'done'
    if (this.hungry !== null && !this.fill(this.hungry)) return 'starved'
    this.hungry = null
    const number = this.core.merge.readOn()
    const file = number === null ? undefined : this.files[number]
    if (file === undefined) {
      this.done = true
      return 'done'
    }
    this.settle(file)
    return 'read'
  }

  /** What became of the file that reading stopped at: it failed, ended, or wants more. */
  private settle(file: MergedFile): void {
    const { core } = this
    const read = core.merge.read(file.number)
    const advanced = read + core.skip()
    file.from += advanced
    file.filled -= Math.min(file.filled, read)
    file.needed = core.wanted()
    this.source.hasRead(file.number, file.from)
    const error = core.error()
    if (error !== null) this.stop(file, { ...error, offset: this.offsetIn(file, error.offset) })
    else if (file.isLast && file.filled === 0) this.end(file)
    else if (advanced > 0 || file.needed > file.filled) this.hungry = file
    else throw new Error(`the core read nothing of ${file.filled} bytes at ${file.from} of ${file.source.path}`)
  }

  /** Fills the file's buffer from where it was read to; false: its source has nothing yet. */
  private fill(file: MergedFile): boolean {
    const { core } = this
    // `ended` before `size`: a spool sets them in the other order.
    const { ended } = file.source
    const available = Math.max(0, file.source.size - file.from)
    if (!ended && (available === 0 || available < file.needed)) {
      this.source.await(file.source)
      return false
    }
    const wanted = Math.max(this.sliceBytes, file.needed)
    const pointer = core.merge.input(file.number, wanted)
    if (pointer === 0 || !this.placeSlot(file)) {
      this.stop(file, { code: ReadError.OUT_OF_MEMORY, offset: file.from, detail: wanted })
      return true
    }
    const length = Math.min(wanted, available)
    try {
      file.filled = file.source.read(core.views.u8, pointer, length, file.from)
    } catch (error) {
      this.close(file, ioProblem(file.source.path, file.from, error, this.framesOf(file)))
      return true
    }
    // A file that got shorter since it was opened ends here.
    file.isLast = ended && (file.filled < length || file.filled === available)
    core.merge.filled(file.number, file.filled, this.offsetOf(file), file.isLast)
    return true
  }

  /** Sees to it that what is read next of a file lies in a slot of its own that isn't far behind the others'. */
  private placeSlot(file: MergedFile): boolean {
    if (file.slot >= 0 && file.from - file.base < this.source.slotBytes / 2) return true
    if (!this.openSlot(file)) return false
    const newest = file.slot
    return this.files.every((other) => {
      if (other.slot < 0 || newest - other.slot < this.source.liveSlots) return true
      if (!this.openSlot(other)) return false
      this.core.merge.move(other.number, this.offsetOf(other))
      return true
    })
  }

  private openSlot(file: MergedFile): boolean {
    const slot = this.core.merge.openSlot(file.number, file.from)
    if (slot === null) return false
    file.slot = slot
    file.base = file.from
    this.source.addSlot(file.number, file.from)
    return true
  }

  /** Offset in the common space of a file's buffer. */
  private offsetOf({ slot, base, from }: MergedFile): number {
    return slot * this.source.slotBytes + (from - base)
  }

  /** Offset in its file of an offset in the common space that the core tells. */
  private offsetIn({ slot, base }: MergedFile, offset: number): number {
    return offset - slot * this.source.slotBytes + base
  }

  private end(file: MergedFile): void {
    const { path, size, failure } = file.source
    if (file.from > size) this.stop(file, { code: ReadError.TRUNCATED, offset: size, detail: file.from - size })
    else if (failure === null) this.close(file, null)
    else this.close(file, sourceProblem(path, file.from, failure, this.framesOf(file)))
  }

  private stop(file: MergedFile, error: CoreError): void {
    const { path, size, failure } = file.source
    const frames = this.framesOf(file)
    if (failure !== null && (error.code === ReadError.TRUNCATED || size === 0)) {
      this.close(file, sourceProblem(path, error.offset, failure, frames))
    } else {
      const start = new Uint8Array(8)
      const got = file.source.read(start, 0, start.length, 0)
      this.close(file, readProblem(path, error, frames, start.subarray(0, got)))
    }
    if (error.code === ReadError.OUT_OF_MEMORY) this.done = true
  }

  private close(file: MergedFile, problem: CaptureProblem | null): void {
    if (problem !== null) this.problems.push(problem)
    file.source.enough?.()
    this.core.merge.end(file.number)
    file.slot = -1
  }

  private framesOf({ number }: MergedFile): ReadFrames {
    return { format: () => this.core.format(), counter: () => this.core.merge.frames(number) }
  }
}

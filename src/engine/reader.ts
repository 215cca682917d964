/** Reads a capture from its source into the core, a slice a step, so that its caller decides when to rest. */
import { ReadError } from '../contracts/abi'
import type { CaptureProblem } from '../contracts/summary'
import type { Core } from './core'
import { ioProblem, readProblem, sourceProblem } from './problem'
import type { Source } from './source/source'

/** Read at a time. What is read stays in the second-level cache until it is parsed: 4 MiB cost 1.4 times as long. */
const SLICE_BYTES = 256 * 1024

/** `read`: go on; `starved`: wait for `source.more()`; `done`: see `problem`. */
export type Step = 'read' | 'starved' | 'done'

export class CaptureReader {
  /** File offset up to which the core has read. */
  position = 0
  /** Why not all was read; null: all was, or reading isn't done. */
  problem: CaptureProblem | null = null
  private done = false
  /** Bytes that the next record needs in the buffer. */
  private needed = 0

  constructor(
    private readonly core: Core,
    private readonly source: Source,
  ) {}

  /** As of several captures that are read as one: see MergeReader. */
  get problems(): readonly CaptureProblem[] {
    return this.problem === null ? [] : [this.problem]
  }

  get isUnreadable(): boolean {
    return this.problem?.fatal === true
  }

  /** Reads and parses the next slice. */
  step(): Step {
    if (this.done) return 'done'
    // `ended` before `size`: a spool sets them in the other order.
    const { ended } = this.source
    const seam = this.source.seam?.(this.position) ?? null
    const available = Math.max(0, (seam ?? this.source.size) - this.position)
    if (seam !== null && available < this.needed) return this.stepOver(seam)
    if (!ended && (available === 0 || available < this.needed)) return 'starved'
    const target = Math.max(SLICE_BYTES, this.needed)
    const pointer = this.core.input(target)
    if (pointer === 0) return this.stop({ code: ReadError.BAD_LENGTH, offset: this.position, detail: target })

    let got: number
    try {
      got = this.source.read(this.core.views.u8, pointer, Math.min(target, available), this.position)
    } catch (error) {
      this.problem = ioProblem(this.source.path, this.position, error, this.core)
      return this.finish()
    }
    // A file that got shorter since it was opened ends here.
    const isLast = ended && seam === null && (got < Math.min(target, available) || got === available)
    const consumed = this.core.feed(got, this.position, isLast)
    const claimed = consumed + this.core.skip()
    const advanced = seam === null ? claimed : Math.min(claimed, seam - this.position)
    this.position += advanced
    const error = this.core.error()
    if (error) return this.stop(error)
    if (isLast && (advanced === 0 || this.position >= this.source.size)) return this.end()
    this.needed = this.core.wanted()
    if (advanced === 0 && this.needed <= got) {
      throw new Error(`the core consumed nothing of ${got} bytes at ${this.position} and wants ${this.needed}`)
    }
    return 'read'
  }

  /** Reads everything, resting only where the source has nothing yet; `between` runs after every slice. */
  async readAll(between: () => void | Promise<void>): Promise<void> {
    for (;;) {
      const step = this.step()
      const pause = between()
      if (pause) await pause
      if (step === 'done') return
      if (step === 'starved') await this.source.more()
    }
  }

  /** A file of a ring ends inside a record, whose rest nobody will write: reading goes on with the next file. */
  private stepOver(seam: number): Step {
    this.position = seam
    this.needed = 0
    return 'read'
  }

  private end(): Step {
    if (this.position > this.source.size) {
      return this.stop({
        code: ReadError.TRUNCATED,
        offset: this.source.size,
        detail: this.position - this.source.size,
      })
    }
    if (this.source.failure !== null) {
      this.problem = sourceProblem(this.source.path, this.position, this.source.failure, this.core)
    }
    return this.finish()
  }

  private stop(error: { code: ReadError; offset: number; detail: number }): Step {
    const { path, failure } = this.source
    const isCut = error.code === ReadError.TRUNCATED || this.source.size === 0
    if (failure !== null && isCut) {
      this.problem = sourceProblem(path, error.offset, failure, this.core)
    } else {
      const start = new Uint8Array(8)
      const got = this.source.read(start, 0, start.length, 0)
      this.problem = readProblem(path, error, this.core, start.subarray(0, got))
    }
    return this.finish()
  }

  private finish(): Step {
    this.done = true
    this.source.enough?.()
    return 'done'
  }
}

/** A saved capture that is open: its core, its bytes, and what is derived from them. Reads in slices, so queries get in between. */
import { COUNTER_LAST_TIME } from '../contracts/abi'
import type { Assumptions } from '../contracts/assumptions'
import type { CaptureProblem, CaptureSummary } from '../contracts/summary'
import type { Capture } from './capture'
import { CaptureComments } from './comments'
import type { Core } from './core'
import { FlowList } from './flows/list'
import { VerdictColumn } from './flows/verdictColumn'
import { MergeReader } from './mergeReader'
import { stoppedProblem } from './problem'
import { CaptureReader } from './reader'
import { MergedSource } from './source/merged'
import type { Source } from './source/source'
import { summarise } from './summary'
import { Judge } from './verdicts/judge'

/** Reading rests this often, so that a query waits no longer. */
const REST_EVERY_MS = 8
const PROGRESS_EVERY_MS = 50
/** Judging takes part of the time between two rests while reading goes on. */
const JUDGE_FOR_MS = 2
/** Until there are flows to list, they come before all else. */
const JUDGE_FIRST_FOR_MS = 20

export class OpenCapture implements Capture {
  readonly judge: Judge
  readonly verdicts: VerdictColumn
  readonly list: FlowList
  private readonly reader: CaptureReader | MergeReader
  private readonly comments: CaptureComments
  private readonly startedAt = performance.now()
  private endedAt: number | null = null
  private stopped = false
  private closed = false
  private problem: CaptureProblem | null = null
  private toldAt = Number.NEGATIVE_INFINITY
  private isRejudging = false
  private onProgress: () => void = () => undefined

  constructor(
    readonly core: Core,
    readonly source: Source,
  ) {
    this.reader = source instanceof MergedSource ? new MergeReader(core, source) : new CaptureReader(core, source)
    this.comments = new CaptureComments(core, source)
    this.judge = new Judge(core, source)
    this.verdicts = new VerdictColumn(core, this.judge)
    this.list = new FlowList(core, this.judge, this.verdicts, () => false, source)
  }

  /** Reads to the end, or until `stop`. */
  async read(onProgress: () => void): Promise<void> {
    this.onProgress = onProgress
    while (!this.stopped) {
      const hasList = this.verdicts.codes.length > 0
      const step = hasList ? this.readSlices() : this.reader.step()
      if (step === 'done') break
      this.verdicts.advance(hasList ? JUDGE_FOR_MS : JUDGE_FIRST_FOR_MS)
      this.tell(onProgress)
      await (step === 'starved' ? this.source.more() : rest())
    }
    this.source.enough?.()
    this.core.buildIndex()
    await this.judgeAll(onProgress)
    this.endedAt = performance.now()
    this.problem = this.reader.problem ?? (this.stopped ? stoppedProblem(this.source.path, this.reader.position) : null)
    onProgress()
  }

  stop(): void {
    if (this.endedAt === null) this.stopped = true
  }

  get isDone(): boolean {
    return this.endedAt !== null
  }

  get knownUntil(): bigint {
    return this.core.counterTime(COUNTER_LAST_TIME)
  }

  get position(): number {
    return Math.min(this.reader.position, this.source.size)
  }

  readonly kept = { offset: 0, framesBefore: 0 }

  summary(): CaptureSummary {
    const reading = {
      bytesRead: this.position,
      elapsedMs: (this.endedAt ?? performance.now()) - this.startedAt,
      done: this.isDone,
      problem: this.problem,
    }
    return summarise(this.core, this.source, this.verdicts, reading, this.comments.list)
  }

  close(): void {
    this.stop()
    this.closed = true
    this.source.close()
  }

  assume(assumptions: Assumptions): void {
    this.judge.assume(assumptions)
    this.verdicts.restart()
    if (this.isDone && !this.isRejudging) void this.rejudge()
  }

  /** Tells once, when the list is judged: so long the window shows the one before. */
  private async rejudge(): Promise<void> {
    this.isRejudging = true
    await this.judgeAll(() => undefined)
    this.isRejudging = false
    if (!this.closed) this.onProgress()
  }

  /** Judges every flow as it stands at the end. */
  private async judgeAll(onProgress: () => void): Promise<void> {
    this.verdicts.restart()
    while (!this.closed && this.verdicts.advance(REST_EVERY_MS) === 'incomplete') {
      this.tell(onProgress)
      await rest()
    }
  }

  private tell(onProgress: () => void): void {
    const now = performance.now()
    if (now - this.toldAt < PROGRESS_EVERY_MS) return
    this.toldAt = now
    onProgress()
  }

  private readSlices(): 'read' | 'starved' | 'done' {
    const until = performance.now() + REST_EVERY_MS
    let step = this.reader.step()
    while (step === 'read' && performance.now() < until) step = this.reader.step()
    return step
  }
}

/** Lets messages and timers of the event loop through. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

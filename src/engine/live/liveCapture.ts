/**
 * A capture that is being made: its file is read as it grows, and verdicts move with packets and with time. Work comes in
 * slices, so that queries get in between; packets are never left out, however busy it gets.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { COUNTER_FRAMES } from '../../contracts/abi'
import type { Assumptions } from '../../contracts/assumptions'
import type { CaptureProblem, CaptureSummary, LiveFacts } from '../../contracts/summary'
import type { Capture } from '../capture'
import { CaptureComments } from '../comments'
import type { Core } from '../core'
import { FlowList } from '../flows/list'
import { Kernel, type KernelSource } from '../kernel/kernel'
import { problem, stoppedProblem } from '../problem'
import { CaptureReader, type Step } from '../reader'
import { type FollowedSource, POLL_MS } from '../source/followed'
import { summarise } from '../summary'
import { Judge } from '../verdicts/judge'
import { LiveClock } from './clock'
import { FlowChains } from './flowChains'
import { type FlowChange, readChange } from './flowChange'
import { Forgotten } from './forgotten'
import { LiveVerdicts } from './liveVerdicts'
import { haltedSentence, isFull, MEMORY_LIMIT_BYTES } from './memory'
import { Teller } from './teller'

/** Reading and judging rest after so long, that no query waits longer: together 8 ms. */
const READ_FOR_MS = 6
const JUDGE_FOR_MS = 2
/** While nothing is there to be read. */
const JUDGE_IDLE_FOR_MS = 4
const SETTLE_FOR_MS = 8

export interface LiveOptions {
  /** Milliseconds since 1970 by the clock that the capture's times are of. */
  readonly wallMs?: () => number
  /** Bytes of the core's memory from which on no more packets are read. */
  readonly memoryLimitBytes?: number
  /** Where the kernel's sockets come from; this host's own without. */
  readonly sockets?: KernelSource
  /** It had ended before: today's sockets say nothing of it. */
  readonly isPast?: boolean
}

export class LiveCapture implements Capture {
  readonly judge: Judge
  readonly verdicts: LiveVerdicts
  readonly list: FlowList
  readonly kernel: Kernel
  private readonly reader: CaptureReader
  private readonly clock: LiveClock
  private readonly chains: FlowChains
  private readonly comments: CaptureComments
  private readonly forgotten: Forgotten
  private readonly wallMs: () => number
  private readonly memoryLimitBytes: number
  private readonly isPast: boolean
  private readonly startedAt = performance.now()
  private socketReadings = 0
  private endedAt: number | null = null
  private stopped = false
  private halted: (() => string) | null = null
  private problem: CaptureProblem | null = null
  private isClosed = false
  private onProgress: () => void = () => undefined

  constructor(
    readonly core: Core,
    readonly source: FollowedSource,
    { wallMs = Date.now, memoryLimitBytes = MEMORY_LIMIT_BYTES, sockets, isPast = false }: LiveOptions = {},
  ) {
    this.wallMs = wallMs
    this.memoryLimitBytes = memoryLimitBytes
    this.isPast = isPast
    this.reader = new CaptureReader(core, source)
    this.clock = new LiveClock(core)
    this.chains = new FlowChains(core)
    core.lists = this.chains
    this.judge = new Judge(
      core,
      source,
      undefined,
      undefined,
      () => Number(this.clock.now),
      () => !this.isDone,
    )
    this.verdicts = new LiveVerdicts(core, this.judge, this.chains)
    this.kernel = new Kernel({
      core,
      knownUntilNs: () => Number(this.clock.now),
      onReading: (changed) => {
        this.socketReadings += 1
        this.verdicts.touch(changed)
      },
      ...sockets,
    })
    this.judge.hear(this.kernel.facts)
    this.list = new FlowList(core, this.judge, this.verdicts, () => !this.isDone, source)
    this.comments = new CaptureComments(core, source)
    this.forgotten = new Forgotten(core, source)
  }

  /** Reads until the source ends, or until `stop`. @param onProgress at most every 50 ms, at least once a second. */
  async follow(onProgress: () => void): Promise<void> {
    this.onProgress = onProgress
    const teller = new Teller(onProgress)
    if (!this.isClosed && !this.isPast) this.kernel.start()
    while (!this.stopped) {
      const step = this.read()
      this.verdicts.advance(step === 'read' ? JUDGE_FOR_MS : JUDGE_IDLE_FOR_MS)
      if (this.chains.takeTurn() && !this.isPast) this.kernel.hurry()
      teller.tell(this.core.counter(COUNTER_FRAMES) + this.socketReadings, this.verdicts.version)
      if (step === 'done') break
      await (step === 'read' || this.verdicts.isBehind ? rest() : sleep(POLL_MS))
    }
    this.kernel.stop()
    this.core.buildIndex()
    await this.settle()
    this.endedAt = performance.now()
    // What is told from here on speaks of the capture's end, not of a now that goes on.
    this.judge.refresh()
    this.problem = this.problemAtEnd()
    onProgress()
  }

  stop(): void {
    if (this.endedAt === null) this.stopped = true
  }

  get isDone(): boolean {
    return this.endedAt !== null
  }

  get knownUntil(): bigint {
    return this.clock.now
  }

  get position(): number {
    return Math.min(this.reader.position, this.source.size)
  }

  get kept(): Capture['kept'] {
    return { offset: this.source.firstOffset, framesBefore: this.forgotten.packets }
  }

  summary(): CaptureSummary {
    const reading = {
      bytesRead: this.position,
      elapsedMs: (this.endedAt ?? performance.now()) - this.startedAt,
      done: this.isDone,
      problem: this.problem,
    }
    return summarise(this.core, this.source, this.verdicts, reading, this.comments.list, this.live())
  }

  /** Flows whose states or verdict changed since this was asked last, as they stand now: those that changed first. */
  changes(atMost: number): readonly FlowChange[] {
    const { changed } = this.verdicts
    return Array.from({ length: Math.min(atMost, changed.size) }, () =>
      readChange(this.core, changed.take(), this.judge),
    )
  }

  assume(assumptions: Assumptions): void {
    this.judge.assume(assumptions)
    this.verdicts.restart()
    if (this.isDone) void this.rejudge()
  }

  close(): void {
    this.stopped = true
    this.isClosed = true
    this.kernel.stop()
    this.source.close()
  }

  /** Tells once, when the list is judged: so long the window shows the one before. */
  private async rejudge(): Promise<void> {
    await this.settle()
    if (!this.isClosed) this.onProgress()
  }

  /** Judges every flow as it stands at the end. */
  private async settle(): Promise<void> {
    await this.verdicts.settle(async () => {
      if (!this.isClosed) await rest()
    }, SETTLE_FOR_MS)
  }

  private live(): LiveFacts {
    return {
      isFollowing: !this.isDone,
      now: this.clock.now,
      forgotten: this.forgotten.packets,
      halted: this.halted?.() ?? null,
    }
  }

  /** Reads what is there, for a while, and knows afterwards until when the capture is complete. */
  private read(): Step {
    const atMs = Math.min(this.wallMs(), this.source.endedAtMs ?? Number.POSITIVE_INFINITY)
    this.source.poll()
    if (this.halted !== null) return this.pass()
    if (this.source.isEmpty) {
      this.clock.caughtUp(atMs)
      return this.pass()
    }
    const until = performance.now() + READ_FOR_MS
    let step: Step
    do {
      // Before the step: what it reads may be of the next file already.
      this.forgotten.readTo(this.reader.position)
      step = this.reader.step()
      if (isFull(this.core, this.memoryLimitBytes)) return this.halt()
    } while (step === 'read' && performance.now() < until)
    this.forgotten.readTo(this.reader.position)
    this.clock.readFrames()
    if (step !== 'read' && this.reader.problem === null) this.clock.caughtUp(atMs)
    return step
  }

  private halt(): Step {
    this.clock.readFrames()
    this.halted = haltedSentence(this.core, this.source.name, new Date(this.wallMs()))
    return this.pass()
  }

  /** Lets the capture go on unread, and lets go of what its ring gives up. */
  private pass(): Step {
    this.source.passedTo(this.source.size)
    return this.source.ended ? 'done' : 'starved'
  }

  private problemAtEnd(): CaptureProblem | null {
    const { path } = this.source
    if (this.halted !== null) return problem(this.halted, { path, offset: this.position, fatal: false })
    if (this.stopped && !this.source.ended) return stoppedProblem(path, this.position)
    return this.reader.problem
  }
}

/** Lets messages and timers of the event loop through. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

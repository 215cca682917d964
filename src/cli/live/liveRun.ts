/** One live capture of the command line: the capture process writes, the engine reads along, until somebody stops it. */
import { CaptureControl, type RunningEvent } from '../../captureControl/captureControl'
import type { CaptureEventNamed } from '../../contracts/capture'
import type { CaptureSummary } from '../../contracts/summary'
import { coreLoader } from '../../engine/loadCore'
import { createEngine, type Engine } from '../../engine/session'
import { EXIT, Failure } from '../exit'
import { CORE_PATH } from '../readCapture'
import type { CaptureOptions } from './captureOptions'
import { CAPTURE_PROGRAM } from './captureProgram'
import { refusalFailure } from './refusal'

/** What happens to flows is told this often: flows that change faster are told as they stand then. */
const TICK_MS = 100

export interface LiveListener {
  onStarted(started: CaptureEventNamed<'started'>): void
  /** Ten times a second, and once when all was read. */
  onTick(engine: Engine, summary: CaptureSummary): void
}

/** How a capture ended. */
export interface LiveEnd {
  readonly packets: number
  /** null: the engine can't tell. */
  readonly dropped: number | null
  readonly bytes: number
  /** Those that are left, the oldest first. */
  readonly files: readonly string[]
  /** Why it ended otherwise than asked, and what is kept; null: it was asked to. */
  readonly trouble: string | null
  readonly summary: CaptureSummary
}

export class LiveRun {
  private readonly control: CaptureControl
  private readonly over: Promise<void>
  private finish: () => void = () => undefined
  private isOver = false
  private isStopping = false
  private counts: Pick<LiveEnd, 'packets' | 'dropped' | 'bytes'> = { packets: 0, dropped: null, bytes: 0 }
  private files: readonly string[] = []
  private trouble: string | null = null
  private engine: Engine | null = null
  private following: Promise<void> = Promise.resolve()
  private readonly timers: NodeJS.Timeout[] = []

  constructor(
    private readonly options: CaptureOptions,
    private readonly listener: LiveListener,
  ) {
    this.control = new CaptureControl(CAPTURE_PROGRAM, {
      onEvent: (event) => this.hear(event),
      onGone: (sentence) => this.end(sentence),
    })
    this.over = new Promise((resolve) => {
      this.finish = resolve
    })
  }

  /**
   * Captures into `file` until it ends. @throws Failure where it does not begin.
   *
   * @returns when the last packet was read.
   */
  async run(file: string): Promise<LiveEnd> {
    const core = await coreLoader(CORE_PATH)()
    // Until here there was nothing that could be told to stop.
    if (this.isStopping) throw new Failure('Stopped before the capture began.', EXIT.DONE)
    const engine = createEngine({ loadCore: async () => core, onProgress: () => undefined })
    this.engine = engine
    const { settings, keepFreeBytes } = this.options
    const refused = await this.control.start(settings, file, keepFreeBytes)
    try {
      if (refused !== null) throw refusalFailure(refused, this.isStopping)
      await this.over
      engine.ended()
      await this.following
      this.tick(engine)
      const { files, trouble } = this
      return { ...this.counts, files, trouble, summary: summaryOf(engine) }
    } finally {
      for (const timer of this.timers) clearTimeout(timer)
      engine.close()
      await this.control.end()
    }
  }

  /** Ends the capture cleanly: what was captured is kept, and read to its end. */
  stop(): void {
    if (this.isStopping) return
    this.isStopping = true
    void this.stopOrEnd()
  }

  private async stopOrEnd(): Promise<void> {
    await this.control.stop()
    if (this.isOver || this.files.length === 0) return
    await this.control.end()
    this.end('The capture process did not stop in time and was ended: what it had written is kept.')
  }

  private hear(event: RunningEvent): void {
    switch (event.event) {
      case 'started':
        this.started(event)
        return
      case 'file':
        this.files = [...this.files.filter((file) => file !== event.removed), event.file]
        this.engine?.next(event.file, event.removed)
        return
      case 'counts':
        this.counts = event
        if (this.options.packets !== null && event.packets >= this.options.packets) this.stop()
        return
      case 'stopped':
        this.counts = event
        this.end(event.reason === 'asked' ? null : event.message)
    }
  }

  private started(event: CaptureEventNamed<'started'>): void {
    const { engine } = this
    if (engine === null) return
    this.files = [event.file]
    this.following = engine.follow(event.file)
    this.listener.onStarted(event)
    this.timers.push(setInterval(() => this.tick(engine), TICK_MS))
    const { durationMs } = this.options
    if (durationMs !== null) this.timers.push(setTimeout(() => this.stop(), durationMs))
  }

  private tick(engine: Engine): void {
    this.listener.onTick(engine, summaryOf(engine))
  }

  private end(trouble: string | null): void {
    if (this.isOver) return
    this.isOver = true
    this.trouble = trouble
    this.finish()
  }
}

/** The engine answers each query with its own kind of answer. */
const summaryOf = (engine: Engine): CaptureSummary => engine.answer('summary', {}) as CaptureSummary

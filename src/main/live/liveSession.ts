/** One live capture: its folder, its files, the run that writes them, and where it stands. */
import type { CaptureEvent, CaptureEventNamed, CaptureSettings } from '../../contracts/capture'
import type { LiveStatus, StartResult } from '../../contracts/ipc'
import { alike, type Told } from '../../contracts/told'
import type { Followed } from '../captures'
import { inEach, inWords, say, sayStopped } from '../saying'
import type { SessionFolder } from './sessionFolder'
import { recordOf } from './sessionRecord'

/** A capture process at work for one session. */
export interface CaptureRun {
  /** Asks it to stop; `stopped` or its end follows. */
  stop(): void
}

/** Starts a capture process that writes `file`. `onEnd`: it ended without `stopped`; `why` is a sentence. */
export type StartRun = (
  settings: CaptureSettings,
  file: string,
  onEvent: (event: CaptureEvent) => void,
  onEnd: (why: Told) => void,
) => CaptureRun

export interface SessionListener {
  onStatus(session: LiveSession): void
  /** A ring went on to `file`. */
  onFile(session: LiveSession, file: string, removed: string | null): void
  /** Nothing more will be written. */
  onOver(session: LiveSession): void
}

export class LiveSession implements Followed {
  private run: CaptureRun | null = null
  readonly isLive: boolean
  /** Packets that the user has a copy of; null: no copy was made. */
  private copied: number | null = null
  private readonly started: Promise<StartResult>
  private readonly over: Promise<void>
  private resolveStarted: (result: StartResult) => void = () => undefined
  private resolveOver: () => void = () => undefined

  /** A session that stands as `current` says; one that is to begin is `starting` and has no files. */
  constructor(
    readonly folder: SessionFolder,
    private current: LiveStatus,
    private list: readonly string[],
    private readonly listener: SessionListener,
  ) {
    this.isLive = current.endedAt === null
    this.started = new Promise((resolve) => {
      this.resolveStarted = resolve
    })
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve
    })
  }

  get status(): LiveStatus {
    return this.current
  }

  get name(): string {
    return this.current.settings?.interfaces.join(', ') ?? say('recovered')
  }

  files = (): readonly string[] => this.list
  isOver = (): boolean => this.current.endedAt !== null
  isRunning = (): boolean => this.run !== null

  /** Begins to capture. A refusal leaves nothing that runs. */
  begin(start: StartRun): Promise<StartResult> {
    const { settings } = this.current
    if (settings === null) throw new Error('a session without settings was begun')
    this.run = start(
      settings,
      this.folder.file,
      (event) => this.hear(event),
      (why) => this.runEnded(why),
    )
    this.listener.onStatus(this)
    return this.started
  }

  /** Resolves once nothing more is written. */
  async stop(): Promise<void> {
    if (this.run === null) return
    if (this.current.state === 'starting') {
      this.run.stop()
      await this.started
      return
    }
    if (this.current.state === 'capturing') {
      this.change({ state: 'stopping' })
      this.run.stop()
    }
    await this.over
  }

  /** All packets so far were saved elsewhere: `packets` of them. Once it is over, no more can come. */
  saved(packets: number): void {
    this.copied = this.isRunning() ? packets : Number.POSITIVE_INFINITY
    this.change({ isSaved: this.isCopied(this.current.packets) })
  }

  private isCopied = (packets: number): boolean => this.copied !== null && this.copied >= packets

  private change(change: Partial<LiveStatus>): void {
    const { state } = this.current
    this.current = { ...this.current, ...change }
    if (this.current.state !== state) this.keepRecord()
    this.listener.onStatus(this)
  }

  /** Where it can't be written, the capture counts as cut off, and is offered at the next start. */
  private keepRecord(): void {
    const record = recordOf(this.current)
    try {
      if (record !== null) this.folder.write(record)
    } catch (error) {
      console.error(`The session's record was not written: ${error instanceof Error ? error.message : error}`)
    }
  }

  private hear(event: CaptureEvent): void {
    switch (event.event) {
      case 'started':
        this.hasStarted(event)
        return
      case 'refused':
        // Said of a capture that runs, it is about some command that the capture outlives.
        if (this.current.state !== 'starting') return
        this.run = null
        this.resolveStarted({ ok: false, reason: event.reason, message: alike(event.message), fix: event.fix })
        return
      case 'file':
        this.list = [...this.list.filter((file) => file !== event.removed), event.file]
        this.change({ file: event.file })
        this.listener.onFile(this, event.file, event.removed)
        return
      case 'counts': {
        const { packets, dropped, bytes } = event
        this.change({ packets, dropped, bytes, isSaved: this.isCopied(packets) })
        return
      }
      case 'stopped':
        this.hasStopped(event)
        return
      case 'interfaces':
      case 'checked':
        return
    }
  }

  private hasStarted({ engine, hasKernelTimes, file, at }: CaptureEventNamed<'started'>): void {
    this.list = [file]
    this.change({ state: 'capturing', engine, hasKernelTimes, file, startedAt: at })
    this.resolveStarted({ ok: true })
  }

  private hasStopped(stopped: CaptureEventNamed<'stopped'>): void {
    const { reason, packets, dropped, bytes } = stopped
    const message = inEach(() => sayStopped(stopped))
    const state = reason === 'asked' ? 'stopped' : 'failed'
    this.finish({ state, message, packets, dropped, bytes, isSaved: this.isCopied(packets) })
  }

  private runEnded(why: Told): void {
    if (this.run === null) return
    if (this.current.state === 'starting') {
      this.run = null
      this.resolveStarted({
        ok: false,
        reason: 'error',
        message: inEach(() => say('nothingCaptured', { why: inWords(why) })),
        fix: null,
      })
      return
    }
    this.finish({ state: 'failed', message: why })
  }

  private finish(change: Partial<LiveStatus>): void {
    if (this.run === null) return
    this.run = null
    this.change({ ...change, endedAt: Date.now() })
    this.listener.onOver(this)
    this.resolveOver()
  }
}

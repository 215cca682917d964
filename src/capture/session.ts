/** Captures one at a time, by the engine that was chosen or the first that can; tells what happens as it happens. */
import { dirname } from 'node:path'
import type { CaptureEvent, CaptureSettings, Fix } from '../contracts/capture'
import type {
  CaptureCounts,
  CaptureEngineDriver,
  CaptureEngineRun,
  CaptureListener,
  EngineSource,
  Refusal,
  StopReason,
} from './engine'
import { freeBytes, SpaceGuard } from './files/space'
import { isNoInterfaceName } from './interfaceName'
import { bytesText, noEngineMessage, stoppedMessage } from './sentences'

const COUNTS_EVERY_MS = 200

const STOPPED_EARLY: Refusal = { reason: 'error', message: 'Stopped before the capture began.', fix: null }

export interface SessionWorld {
  /** Engines of this system, the better first. */
  readonly engines: readonly EngineSource[]
  /** What mends a missing permission or engine for these interfaces. */
  readonly fixFor: (interfaces: readonly string[]) => Promise<Fix | null>
  readonly tell: (event: CaptureEvent) => void
}

interface StartRequest {
  readonly settings: CaptureSettings
  readonly file: string
  readonly keepFreeBytes: number
}

export class CaptureSession {
  private isBusy = false
  private run: CaptureEngineRun | null = null
  private isAskedToStop = false
  private timer: NodeJS.Timeout | null = null
  private whenIdle: (() => void)[] = []

  constructor(private readonly world: SessionWorld) {}

  /** Answers with `checked`. */
  async check(interfaces: readonly string[], filter: string): Promise<void> {
    const isAsked = filter.trim() !== '' && !interfaces.some(isNoInterfaceName)
    const message = isAsked ? await this.firstDriver()?.checkFilter(interfaces, filter) : null
    this.world.tell({ event: 'checked', message: message ?? null })
  }

  /** Answers with `started` or `refused`; later events follow by themselves. */
  async start(request: StartRequest): Promise<void> {
    if (this.isBusy) {
      this.refuse({ reason: 'busy', message: 'A capture is already running.', fix: null })
      return
    }
    this.isBusy = true
    this.isAskedToStop = false
    const refusal = (await this.objection(request)) ?? (await this.tryEngines(request))
    if (refusal === null) return
    const isMendable = refusal.fix === null && (refusal.reason === 'permission' || refusal.reason === 'no-engine')
    const fix = isMendable ? await this.world.fixFor(request.settings.interfaces) : refusal.fix
    this.refuse({ ...refusal, fix })
    this.idle()
  }

  /** Answers with `stopped` where a capture runs, with `refused` where it had not begun; else with nothing. */
  stop(reason: StopReason = 'asked'): void {
    this.isAskedToStop = this.isBusy
    this.run?.stop(reason)
  }

  /** Resolves when nothing is being captured any more. */
  ended(): Promise<void> {
    return this.isBusy ? new Promise((resolve) => this.whenIdle.push(resolve)) : Promise.resolve()
  }

  private async objection({ settings, file, keepFreeBytes }: StartRequest): Promise<Refusal | null> {
    const bad = settings.interfaces.find(isNoInterfaceName)
    if (bad !== undefined) return { reason: 'no-interface', message: `${bad} is not an interface.`, fix: null }
    const free = await freeBytes(file)
    if (free > keepFreeBytes) return null
    const message = `${dirname(file)} has ${bytesText(free)} free, and ${bytesText(keepFreeBytes)} are to be kept free: make room and start again.`
    return { reason: 'disk-full', message, fix: null }
  }

  private firstDriver(): CaptureEngineDriver | null {
    for (const { find } of this.world.engines) {
      const driver = find()
      if (driver !== null) return driver
    }
    return null
  }

  /** @returns the first engine's refusal where none began. */
  private async tryEngines(request: StartRequest): Promise<Refusal | null> {
    const wanted = request.settings.engine
    let first: Refusal | null = null
    for (const { engine, find } of this.world.engines) {
      const driver = wanted === null || engine === wanted ? find() : null
      if (driver === null) continue
      const refusal = await this.tryEngine(driver, request)
      if (refusal === null) return null
      first ??= refusal
      // Another engine has other rights, but the same interfaces, disk and filter language.
      if (refusal.reason !== 'permission' && refusal.reason !== 'no-engine') break
    }
    return first ?? { reason: 'no-engine', message: noEngineMessage(wanted), fix: null }
  }

  private tryEngine(driver: CaptureEngineDriver, request: StartRequest): Promise<Refusal | null> {
    if (this.isAskedToStop) return Promise.resolve(STOPPED_EARLY)
    return new Promise((resolve) => {
      const listener: CaptureListener = {
        onStarted: (file) => {
          const { engine, hasKernelTimes } = driver
          this.world.tell({ event: 'started', engine, hasKernelTimes, file, at: Date.now() })
          this.watch(request)
          resolve(null)
        },
        onFile: (file, removed) => this.world.tell({ event: 'file', file, removed }),
        onRefused: (refusal) => {
          this.run = null
          resolve(refusal)
        },
        onStopped: (reason, detail) => this.stopped(reason, detail, request),
      }
      this.run = driver.begin(request, listener)
    })
  }

  /** Counts and free space, a few times a second. */
  private watch({ file, keepFreeBytes }: StartRequest): void {
    const guard = new SpaceGuard(keepFreeBytes)
    let isLooking = false
    this.timer = setInterval(async () => {
      if (this.run === null || isLooking) return
      this.world.tell({ event: 'counts', ...this.run.counts() })
      isLooking = true
      if (guard.isNear(await freeBytes(file))) this.run?.stop('disk-full')
      isLooking = false
    }, COUNTS_EVERY_MS)
  }

  private stopped(reason: StopReason, detail: string | null, { keepFreeBytes }: StartRequest): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    const counts: CaptureCounts = this.run?.counts() ?? { packets: 0, dropped: null, bytes: 0 }
    this.run = null
    const message = stoppedMessage(reason, detail, counts.packets, keepFreeBytes)
    this.world.tell({ event: 'stopped', reason, message, ...counts })
    this.idle()
  }

  private refuse(refusal: Refusal): void {
    this.world.tell({ event: 'refused', ...refusal })
  }

  private idle(): void {
    this.isBusy = false
    for (const resolve of this.whenIdle.splice(0)) resolve()
  }
}

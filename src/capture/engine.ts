/**
 * What the session asks of whatever writes packets. One run is one capture: from `begin` to exactly one of
 * `onRefused` (it never started) or `onStopped` (it did). The session owns the clock, the space guard and the words
 * sent out; a run owns its program or its device, and its files.
 */
import type { CaptureEngine, CaptureSettings, Fix, REFUSALS, STOPS } from '../contracts/capture'

export type RefusalReason = (typeof REFUSALS)[number]
export type StopReason = (typeof STOPS)[number]

/** Why a capture did not start, as it is told to people. */
export interface Refusal {
  readonly reason: RefusalReason
  /** One sentence: what is missing and what mends it. */
  readonly message: string
  readonly fix: Fix | null
}

/** Since the start, over all files. */
export interface CaptureCounts {
  readonly packets: number
  /** By the kernel or the engine; null: unknown to this engine. */
  readonly dropped: number | null
  /** Files that the ring gave up included. */
  readonly bytes: number
}

export interface CaptureRequest {
  readonly settings: CaptureSettings
  /** The pcapng to write; files of a ring stand beside it. */
  readonly file: string
}

/** Called by a run, never before `begin` has returned. */
export interface CaptureListener {
  /** Packets arrive from now on. `file`: the first file, which exists and has its headers. */
  onStarted(file: string): void
  /** The ring went on to `file` and gave up `removed`, which is gone. */
  onFile(file: string, removed: string | null): void
  /** The last call: it did not start, and left no file. */
  onRefused(refusal: Refusal): void
  /**
   * The last call: every packet is in the file and the file is closed. `reason` is that given to `stop`, or the run's
   * own; `detail`: one sentence for an end that nobody asked for, else null; it says what happened, not what is kept.
   */
  onStopped(reason: StopReason, detail: string | null): void
}

export interface CaptureEngineRun {
  /** As far as they are known now; cheap: asked five times a second. */
  counts(): CaptureCounts
  /** Files that hold the capture now, the oldest first. */
  files(): readonly string[]
  /** Ends it: `onStopped` follows with this reason. A second call changes nothing. */
  stop(reason: StopReason): void
}

/** An engine that this system has. */
export interface CaptureEngineDriver {
  readonly engine: CaptureEngine
  /** The kernel's time stamps and every frame's original length are kept. */
  readonly hasKernelTimes: boolean
  /** The compiler's message about a capture filter; null: it is fine, or can't be judged before the start. */
  checkFilter(interfaces: readonly string[], filter: string): Promise<string | null>
  begin(request: CaptureRequest, listener: CaptureListener): CaptureEngineRun
}

/** Where an engine comes from. */
export interface EngineSource {
  readonly engine: CaptureEngine
  /** null: it isn't here. */
  readonly find: () => CaptureEngineDriver | null
}

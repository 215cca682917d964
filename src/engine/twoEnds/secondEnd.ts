/** The second of two captures: read after the first, then both are told together. */

import type { TwoEndsReport } from '../../contracts/twoEnds'
import type { TwoEndsFlowPage, TwoEndsSegmentPage, TwoEndsStatus } from '../../contracts/twoEndsPages'
import type { Core } from '../core'
import { CaptureReader } from '../reader'
import { said } from '../said/said'
import { openSource, type Source } from '../source/source'
import { alignment, alignmentLength, type CaptureEnd } from './index'

/** Reading and aligning rest this often, so that a query waits no longer. */
const REST_EVERY_MS = 8
const PROGRESS_EVERY_MS = 50

export class SecondEnd {
  private state: Exclude<TwoEndsStatus, { state: 'failed' }> | { state: 'failed'; why: () => string } = {
    state: 'reading',
    bytesRead: 0,
    bytesTotal: 0,
  }
  private report: TwoEndsReport | null = null
  private source: Source | null = null
  private isClosed = false
  private isStopped = false
  private restedAt = 0
  private toldAt = 0

  constructor(
    private readonly path: string,
    private readonly loadCore: () => Promise<Core>,
  ) {}

  /**
   * Reads the second capture and aligns it with the first, which was read to its end.
   *
   * @param onProgress at least ten times a second, and when it is over.
   */
  async read(first: CaptureEnd, onProgress: () => void): Promise<void> {
    const core = await this.loadCore()
    if (this.isClosed) return
    const opened = openSource(this.path)
    if (!opened.ok) {
      const { problem } = opened
      this.state = { state: 'failed', why: () => problem.message }
      return onProgress()
    }
    this.source = opened.source
    try {
      await this.tell(first, { core, source: opened.source }, onProgress)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.state = { state: 'failed', why: () => why }
    }
    if (this.isClosed) return
    if (this.isStopped && this.state.state !== 'ready')
      this.state = { state: 'failed', why: () => this.stoppedMessage() }
    onProgress()
  }

  status(): TwoEndsStatus {
    const { state } = this
    return state.state === 'failed' ? { state: 'failed', message: state.why() } : state
  }

  flows(from: number, count: number): TwoEndsFlowPage | null {
    if (this.report === null) return null
    const { flows } = this.report
    const rows = flows.slice(from, from + count).map((flow) => ({ ...flow, segments: flow.segments.length }))
    return { from, total: flows.length, rows }
  }

  segments(flow: number, from: number, count: number): TwoEndsSegmentPage | null {
    const segments = this.report?.flows[flow]?.segments
    if (segments === undefined) return null
    return { flow, from, total: segments.length, rows: segments.slice(from, from + count) }
  }

  /** Ends reading and aligning; once both are done it changes nothing. */
  stop(): void {
    this.isStopped = true
    this.source?.enough?.()
  }

  close(): void {
    this.isClosed = true
    this.source?.close()
  }

  private get isOver(): boolean {
    return this.isClosed || this.isStopped
  }

  private async tell(first: CaptureEnd, second: CaptureEnd, onProgress: () => void): Promise<void> {
    const { core, source } = second
    const reader = new CaptureReader(core, source)
    for (let step = reader.step(); step !== 'done' && !this.isOver; step = reader.step()) {
      this.state = { state: 'reading', bytesRead: reader.position, bytesTotal: source.expectedSize }
      if (this.isDue()) await this.pause(onProgress)
      if (step === 'starved') await source.more()
    }
    if (this.isOver) return
    core.buildIndex()
    const { problem } = reader
    if (problem?.fatal) {
      this.state = { state: 'failed', why: () => problem.message }
      return
    }
    const report = await this.align(first, second, onProgress)
    if (report === null) return
    const { flows, ...rest } = report
    this.report = report
    this.state = { state: 'ready', problem, report: { ...rest, flows: flows.length } }
  }

  /** @returns null where it was stopped. */
  private async align(first: CaptureEnd, second: CaptureEnd, onProgress: () => void): Promise<TwoEndsReport | null> {
    const length = alignmentLength(first, second)
    const work = alignment(first, second)
    for (let done = 0; !this.isOver; ) {
      const step = work.next()
      if (step.done) return step.value
      done += step.value
      this.state = { state: 'aligning', share: Math.min(1, done / Math.max(1, length)) }
      if (this.isDue()) await this.pause(onProgress)
    }
    return null
  }

  private isDue(): boolean {
    return performance.now() - this.restedAt >= REST_EVERY_MS
  }

  /** Lets others go first, and tells how far it is where that is due. */
  private async pause(onProgress: () => void): Promise<void> {
    const now = performance.now()
    if (now - this.toldAt >= PROGRESS_EVERY_MS) {
      this.toldAt = now
      onProgress()
    }
    await rest()
    this.restedAt = performance.now()
  }

  private stoppedMessage(): string {
    const name = this.source?.name ?? this.path
    return said`${name}: stopped before both captures were told together; open them again to have them aligned`
  }
}

/** Lets messages and timers of the event loop through. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

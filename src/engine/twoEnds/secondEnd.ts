/** The second of two captures: read after the first, then both are told together. */
import type { TwoEndsFlowPage, TwoEndsSegmentPage, TwoEndsStatus } from '../../contracts/engine'
import type { TwoEndsReport } from '../../contracts/twoEnds'
import type { Core } from '../core'
import { CaptureReader } from '../reader'
import { openSource, type Source } from '../source/source'
import { alignEnds, type CaptureEnd } from './index'

/** Reading rests this often, so that a query waits no longer. */
const REST_EVERY_MS = 8
const PROGRESS_EVERY_MS = 50

export class SecondEnd {
  private state: TwoEndsStatus = { state: 'reading', bytesRead: 0, bytesTotal: 0 }
  private report: TwoEndsReport | null = null
  private source: Source | null = null
  private isClosed = false

  constructor(
    private readonly path: string,
    private readonly loadCore: () => Promise<Core>,
  ) {}

  /** Reads the second capture and aligns it with the first, which was read to its end. */
  async read(first: CaptureEnd, onProgress: () => void): Promise<void> {
    const core = await this.loadCore()
    if (this.isClosed) return
    const opened = openSource(this.path)
    if (!opened.ok) {
      this.state = { state: 'failed', message: opened.problem.message }
      return onProgress()
    }
    const { source } = opened
    this.source = source
    const reader = new CaptureReader(core, source)
    let restedAt = performance.now()
    let toldAt = 0
    await reader.readAll(() => {
      const now = performance.now()
      if (now - restedAt < REST_EVERY_MS) return
      restedAt = now
      this.state = { state: 'reading', bytesRead: reader.position, bytesTotal: source.expectedSize }
      if (now - toldAt >= PROGRESS_EVERY_MS) {
        toldAt = now
        onProgress()
      }
      return rest()
    })
    if (this.isClosed) return
    core.buildIndex()
    if (reader.problem?.fatal) this.state = { state: 'failed', message: reader.problem.message }
    else this.align(first, { core, source }, reader)
    onProgress()
  }

  status(): TwoEndsStatus {
    return this.state
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

  close(): void {
    this.isClosed = true
    this.source?.close()
  }

  private align(first: CaptureEnd, second: CaptureEnd, { problem }: CaptureReader): void {
    try {
      const { flows, ...report } = alignEnds(first, second)
      this.report = { ...report, flows }
      this.state = { state: 'ready', problem, report: { ...report, flows: flows.length } }
    } catch (error) {
      this.state = { state: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** Lets messages and timers of the event loop through. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A progress bar on stderr. */
import { COUNTER_FRAMES } from '../contracts/abi'
import type { Core } from '../engine/core'
import type { Source } from '../engine/source/source'

const EVERY_MS = 100
/** Nothing is drawn for what is over by then. */
const FIRST_AFTER_MS = 300
const BAR_WIDTH = 30
const CLEAR_LINE = '\r\x1b[K'

export class ProgressBar {
  private drawnAt = performance.now() + FIRST_AFTER_MS - EVERY_MS
  private isShown = false

  constructor(
    private readonly core: Core,
    private readonly source: Source,
  ) {}

  /** Draws, if it is time to. @param position file offset up to which was read. */
  update(position: number): void {
    const now = performance.now()
    if (now - this.drawnAt < EVERY_MS) return
    this.drawnAt = now
    this.isShown = true
    const share = Math.min(1, position / Math.max(1, this.source.expectedSize))
    const filled = Math.round(share * BAR_WIDTH)
    const bar = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled)
    const frames = this.core.counter(COUNTER_FRAMES).toLocaleString('en-US')
    process.stderr.write(`${CLEAR_LINE}[${bar}] ${Math.floor(share * 100)} %  ${frames} frames`)
  }

  clear(): void {
    if (this.isShown) process.stderr.write(CLEAR_LINE)
    this.isShown = false
  }
}

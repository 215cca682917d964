/** Opening, closing and remembering captures: every way to open one ends here. */
import { basename } from 'node:path'
import type { MessagePortMain } from 'electron'
import type { EngineReport } from '../contracts/engine'
import type { EventPayload, OpenResult, RecentFile } from '../contracts/ipc'
import type { EngineProcess } from './engine'
import { whyUnreadable } from './readable'
import { withoutRecent, withRecent } from './recent'
import type { Settings } from './settings'

/** What the captures tell the window. */
export interface CaptureWindow {
  /** A capture is being opened; `port` leads to its engine. */
  opening(capture: EventPayload<'capture:opening'>, port: MessagePortMain): void
}

interface Opened {
  readonly path: string
  /** The capture of the other end. */
  readonly other: string | null
  readonly isRemembered: boolean
}

export class Captures {
  private current: Opened | null = null

  constructor(
    private readonly engine: EngineProcess,
    private readonly settings: Settings,
    private readonly window: CaptureWindow,
    private readonly onRecent: () => void,
  ) {}

  /** Path of the open capture. */
  path(): string | null {
    return this.current?.path ?? null
  }

  /** Opens a file of the user's, to be remembered once it turns out to be a capture. */
  open(path: string): Promise<OpenResult> {
    return this.start({ path, other: null, isRemembered: true })
  }

  /** Opens two captures of the same flows. The recent files name captures, not pairs: they stay as they are. */
  openTwo(path: string, other: string): Promise<OpenResult> {
    return this.start({ path, other, isRemembered: false })
  }

  /** Opens what was named: one capture, or two; the rest of what someone dragged along is left. */
  openAll([path, other]: readonly string[]): Promise<OpenResult> {
    if (path === undefined) return Promise.resolve({ ok: false, reason: 'cancelled', message: '' })
    return other === undefined ? this.open(path) : this.openTwo(path, other)
  }

  /** Opens a file that the user need not find again. */
  openSample(path: string): Promise<OpenResult> {
    return this.start({ path, other: null, isRemembered: false })
  }

  /** A fresh engine reads the same capture again. */
  async reopen(): Promise<OpenResult> {
    const { current } = this
    if (current !== null) return this.start(current)
    return { ok: false, reason: 'unreadable', message: 'No capture is open: choose one.' }
  }

  /** Hears what the engine reports of the open capture. */
  hear(report: EngineReport, path: string): void {
    switch (report) {
      case 'readable':
        if (this.current?.isRemembered) this.setRecent(withRecent(this.recent(), path, Date.now()))
        return
      case 'unreadable':
        // It may have been a capture the last time.
        this.setRecent(withoutRecent(this.recent(), path))
        return
      case 'done':
        // Not earlier: it would take time from the reading.
        this.engine.prepare()
    }
  }

  cancel(): void {
    this.engine.cancel()
  }

  close(): void {
    this.current = null
    this.engine.close()
    this.engine.prepare()
  }

  clearRecent(): void {
    this.setRecent([])
  }

  private recent(): readonly RecentFile[] {
    return this.settings.get().recent
  }

  private setRecent(recent: RecentFile[]): void {
    this.settings.set({ recent })
    this.onRecent()
  }

  private async start(opened: Opened): Promise<OpenResult> {
    const { path, other } = opened
    const why = (await whyUnreadable(path)) ?? (other === null ? null : await whyUnreadable(other))
    if (why !== null) return { ok: false, reason: 'unreadable', message: why }
    this.current = opened
    const names = { path, name: basename(path), other: other === null ? null : basename(other), isLive: false }
    this.window.opening(names, this.engine.open(path, other))
    return { ok: true, path }
  }
}

/** Opening, closing and remembering captures: every way to open one ends here. */
import { basename } from 'node:path'
import type { MessagePortMain } from 'electron'
import type { EngineReport } from '../contracts/engine'
import type { OpenResult, RecentFile } from '../contracts/ipc'
import type { EngineProcess } from './engine'
import { whyUnreadable } from './readable'
import { withoutRecent, withRecent } from './recent'
import type { Settings } from './settings'

/** What the captures tell the window. */
export interface CaptureWindow {
  /** A capture is being opened; `port` leads to its engine. */
  opening(path: string, name: string, port: MessagePortMain): void
}

export class Captures {
  private current: { readonly path: string; readonly isRemembered: boolean } | null = null

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
    return this.start(path, true)
  }

  /** Opens a file that the user need not find again. */
  openSample(path: string): Promise<OpenResult> {
    return this.start(path, false)
  }

  /** A fresh engine reads the same capture again. */
  async reopen(): Promise<OpenResult> {
    const { current } = this
    if (current !== null) return this.start(current.path, current.isRemembered)
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

  private async start(path: string, isRemembered: boolean): Promise<OpenResult> {
    const why = await whyUnreadable(path)
    if (why !== null) return { ok: false, reason: 'unreadable', message: why }
    this.current = { path, isRemembered }
    this.window.opening(path, basename(path), this.engine.open(path))
    return { ok: true, path }
  }
}

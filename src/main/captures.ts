/** Opening, closing and remembering captures: every way to open one ends here. */
import { basename } from 'node:path'
import type { MessagePortMain } from 'electron'
import type { OpenResult } from '../contracts/ipc'
import type { EngineProcess } from './engine'
import { whyUnreadable } from './readable'
import { withRecent } from './recent'
import type { Settings } from './settings'

/** What the captures tell the window. */
export interface CaptureWindow {
  /** A capture is being opened; `port` leads to its engine. */
  opening(path: string, name: string, port: MessagePortMain): void
}

export class Captures {
  /** Path of the open capture. */
  private current: string | null = null

  constructor(
    private readonly engine: EngineProcess,
    private readonly settings: Settings,
    private readonly window: CaptureWindow,
    private readonly onRecent: () => void,
  ) {}

  path(): string | null {
    return this.current
  }

  /** Opens a file of the user's, and remembers it. */
  async open(path: string): Promise<OpenResult> {
    const result = await this.start(path)
    if (result.ok) {
      this.settings.set({ recent: withRecent(this.settings.get().recent, path, Date.now()) })
      this.onRecent()
    }
    return result
  }

  /** Opens a file that the user need not find again: a sample. */
  async start(path: string): Promise<OpenResult> {
    const why = await whyUnreadable(path)
    if (why !== null) return { ok: false, reason: 'unreadable', message: why }
    this.current = path
    this.window.opening(path, basename(path), this.engine.open(path))
    return { ok: true, path }
  }

  /** A fresh engine reads the same capture again. */
  async reopen(): Promise<OpenResult> {
    if (this.current !== null) return this.start(this.current)
    return { ok: false, reason: 'unreadable', message: 'No capture is open: choose one.' }
  }

  cancel(): void {
    this.engine.cancel()
  }

  close(): void {
    this.current = null
    this.engine.close()
  }

  clearRecent(): void {
    this.settings.set({ recent: [] })
    this.onRecent()
  }
}

/** Puts the parts of the main process together: settings, engine, window, menu and the channels between them. */
import { join } from 'node:path'
import { app, nativeTheme } from 'electron'
import type { OpenResult } from '../contracts/ipc'
import { Captures } from './captures'
import { EngineProcess } from './engine'
import { createHandlers } from './handlers'
import { registerIpc } from './ipc'
import { setMenu } from './menu'
import { ENGINE_ENTRY } from './paths'
import { Settings } from './settings'
import { MainWindow } from './window'

export class Program {
  private readonly settings = new Settings(join(app.getPath('userData'), 'settings.json'))
  private readonly window: MainWindow
  private readonly engine = new EngineProcess(ENGINE_ENTRY, {
    onReport: (report, path) => this.captures.hear(report, path),
    onGone: (reason) => this.engineGone(reason),
  })
  private readonly captures: Captures
  /** Captures asked for before the page could show them. */
  private waiting: readonly string[]
  private isLoaded = false

  /** Opens the window, and in it `captures` where there are any: one, or two of the same flows. */
  constructor(captures: readonly string[]) {
    this.waiting = captures
    // It starts while the window does.
    if (captures.length > 0) this.engine.prepare()
    // Before there is a window, which takes its first colour from it.
    nativeTheme.themeSource = this.settings.get().theme
    this.window = new MainWindow(this.settings)
    this.captures = new Captures(this.engine, this.settings, this.window, () => this.refreshMenu())
    this.refreshMenu()
    registerIpc(this.window.browser.webContents, createHandlers(this.window, this.captures, this.settings))
    this.window.browser.on('closed', () => this.engine.end())
    this.window.load(() => this.loaded())
  }

  /** Shows the window, and opens `captures` where there are any: from the system or a second start of the program. */
  async open(captures: readonly string[]): Promise<void> {
    if (!this.isLoaded) {
      if (captures.length > 0) this.waiting = captures
      return
    }
    this.window.focus()
    if (captures.length > 0) this.show(await this.captures.openAll(captures))
  }

  private loaded(): void {
    this.isLoaded = true
    const { waiting } = this
    this.waiting = []
    if (waiting.length > 0) void this.open(waiting)
    // A reloaded page has lost its port: the capture it showed is opened again.
    else if (this.captures.path() !== null) void this.captures.reopen().then((result) => this.show(result))
    else this.engine.prepare()
  }

  /** What was opened shows itself; the page is told why something was not. */
  private show(result: OpenResult): void {
    if (!result.ok && result.reason !== 'cancelled') this.window.refused(result.message)
  }

  private engineGone(reason: string): void {
    this.window.send('engine:gone', { reason, path: this.captures.path() ?? '' })
  }

  private refreshMenu(): void {
    setMenu(this.settings.get().recent, {
      act: (action) => this.window.send('menu:action', action),
      openRecent: (path) => void this.open([path]),
    })
  }
}

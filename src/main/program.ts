/** Puts the parts of the main process together: settings, engine, window, menu and the channels between them. */
import { join } from 'node:path'
import { app, nativeTheme } from 'electron'
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
  /** A capture asked for before the page could show it. */
  private waiting: string | null
  private isLoaded = false

  /** Opens the window, and in it `capture` where one is given. */
  constructor(capture: string | null) {
    this.waiting = capture
    // It starts while the window does.
    if (capture !== null) this.engine.prepare()
    // Before there is a window, which takes its first colour from it.
    nativeTheme.themeSource = this.settings.get().theme
    this.window = new MainWindow(this.settings)
    this.captures = new Captures(this.engine, this.settings, this.window, () => this.refreshMenu())
    this.refreshMenu()
    registerIpc(this.window.browser.webContents, createHandlers(this.window, this.captures, this.settings))
    this.window.browser.on('closed', () => this.engine.end())
    this.window.load(() => this.loaded())
  }

  /** Shows the window, and opens `capture` where one is given: from the system or a second start of the program. */
  async open(capture: string | null): Promise<void> {
    if (!this.isLoaded) {
      this.waiting = capture ?? this.waiting
      return
    }
    this.window.focus()
    if (capture === null) return
    const result = await this.captures.open(capture)
    if (!result.ok) this.window.refused(result.message)
  }

  private loaded(): void {
    this.isLoaded = true
    // A reloaded page has lost its port: the capture it showed is opened again.
    const capture = this.waiting ?? this.captures.path()
    this.waiting = null
    if (capture !== null) void this.open(capture)
    else this.engine.prepare()
  }

  private engineGone(reason: string): void {
    this.window.send('engine:gone', { reason, path: this.captures.path() ?? '' })
  }

  private refreshMenu(): void {
    setMenu(this.settings.get().recent, {
      act: (action) => this.window.send('menu:action', action),
      openRecent: (path) => void this.open(path),
    })
  }
}

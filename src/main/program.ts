/** Puts the parts of the main process together: settings, engine, window, menu and the channels between them. */
import { join } from 'node:path'
import { app, nativeTheme } from 'electron'
import type { OpenResult } from '../contracts/ipc'
import type { Told } from '../contracts/told'
import { type Asked, asksForSomething, NOTHING_ASKED } from './arguments'
import { Captures } from './captures'
import { closeInTime } from './closing'
import { EngineProcess, type ReadingReport } from './engine'
import { ExportDialog } from './exportDialog'
import { createHandlers } from './handlers'
import { registerIpc } from './ipc'
import { CaptureAnswers } from './live/captureAnswers'
import { captureProgram } from './live/captureExecutable'
import { runsOf } from './live/captureRun'
import { askWhetherToLeave } from './live/leaveQuestion'
import { LiveCapture } from './live/liveCapture'
import { AS_IT_IS, SaveDialog } from './live/saveDialog'
import { settingsFor } from './live/settings'
import { setMenu } from './menu'
import { CAPTURE_ENTRY, ENGINE_ENTRY, WIRESHARK_ENTRY } from './paths'
import { speak } from './saying'
import { Settings } from './settings'
import { MainWindow } from './window'
import { memoryLimit, WiresharkProcess } from './wireshark'
import { filled } from './words'

const CAPTURE = captureProgram(CAPTURE_ENTRY, {
  isPackaged: app.isPackaged,
  platform: process.platform,
  electron: process.execPath,
  env: process.env,
})

export class Program {
  private readonly settings = new Settings(join(app.getPath('userData'), 'settings.json'))
  private readonly window: MainWindow
  private readonly engine = new EngineProcess(ENGINE_ENTRY, {
    onReport: (report, path) => {
      this.captures.hear(report, path)
      this.tellOfReading(report)
    },
    onGone: (reason) => this.engineGone(reason),
  })
  private readonly wireshark = new WiresharkProcess(WIRESHARK_ENTRY, memoryLimit(process.env), (end) =>
    this.window.send('wireshark:gone', { end }),
  )
  private readonly live = new LiveCapture({
    root: join(app.getPath('userData'), 'sessions'),
    startRun: runsOf(CAPTURE),
    engine: this.engine,
    captures: () => this.captures,
    tell: (status) => this.window.send('live:status', status),
    ask: (status, name) => askWhetherToLeave(this.window.browser, status, name, this.window.words()),
    save: async (session) => (await this.saving.save(session, { what: 'all' }, AS_IT_IS)).path !== null,
  })
  private readonly answers = new CaptureAnswers(CAPTURE)
  private readonly captures: Captures
  private readonly saving: SaveDialog
  /** What was asked for before the page could show it. */
  private waiting: Asked
  private isLoaded = false
  /** When reading began, in milliseconds since 1970. */
  private readingSince = 0

  /** Opens the window, and in it what is asked for. */
  constructor(asked: Asked) {
    this.waiting = asked
    // It starts while the window does.
    if (asksForSomething(asked)) this.engine.prepare()
    // Before there is a window, which takes its first colour from it.
    nativeTheme.themeSource = this.settings.get().theme
    this.window = new MainWindow(this.settings)
    this.captures = new Captures(this.engine, this.settings, this.window, () => this.refreshMenu(), this.live)
    this.saving = new SaveDialog(this.window, this.engine, this.captures)
    this.refreshMenu()
    const { live, answers, captures, saving, wireshark } = this
    const exporting = new ExportDialog(this.window, this.engine, captures)
    const parts = { live, answers, captures, saving, exporting, wireshark, onPreferences: () => this.refreshMenu() }
    registerIpc(this.window.browser.webContents, createHandlers(this.window, this.settings, parts))
    closeInTime(this.window.browser, {
      isFree: () => this.live.current() === null,
      leave: () => this.captures.close(),
    })
    this.window.browser.on('closed', () => this.end())
    this.window.load(() => this.loaded())
  }

  /** Shows the window, and opens what is asked for: by the system, or by a second start of the program. */
  async open(asked: Asked): Promise<void> {
    if (!this.isLoaded) {
      if (asksForSomething(asked)) this.waiting = asked
      return
    }
    this.window.focus()
    const { captures, interfaces } = asked
    if (interfaces.length > 0) {
      const result = await this.live.start(settingsFor(interfaces))
      if (!result.ok) this.window.refused(result.message)
    } else if (captures.length > 0) this.show(await this.captures.openAll(captures))
  }

  private loaded(): void {
    this.isLoaded = true
    const { waiting } = this
    this.waiting = NOTHING_ASKED
    if (asksForSomething(waiting)) void this.open(waiting)
    // A reloaded page has lost its port: the capture it showed is opened again.
    else if (this.captures.isOpen()) void this.captures.reopen().then((result) => this.show(result))
    else this.engine.prepare()
  }

  /** What was opened shows itself; the page is told why something was not. */
  private show(result: OpenResult): void {
    if (!result.ok && result.reason !== 'cancelled') this.window.refused(result.message)
  }

  private end(): void {
    this.engine.end()
    this.wireshark.end()
    this.answers.end()
  }

  private engineGone(reason: Told): void {
    this.window.send('engine:gone', { reason, path: this.captures.path() })
  }

  /** A capture that took long to read is told of, where nobody waits at the window. A live one is never done. */
  private tellOfReading(report: ReadingReport): void {
    if (report === 'readable') this.readingSince = Date.now()
    if (report !== 'done' || this.live.current() !== null) return
    const { work } = this.window.words()
    this.window.notifier.tell(this.readingSince, () => ({
      title: work.readTitle,
      body: filled(work.readText, { name: this.captures.name() }),
    }))
  }

  private refreshMenu(): void {
    speak(this.window.language())
    setMenu(this.settings.get().recent, this.window.language(), {
      command: (id) => this.window.send('menu:command', id),
      openRecent: (path) => void this.open({ ...NOTHING_ASKED, captures: [path] }),
    })
  }
}

/** The program's one window. */
import { app, BrowserWindow, type MessagePortMain, nativeTheme, screen } from 'electron'
import {
  ENGINE_PORT_MESSAGE,
  type EventChannel,
  type EventPayload,
  eventChannels,
  WIRESHARK_PORT_MESSAGE,
} from '../contracts/ipc'
import type { Language } from '../contracts/preferences'
import type { Told } from '../contracts/told'
import { languageOf } from './language'
import { Notifier } from './notifying'
import { WINDOW_URL } from './ownUrl'
import { ICON, PRELOAD } from './paths'
import type { SavedSettings, Settings } from './settings'
import { type Words, wordsIn } from './words'
import { Writings } from './writings'

const FIRST_SIZE = { width: 1280, height: 800 }
const SMALLEST = { minWidth: 960, minHeight: 600 }
/** The window's surface before its page is there: the page's own canvas colours. */
const CANVAS = { light: '#f9fafc', dark: '#0e1116' }

/** Where the window stood last, unless no screen shows that place any more. */
function placeOf({ bounds }: SavedSettings): Partial<Electron.Rectangle> {
  if (bounds === null) return FIRST_SIZE
  const { x, y, width, height } = bounds
  const area = screen.getDisplayMatching(bounds).workArea
  const isVisible = x < area.x + area.width && x + width > area.x && y < area.y + area.height && y + height > area.y
  return isVisible ? { x, y, width, height } : { width, height }
}

export class MainWindow {
  readonly browser: BrowserWindow
  /** Tells of long work that ends while the window is out of sight. */
  readonly notifier = new Notifier({
    isWanted: () => this.settings.get().preferences.notifications && !this.browser.isFocused(),
    show: () => this.focus(),
  })

  readonly writings = new Writings({
    progress: (writing) => this.send('writing:progress', writing),
    ended: (writing) => this.send('writing:ended', writing),
  })

  constructor(private readonly settings: Settings) {
    const saved = settings.get()
    this.browser = new BrowserWindow({
      ...placeOf(saved),
      ...SMALLEST,
      title: 'Lastack',
      icon: ICON,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light,
      webPreferences: { preload: PRELOAD, contextIsolation: true, sandbox: true, nodeIntegration: false },
    })
    if (saved.bounds?.maximized) this.browser.maximize()
    this.browser.once('ready-to-show', () => this.browser.show())
    this.browser.on('close', () => {
      settings.set({ bounds: { ...this.browser.getNormalBounds(), maximized: this.browser.isMaximized() } })
    })
  }

  /** Loads the page; `onLoaded` runs each time it is ready for events, also after a reload. */
  load(onLoaded: () => void): void {
    this.browser.webContents.on('did-finish-load', () => {
      this.zoom(this.settings.get().preferences.zoom)
      onLoaded()
    })
    // A crashed page comes back as it was: its state is the engine's, which lives elsewhere.
    this.browser.webContents.on('render-process-gone', () => this.browser.reload())
    void this.browser.loadURL(WINDOW_URL)
  }

  /** The language that the user has chosen, or that of the system. */
  language(): Language {
    return languageOf(this.settings.get().preferences, app.getPreferredSystemLanguages())
  }

  /** What main says by itself, in that language. */
  words(): Words {
    return wordsIn(this.language())
  }

  /** Draws everything at `percent` of its size. */
  zoom(percent: number): void {
    this.browser.webContents.setZoomFactor(percent / 100)
  }

  send<C extends EventChannel>(channel: C, payload: EventPayload<C>): void {
    if (!this.browser.isDestroyed()) this.browser.webContents.send(channel, eventChannels[channel].parse(payload))
  }

  opening(capture: EventPayload<'capture:opening'>, port: MessagePortMain): void {
    this.send('capture:opening', capture)
    this.browser.webContents.postMessage(ENGINE_PORT_MESSAGE, null, [port])
  }

  /** Hands the page the port of the process of Wireshark's dissectors. */
  connectWireshark(port: MessagePortMain): void {
    this.browser.webContents.postMessage(WIRESHARK_PORT_MESSAGE, null, [port])
  }

  /** The page says why a capture that it didn't ask for was not opened. */
  refused(message: Told): void {
    this.send('capture:refused', { message })
  }

  focus(): void {
    if (this.browser.isMinimized()) this.browser.restore()
    this.browser.focus()
  }
}

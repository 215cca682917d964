/** What main answers on each channel of the contract. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clipboard, dialog, nativeTheme } from 'electron'
import { z } from 'zod'
import type { OpenResult } from '../contracts/ipc'
import type { Captures } from './captures'
import type { ExportDialog } from './exportDialog'
import type { IpcHandlers } from './ipc'
import { createLiveHandlers, type LiveParts } from './live/handlers'
import { PACKAGE_FILE, SAMPLES_FOLDER } from './paths'
import { readSamples } from './samples'
import type { Settings } from './settings'
import type { MainWindow } from './window'
import type { WiresharkProcess } from './wireshark'

const EXTENSIONS = ['pcapng', 'pcap', 'cap', 'ntar', 'dmp', 'snoop', 'gz', 'zst', 'lz4']

const readVersion = () =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(PACKAGE_FILE, 'utf8'))).version

async function choose(window: MainWindow, captures: Captures): Promise<OpenResult> {
  const { dialogs } = window.words()
  const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
    title: dialogs.open,
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: dialogs.captures, extensions: EXTENSIONS },
      { name: dialogs.allFiles, extensions: ['*'] },
    ],
  })
  return captures.openAll(canceled ? [] : filePaths)
}

/** Parts of the program that answer. */
export interface Parts extends LiveParts {
  readonly exporting: ExportDialog
  readonly wireshark: WiresharkProcess
  /** Preferences were changed: what main itself says may be in another language now. */
  onPreferences(): void
}

export function createHandlers(window: MainWindow, settings: Settings, parts: Parts): IpcHandlers {
  const { captures, exporting, wireshark, onPreferences } = parts
  const version = readVersion()
  return {
    'start:info': async () => ({
      version,
      platform: process.platform,
      samples: await readSamples(SAMPLES_FOLDER),
      recent: settings.get().recent,
      theme: settings.get().theme,
      preferences: settings.get().preferences,
      layout: settings.get().layout,
      language: window.language(),
      lastCapture: settings.get().lastCapture,
    }),
    'capture:choose': () => choose(window, captures),
    'capture:open': (path) => captures.open(path),
    'capture:openTwo': (path, other) => captures.openTwo(path, other),
    'capture:openAsOne': (paths) => captures.openAsOne(paths),
    'capture:openSample': (file) => captures.openSample(join(SAMPLES_FOLDER, file)),
    'capture:close': () => captures.close(),
    'capture:cancel': () => {
      captures.cancel()
      return null
    },
    'capture:reopen': () => captures.reopen(),
    ...createLiveHandlers(parts, settings),
    'writing:cancel': (id) => {
      window.writings.cancel(id)
      return null
    },
    'export:save': (order) => exporting.save(order),
    'export:picture': (...picture) => exporting.picture(...picture),
    'recent:clear': () => {
      captures.clearRecent()
      return null
    },
    'recent:restore': () => {
      captures.restoreRecent()
      return null
    },
    'theme:set': (theme) => {
      settings.set({ theme })
      nativeTheme.themeSource = theme
      return null
    },
    'preferences:set': (preferences) => {
      settings.set({ preferences })
      window.zoom(preferences.zoom)
      onPreferences()
      return window.language()
    },
    'layout:set': (layout) => {
      settings.set({ layout })
      return null
    },
    'wireshark:start': () => {
      window.connectWireshark(wireshark.start())
      return null
    },
    'wireshark:stop': () => {
      wireshark.end()
      return null
    },
    'clipboard:write': (text) => {
      clipboard.writeText(text)
      return null
    },
  }
}

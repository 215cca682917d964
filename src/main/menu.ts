/** The menu bar. Its entries only tell the window; the window shows and does. Accelerators are the commands' keys. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { COMMANDS, type CommandId, type CommandKeys } from '../contracts/commands'
import type { RecentFile } from '../contracts/ipc'
import type { Language } from '../contracts/preferences'
import { wordsIn } from './words'

export interface MenuActions {
  command(id: CommandId): void
  openRecent(path: string): void
}

/** Commands of each menu; null: a line. */
const FILE = ['open', null, 'save', 'exportReport', 'exportFlowsCsv', 'exportLadderSvg', null, 'close'] as const
const CAPTURE = ['captureStart', 'captureStop', 'captureRestart', null, 'openSockets'] as const
const VIEW = ['palette', 'find', 'explain', null, 'densityRoomy', 'densityCompact', null] as const
const ZOOM = ['zoomReset', 'zoomIn', 'zoomOut'] as const
const THEMES = ['themeSystem', 'themeLight', 'themeDark'] as const
const LANGUAGES = ['languageSystem', 'languageEnglish', 'languageChinese'] as const

/** The first key of a command, where the menu may hold it: a key that types something would be taken from fields. */
export function acceleratorOf(id: CommandId): string | undefined {
  const { keys }: CommandKeys = COMMANDS[id]
  return keys.find((key) => key.startsWith('CmdOrCtrl+') || /^F\d/.test(key))
}

/** The entries of the menu bar, in `language`. */
export function menuTemplate(
  recent: readonly RecentFile[],
  language: Language,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const { names, menu } = wordsIn(language)
  const isMac = process.platform === 'darwin'
  const entry = (id: CommandId | null): MenuItemConstructorOptions => {
    if (id === null) return { type: 'separator' }
    const accelerator = acceleratorOf(id)
    return { label: names[id], click: () => actions.command(id), ...(accelerator && { accelerator }) }
  }
  const files = recent.map(({ path, name }) => ({ label: name, click: () => actions.openRecent(path) }))
  const [open, ...others] = FILE
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: menu.file,
      submenu: [
        entry(open),
        { label: menu.recent, submenu: [...files, entry(null), entry('clearRecent')], enabled: files.length > 0 },
        ...others.map(entry),
        { role: 'quit', label: menu.quit },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: menu.undo },
        { role: 'redo', label: menu.redo },
        entry(null),
        { role: 'cut', label: menu.cut },
        { role: 'copy', label: menu.copy },
        { role: 'paste', label: menu.paste },
        { role: 'selectAll', label: menu.selectAll },
        entry(null),
        entry('preferences'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        ...VIEW.map(entry),
        { label: menu.theme, submenu: THEMES.map(entry) },
        { label: menu.language, submenu: LANGUAGES.map(entry) },
        entry(null),
        ...ZOOM.map(entry),
        { role: 'togglefullscreen', label: menu.fullScreen },
        { role: 'toggleDevTools', label: menu.developer },
      ],
    },
    { label: menu.capture, submenu: CAPTURE.map(entry) },
    { label: menu.window, submenu: [{ role: 'minimize', label: menu.minimize }] },
    { label: menu.help, role: 'help', submenu: [entry('keys')] },
  ]
}

/** Sets the menu bar; called anew when the recent files or the language change. */
export function setMenu(recent: readonly RecentFile[], language: Language, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(recent, language, actions)))
}

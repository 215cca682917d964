/** The menu bar. Its entries only tell the window; the window shows and does. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { EventPayload, RecentFile } from '../contracts/ipc'

export interface MenuActions {
  act(action: EventPayload<'menu:action'>): void
  capture(action: EventPayload<'menu:capture'>): void
  openRecent(path: string): void
}

function fileMenu(recent: readonly RecentFile[], actions: MenuActions): MenuItemConstructorOptions {
  const entries = recent.map(({ path, name }) => ({ label: name, click: () => actions.openRecent(path) }))
  return {
    label: '&File',
    submenu: [
      { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: () => actions.act('open') },
      { label: 'Open Recent', submenu: entries, enabled: entries.length > 0 },
      { type: 'separator' },
      { label: 'Save Packets As…', accelerator: 'CmdOrCtrl+S', click: () => actions.capture('save') },
      { label: 'Close Capture', accelerator: 'CmdOrCtrl+W', click: () => actions.act('close') },
      { role: 'quit' },
    ],
  }
}

function captureMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&Capture',
    submenu: [
      { label: 'Start…', accelerator: 'CmdOrCtrl+K', click: () => actions.capture('start') },
      { label: 'Stop', accelerator: 'CmdOrCtrl+E', click: () => actions.capture('stop') },
      { label: 'Restart', accelerator: 'CmdOrCtrl+R', click: () => actions.capture('restart') },
    ],
  }
}

function viewMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      { label: 'Find', accelerator: 'CmdOrCtrl+F', click: () => actions.act('find') },
      { label: 'Change Theme', click: () => actions.act('theme') },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  }
}

/** Sets the menu bar; called anew when the recent files change. */
export function setMenu(recent: readonly RecentFile[], actions: MenuActions): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    fileMenu(recent, actions),
    { role: 'editMenu' },
    viewMenu(actions),
    captureMenu(actions),
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Keys', click: () => actions.act('keys') }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

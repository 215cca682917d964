/** Closes the window, and quits, only after what is open was left: a live capture may have to be saved first. */
import { app, type BrowserWindow } from 'electron'

export interface Leave {
  /** Nothing stands in the way. */
  isFree(): boolean
  /** Leaves what is open; false: it stays, and so does the window. */
  leave(): Promise<boolean>
}

export function closeInTime(window: BrowserWindow, { isFree, leave }: Leave): void {
  let isQuitting = false
  let isAsking = false
  const quits = () => {
    isQuitting = true
  }
  const ask = async () => {
    isAsking = true
    try {
      if (!(await leave())) return
      if (isQuitting) app.quit()
      else window.close()
    } finally {
      isAsking = false
      isQuitting = false
    }
  }
  app.on('before-quit', quits)
  window.on('closed', () => app.off('before-quit', quits))
  window.on('close', (event) => {
    if (isFree()) return
    event.preventDefault()
    if (!isAsking) void ask()
  })
}

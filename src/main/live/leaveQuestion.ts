/** Asks what becomes of a live capture that is about to be closed and isn't saved. */
import { type BrowserWindow, dialog } from 'electron'
import type { LiveStatus } from '../../contracts/ipc'
import type { Answer } from './liveCapture'

/** In the order of the buttons. */
const ANSWERS: readonly Answer[] = ['save', 'discard', 'keep']
const KEEP = ANSWERS.indexOf('keep')

/** Resolves to what the user wants; closing the dialog keeps the capture. */
export async function askWhetherToLeave(
  window: BrowserWindow,
  { packets, state }: LiveStatus,
  name: string,
): Promise<Answer> {
  const running = state === 'capturing' ? 'It is still running, and stops if it is closed. ' : ''
  const count = `${packets.toLocaleString('en-US')} ${packets === 1 ? 'packet' : 'packets'}`
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Lastack',
    message: `Save the capture of ${name}?`,
    detail: `${running}Its ${count} are deleted if they are not saved.`,
    buttons: ['Save…', 'Discard', 'Cancel'],
    defaultId: 0,
    cancelId: KEEP,
    noLink: true,
  })
  return ANSWERS[response] ?? 'keep'
}

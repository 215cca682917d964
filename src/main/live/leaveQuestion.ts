/** Asks what becomes of a live capture that is about to be closed and isn't saved. */
import { type BrowserWindow, dialog } from 'electron'
import type { LiveStatus } from '../../contracts/ipc'
import { filled, type Words } from '../words'
import type { Answer } from './liveCapture'

/** In the order of the buttons. */
const ANSWERS: readonly Answer[] = ['save', 'discard', 'keep']
const KEEP = ANSWERS.indexOf('keep')

/** Resolves to what the user wants; closing the dialog keeps the capture. */
export async function askWhetherToLeave(
  window: BrowserWindow,
  { packets, state }: LiveStatus,
  name: string,
  words: Words,
): Promise<Answer> {
  const { dialogs } = words
  const running = state === 'capturing' ? dialogs.leaveRunning : ''
  const lost = (packets === 1 && dialogs.leaveLost_one) || dialogs.leaveLost_other
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Lastack',
    message: filled(dialogs.leave, { name }),
    detail: [running, filled(lost, { count: packets.toLocaleString('en-US') })].filter(Boolean).join(' '),
    buttons: [dialogs.saveButton, dialogs.discardButton, dialogs.cancelButton],
    defaultId: 0,
    cancelId: KEEP,
    noLink: true,
  })
  return ANSWERS[response] ?? 'keep'
}

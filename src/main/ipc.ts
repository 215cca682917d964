/** Registers every channel of the contract: who asks and with what is checked at the door, and so is what goes out. */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import { type InvokeArguments, type InvokeChannel, type InvokeResult, invokeChannels } from '../contracts/ipc'
import { isOwnUrl } from './ownUrl'

/** An answer to each channel. */
export type IpcHandlers = {
  readonly [C in InvokeChannel]: (...args: InvokeArguments<C>) => InvokeResult<C> | Promise<InvokeResult<C>>
}

/** Throws unless the sender is the main frame of our own window, showing a page of ours. */
function assertTrusted(event: IpcMainInvokeEvent, window: WebContents): void {
  const frame = event.senderFrame
  const isOurs = event.sender === window && frame !== null && frame.parent === null && isOwnUrl(frame.url)
  if (!isOurs) throw new Error('A page that is not the program’s own asked the main process for something.')
}

function register<C extends InvokeChannel>(channel: C, window: WebContents, handler: IpcHandlers[C]): void {
  const schema = invokeChannels[channel]
  ipcMain.handle(channel, async (event, ...args: unknown[]) => {
    assertTrusted(event, window)
    const checked = schema.args.parse(args) as InvokeArguments<C>
    return schema.result.parse(await handler(...checked))
  })
}

/** Registers `handlers` for the page in `window`, in place of those for any window before it. */
export function registerIpc(window: WebContents, handlers: IpcHandlers): void {
  for (const channel of Object.keys(invokeChannels) as InvokeChannel[]) {
    ipcMain.removeHandler(channel)
    register(channel, window, handlers[channel])
  }
}

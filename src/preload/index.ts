/** The one door between the sandboxed page and the rest: exactly the channels of the contract. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  ENGINE_PORT_MESSAGE,
  eventChannels,
  invokeChannels,
  type LastackBridge,
  WIRESHARK_PORT_MESSAGE,
} from '../contracts/ipc'

const bridge: LastackBridge = {
  async invoke(channel, ...args) {
    if (!Object.hasOwn(invokeChannels, channel)) throw new Error(`There is no channel ${channel}`)
    return ipcRenderer.invoke(channel, ...args)
  },
  on(channel, listener) {
    if (!Object.hasOwn(eventChannels, channel)) throw new Error(`There is no event ${channel}`)
    const hear = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload)
    ipcRenderer.on(channel, hear)
    return () => ipcRenderer.off(channel, hear)
  },
  pathOf,
}

/** Electron 32 moved a dropped file's path from the file itself to webUtils; older ones have it on the file. */
function pathOf(file: File): string {
  if (webUtils) return webUtils.getPathForFile(file)
  return 'path' in file && typeof file.path === 'string' ? file.path : ''
}

// A port can't cross contextBridge; a window message carries it into the page, which lives at our own origin only.
for (const message of [ENGINE_PORT_MESSAGE, WIRESHARK_PORT_MESSAGE])
  ipcRenderer.on(message, (event) => {
    window.postMessage(message, window.location.origin, event.ports)
  })

contextBridge.exposeInMainWorld('lastack', bridge)

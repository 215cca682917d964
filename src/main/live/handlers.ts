/** What main answers on the channels of live capture. */
import type { InvokeChannel, StartResult } from '../../contracts/ipc'
import type { IpcHandlers } from '../ipc'
import { NO_CAPTURE } from './status'

export type LiveChannel = Extract<InvokeChannel, `live:${string}`> | 'capture:save'

const WHY = 'This build has no capture process: live capture is not part of it.'
const refused: StartResult = { ok: false, reason: 'no-engine', message: WHY, fix: null }

export function createLiveHandlers(): Pick<IpcHandlers, LiveChannel> {
  return {
    'capture:save': () => ({ path: null, message: 'This build saves no captures.' }),
    'live:interfaces': () => ({ interfaces: [], engines: [] }),
    'live:traffic': () => ({ at: Date.now(), interfaces: {} }),
    'live:check': () => WHY,
    'live:start': () => refused,
    'live:stop': () => null,
    'live:restart': () => refused,
    'live:status': () => NO_CAPTURE,
    'live:repair': () => ({ ok: false, message: WHY }),
    'live:sockets': () => null,
    'live:recoverable': () => [],
    'live:recover': () => ({ ok: false, reason: 'unreadable', message: 'There is nothing to recover.' }),
    'live:discard': () => null,
  }
}

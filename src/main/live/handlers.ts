/** What main answers on the channels of live capture. */
import type { InvokeChannel } from '../../contracts/ipc'
import type { Captures } from '../captures'
import type { IpcHandlers } from '../ipc'
import type { Settings } from '../settings'
import type { CaptureAnswers } from './captureAnswers'
import type { LiveCapture } from './liveCapture'
import { repair } from './repair'
import type { SaveDialog } from './saveDialog'
import { readTraffic } from './traffic'

type LiveChannel = Extract<InvokeChannel, `live:${string}`> | 'capture:save'

export interface LiveParts {
  readonly live: LiveCapture
  readonly answers: CaptureAnswers
  readonly captures: Captures
  readonly saving: SaveDialog
}

export function createLiveHandlers(
  { live, answers, captures, saving }: LiveParts,
  settings: Settings,
): Pick<IpcHandlers, LiveChannel> {
  return {
    'capture:save': (selection, hasComments, anonymising) =>
      saving.save(live.current(), selection, { hasComments, anonymising }),
    'live:interfaces': () => answers.interfaces(),
    'live:traffic': () => readTraffic(),
    'live:check': (interfaces, filter) => answers.check(interfaces, filter),
    'live:start': async (wanted) => {
      const result = await live.start(wanted)
      if (result.ok) settings.set({ lastCapture: wanted })
      return result
    },
    'live:stop': async () => {
      await live.stop()
      return null
    },
    'live:restart': () => live.restart(),
    'live:status': () => live.status(),
    'live:repair': (id) => repair(id),
    'live:sockets': async () => {
      await captures.followSockets()
      return null
    },
    'live:recoverable': () => live.recoverable(),
    'live:recover': (id) => live.recover(id),
    'live:discard': async (id) => {
      await live.discard(id)
      return null
    },
  }
}

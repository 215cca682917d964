/** A capture process of its own for each session: it is there only while there is something to capture. */
import { CaptureControl } from '../../captureControl/captureControl'
import type { CaptureProgram } from '../../captureControl/captureProcess'
import { alike } from '../../contracts/told'
import { tell } from '../saying'
import type { StartRun } from './liveSession'

/** A disk that is full stops far more than a capture. */
const KEEP_FREE_BYTES = 512 * 1024 * 1024

/** What starts a run by `program`. */
export const runsOf =
  (program: CaptureProgram): StartRun =>
  (settings, file, onEvent, onEnd) => {
    let isOver = false
    const control = new CaptureControl(program, {
      onEvent: (event) => {
        onEvent(event)
        if (event.event === 'stopped') end()
      },
      onGone: (sentence) => {
        isOver = true
        onEnd(alike(sentence))
      },
    })
    const end = (): void => {
      isOver = true
      void control.end()
    }
    const stop = async (): Promise<void> => {
      await control.stop()
      if (isOver) return
      isOver = true
      await control.end()
      onEnd(tell('unresponsive'))
    }
    void control.start(settings, file, KEEP_FREE_BYTES).then((refused) => {
      if (refused === null) return
      onEvent(refused)
      end()
    })
    return { stop: () => void stop() }
  }

/** The capture process at work for a session. */
import type { StartRun } from './liveSession'

const WHY = 'This build has no capture process: live capture is not part of it.'

export const startRun: StartRun = (_settings, _file, onEvent) => {
  queueMicrotask(() => onEvent({ event: 'refused', reason: 'no-engine', message: WHY, fix: null }))
  return { stop: () => undefined }
}

/** Where a live capture stands, as the window shows it. */
import type { LiveStatus } from '../../contracts/ipc'

/** No capture: none was started, or the last was closed. */
export const NO_CAPTURE: LiveStatus = {
  state: 'off',
  settings: null,
  engine: null,
  hasKernelTimes: false,
  startedAt: null,
  endedAt: null,
  packets: 0,
  dropped: null,
  bytes: 0,
  file: null,
  isSaved: false,
  message: '',
  fix: null,
}

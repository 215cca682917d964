/** Where a live capture stands, as the window shows it. */
import type { CaptureSettings } from '../../contracts/capture'
import type { LiveStatus } from '../../contracts/ipc'
import { NOTHING_TOLD, type Told } from '../../contracts/told'
import type { SessionRecord } from './sessionRecord'

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
  message: NOTHING_TOLD,
  fix: null,
}

export const starting = (settings: CaptureSettings): LiveStatus => ({ ...NO_CAPTURE, state: 'starting', settings })

/** What is left of a capture. */
export interface RecoveredFiles {
  readonly packets: number
  readonly bytes: number
  /** The last of its files, and when it was written last: milliseconds since 1970. */
  readonly file: string
  readonly writtenAt: number
  readonly message: Told
}

/** Where a recovered capture stands. `packets`: counted in its files; `record`: null where it was lost. */
export function recovered(
  record: SessionRecord | null,
  { packets, bytes, file, writtenAt, message }: RecoveredFiles,
): LiveStatus {
  const { settings = null, engine = null, hasKernelTimes = false, startedAt = null, dropped = null } = record ?? {}
  const state = record?.state === 'stopped' ? 'stopped' : 'failed'
  const endedAt = record?.endedAt ?? writtenAt
  const known = { settings, engine, hasKernelTimes, startedAt, endedAt, dropped }
  return { ...NO_CAPTURE, ...known, state, packets, bytes, file, message }
}

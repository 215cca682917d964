/** Session folders for tests. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CaptureSettings, WHOLE_FRAMES } from '../../contracts/capture'
import type { SessionRecord } from './sessionRecord'

export const freshRoot = (): string => join(mkdtempSync(join(tmpdir(), 'lastack-sessions-')), 'sessions')

export const SETTINGS: CaptureSettings = {
  interfaces: ['lo'],
  filter: '',
  snapLength: WHOLE_FRAMES,
  isPromiscuous: false,
  ring: null,
  engine: null,
}

export const record = (change: Partial<SessionRecord> = {}): SessionRecord => ({
  state: 'capturing',
  settings: SETTINGS,
  engine: 'dumpcap',
  hasKernelTimes: true,
  startedAt: 1_700_000_000_000,
  endedAt: null,
  packets: 0,
  dropped: 0,
  bytes: 0,
  message: '',
  ...change,
})

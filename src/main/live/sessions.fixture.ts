/** Session folders for tests. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NOTHING_TOLD } from '../../contracts/told'
import type { SessionRecord } from './sessionRecord'
import { settingsFor } from './settings'

export const freshRoot = (): string => join(mkdtempSync(join(tmpdir(), 'lastack-sessions-')), 'sessions')

export const SETTINGS = settingsFor(['lo'])

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
  message: NOTHING_TOLD,
  ...change,
})

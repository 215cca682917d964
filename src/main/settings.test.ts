import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIRST_LAYOUT, FIRST_PREFERENCES } from '../contracts/preferences'
import { Settings } from './settings'

const freshFile = () => join(mkdtempSync(join(tmpdir(), 'lastack-settings-')), 'deep', 'settings.json')

test('what was set is there in the next run, and no half-written file stays behind', () => {
  const path = freshFile()
  new Settings(path).set({ theme: 'dark' })
  expect(new Settings(path).get().theme).toBe('dark')
  expect(readdirSync(join(path, '..'))).toEqual(['settings.json'])
})

test('a file that is no JSON counts as none', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-settings-')), 'settings.json')
  writeFileSync(path, '{"theme": "da')
  expect(new Settings(path).get()).toEqual({
    theme: 'system',
    preferences: FIRST_PREFERENCES,
    layout: FIRST_LAYOUT,
    recent: [],
    bounds: null,
    lastCapture: null,
  })
})

test('a damaged part falls back alone; the others are kept', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-settings-')), 'settings.json')
  const preferences = { density: 'compact', zoom: 133, language: 'la' }
  const layout = { flows: 'wide', hiddenColumns: ['rtt'] }
  const damaged = { theme: 'light', preferences, layout, recent: 'none', bounds: { x: 'left' }, lastCapture: 7 }
  writeFileSync(path, JSON.stringify(damaged))
  expect(new Settings(path).get()).toEqual({
    theme: 'light',
    preferences: { ...FIRST_PREFERENCES, density: 'compact' },
    layout: { ...FIRST_LAYOUT, hiddenColumns: ['rtt'] },
    recent: [],
    bounds: null,
    lastCapture: null,
  })
})

import { expect, test } from 'vitest'
import type { Flow } from '../../contracts/flow'
import { changeOf } from './change.fixture'
import { clockText } from './lineText'
import { type WatchLine, watchLine, watchLineText } from './watchLine'

const SECOND = 1_000_000_000n
const NOON = 1_768_471_200n * SECOND

const change = changeOf('stuck', 'zero-window')
const flow = {
  ...change,
  last: NOON,
  verdict: { ...change.verdict, certainty: 'proved', sentence: 'B closed its window in frame 9.' },
  stuckSince: NOON - 5n * SECOND,
  processes: { client: 'curl', server: null },
} as unknown as Flow

const line = (given: Partial<WatchLine> = {}): WatchLine => ({
  ...watchLine({ event: 'stuck', change, before: null }, flow, NOON + SECOND, null),
  ...given,
})

test('a line holds what the contract says', () => {
  expect(line()).toEqual({
    time: NOON + SECOND,
    event: 'stuck',
    flow: 0,
    client: { address: '10.0.0.5', port: 51514 },
    server: { address: '192.0.2.10', port: 443 },
    state: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
    verdict: {
      id: 'zero-window',
      severity: 'stuck',
      certainty: 'proved',
      title: 'zero-window',
      sentence: 'B closed its window in frame 9.',
    },
    since: NOON - 5n * SECOND,
    process: { client: 'curl', server: null },
    before: null,
  })
})

test('another cause does not make it stuck since later; what was stuck keeps since when', () => {
  const turn = { event: 'stuck', change, before: null } as const
  expect(watchLine(turn, flow, NOON, NOON - 9n * SECOND).since).toBe(NOON - 9n * SECOND)
  expect(watchLine(turn, { ...flow, stuckSince: null }, NOON, NOON - SECOND).since).toBe(NOON - SECOND)
  expect(watchLine(turn, { ...flow, stuckSince: null }, NOON, null).since).toBeNull()
})

test('the text says since when, or for how long it was', () => {
  expect(watchLineText(line(), false)).toBe(
    `${clockText(NOON + SECOND)}  stuck     10.0.0.5:51514 > 192.0.2.10:443            ESTABLISHED ESTABLISHED  zero-window, since ${clockText(NOON - 5n * SECOND)} (6 s), curl, flow 0\n`,
  )
  expect(watchLineText(line({ event: 'un-stuck' }), false)).toContain('zero-window, was stuck for 6 s, curl, flow 0\n')
  expect(watchLineText(line({ since: null, process: { client: null, server: null } }), false)).toMatch(
    /zero-window, flow 0\n$/,
  )
})

test('the sentence goes under it; names that others chose can’t command the terminal', () => {
  expect(watchLineText(line(), true)).toMatch(/flow 0\n {14}B closed its window in frame 9\.\n$/)
  const text = watchLineText(line({ process: { client: 'a\x1b[2J', server: 'nginx' } }), false)
  expect(text).toContain('a\ufffd[2J > nginx')
})

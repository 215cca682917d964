import { describe, expect, test } from 'vitest'
import { guessFamily, initialTtl } from './fingerprint'
import { PROFILES, profilesWith } from './index'
import { assumedProfile, fits, fittingSyn } from './schedule'

const ids = (retries: readonly number[], family: 'linux' | 'macos' | 'windows' | null): string[] =>
  fittingSyn(retries, family, PROFILES).map(({ id }) => id)

describe('schedules', () => {
  test('rise, and end before connect() fails', () => {
    for (const { synRetries, synGivesUp, synAckRetries, synAckGivesUp } of Object.values(PROFILES)) {
      for (const [times, end] of [
        [synRetries, synGivesUp],
        [synAckRetries, synAckGivesUp],
      ] as const) {
        expect([...times, end]).toEqual([...times, end].sort((a, b) => a - b))
      }
    }
  })

  test('are told apart by the second retry', () => {
    expect(ids([1, 2], null)).toEqual(['linux65', 'macos'])
    expect(ids([1, 3], null)).toEqual(['linux', 'windows', 'rfc'])
    expect(ids([1, 3, 7, 15, 31], null)).toEqual(['linux', 'rfc'])
  })

  test('a guess of the system narrows them, but does not overrule them', () => {
    expect(ids([1, 3], 'windows')).toEqual(['windows'])
    expect(ids([1, 2], 'windows')).toEqual(['linux65', 'macos'])
  })

  test('bear the jitter of timers, not a retry left out', () => {
    expect(fits([1.02, 3.06, 7.2, 15.1, 31.9, 64.5], PROFILES.linux.synRetries)).toBe(true)
    expect(fits([3.06, 7.2], PROFILES.linux.synRetries)).toBe(false)
  })

  test('no retry fits no profile, and Linux is assumed', () => {
    expect(ids([], null)).toEqual([])
    expect(assumedProfile(null, PROFILES).id).toBe('linux')
  })
})

describe('a SYN', () => {
  const linux = { ttl: 57, options: [2, 4, 8, 1, 3], window: 64240, shift: 7 }
  const macos = { ttl: 64, options: [2, 1, 3, 1, 1, 8, 4, 0, 0], window: 65535, shift: 6 }
  const windows = { ttl: 117, options: [2, 1, 3, 1, 1, 4], window: 64240, shift: 8 }

  test('tells its system by option order, TTL and window', () => {
    expect([linux, macos, windows].map(guessFamily)).toEqual(['linux', 'macos', 'windows'])
  })

  test('that fits two systems alike tells none', () => {
    expect(guessFamily({ ttl: 64, options: [2], window: 1024, shift: null })).toBeNull()
    expect(guessFamily({ ...windows, ttl: 250, options: [2, 4], shift: null })).toBeNull()
  })

  test('set off with the next usual TTL', () => {
    expect([1, 32, 33, 64, 65, 128, 129, 255].map(initialTtl)).toEqual([32, 32, 64, 64, 128, 128, 255, 255])
  })
})

test('somebody who knows better changes single timers', () => {
  const { linux, macos } = profilesWith({ linux: { timeWait: 30, name: 'our Linux' } })
  expect(linux).toEqual({ ...PROFILES.linux, timeWait: 30, name: 'our Linux' })
  expect(macos).toEqual(PROFILES.macos)
})

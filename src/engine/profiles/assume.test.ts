import { describe, expect, test } from 'vitest'
import { profilesAssuming } from './assume'
import { PROFILES } from './index'

describe('single timers that are set otherwise', () => {
  test('leave the profiles alone where none is', () => {
    expect(profilesAssuming(PROFILES, undefined)).toBe(PROFILES)
    expect(profilesAssuming(PROFILES, {})).toEqual(PROFILES)
  })

  test('hold for every system', () => {
    const profiles = profilesAssuming(PROFILES, { timeWait: 30, finWait2: 10, keepAliveIdle: 600 })
    for (const [id, profile] of Object.entries(profiles)) {
      expect(profile).toEqual({
        ...PROFILES[id as keyof typeof PROFILES],
        timeWait: 30,
        finWait2: 10,
        keepAlive: { ...profile.keepAlive, idle: 600 },
      })
    }
  })

  test('tell when a SYN is sent again, and when it is given up', () => {
    const { linux, linux65 } = profilesAssuming(PROFILES, { synRetries: 3 })
    expect([linux.synRetries, linux.synGivesUp]).toEqual([[1, 3, 7], 15])
    expect([linux65.synRetries, linux65.synGivesUp]).toEqual([[1, 2, 3], 4])
    const more = profilesAssuming(PROFILES, { synRetries: 8 }).linux
    expect([more.synRetries, more.synGivesUp]).toEqual([[1, 3, 7, 15, 31, 63, 127, 247], 367])
    const none = profilesAssuming(PROFILES, { synRetries: 0 }).linux
    expect([none.synRetries, none.synGivesUp]).toEqual([[], 1])
  })

  test('bound the wait of whatever is sent again', () => {
    const { linux } = profilesAssuming(PROFILES, { rtoMax: 10 })
    expect([linux.synRetries, linux.synGivesUp]).toEqual([[1, 3, 7, 15, 25, 35], 45])
    expect([linux.synAckRetries, linux.synAckGivesUp]).toEqual([[1, 3, 7, 15, 25], 35])
    // 0.2 to 6.4 s, then ten times 10 s.
    expect(linux.dataGivesUp).toBeCloseTo(112.6, 1)
    const same = profilesAssuming(PROFILES, { rtoMax: 120 }).linux
    expect(same.dataGivesUp).toBeCloseTo(PROFILES.linux.dataGivesUp, 9)
    expect([same.synRetries, same.synGivesUp]).toEqual([PROFILES.linux.synRetries, PROFILES.linux.synGivesUp])
  })
})

import { describe, expect, it } from 'vitest'
import { axisUnit, formatAt, formatDayAt, liveEnd } from './timeAxis'

describe('times of the timeline', () => {
  it('share the unit in which the whole of it is easy to read', () => {
    const unit = (span: number) => axisUnit(span).name
    expect([1e5, 81e6, 4e9, 54 * 60e9, 5 * 3600e9, 9 * 86_400e9].map(unit)).toEqual(['µs', 'ms', 's', 'min', 'h', 'd'])
  })

  it('are as fine as a pixel', () => {
    const seconds = axisUnit(10e9)
    expect(formatAt(1.2345e9, seconds, 10e9 / 600)).toBe('1.23 s')
    expect(formatAt(90e9, seconds, 1e9)).toBe('90 s')
    expect(formatAt(-1, seconds, 1e7)).toBe('0.00 s')
    expect(formatAt(1_234_500e6, axisUnit(1e8), 1e6)).toBe('1,234,500 ms')
  })
})

describe('times of day on the timeline', () => {
  const noon = Date.UTC(2026, 2, 1, 12) * 1e6
  it('are as fine as a pixel, and name the day where there are several', () => {
    expect(formatDayAt(noon, 'utc', 60e9)).toBe('12:00:00')
    expect(formatDayAt(noon + 250e6, 'utc', 1e7)).toBe('12:00:00.25')
    expect(formatDayAt(noon, 'utc', 600e9)).toBe('03-01 12:00')
  })
})

describe('the axis of a live capture', () => {
  it('always reaches the present, and stays for a while as it grows', () => {
    const ends = new Set<number>()
    for (let second = 0; second <= 3600; second += 1) {
      const end = liveEnd(5e9, 5e9 + second * 1e9)
      expect(end).toBeGreaterThanOrEqual(5e9 + second * 1e9 - 1)
      expect(end - 5e9).toBeLessThanOrEqual(Math.max(10e9, second * 1.26e9))
      ends.add(end)
    }
    expect(ends.size).toBeLessThan(30)
  })
})

import { expect, test } from 'vitest'
import { formatDay, formatDayTime } from './dayTime'
import { formatInUnit, formatMoment, timeUnit } from './format'

/** 2024-03-01 12:00:00.123456789 UTC. */
const MOMENT = 1_709_294_400_123_456_789n

test('a moment is told by the day and to the decimals asked for', () => {
  expect(formatDay(MOMENT, 'utc')).toBe('2024-03-01')
  expect(formatDayTime(MOMENT, 'utc', 3)).toBe('12:00:00.123')
  expect(formatDayTime(MOMENT, 'utc', 0)).toBe('12:00:00')
})

test('the local time of day is that of this computer’s zone', () => {
  const date = new Date(Number(MOMENT / 1_000_000n))
  const hours = String(date.getHours()).padStart(2, '0')
  expect(formatDayTime(MOMENT, 'local', 3).slice(0, 2)).toBe(hours)
  expect(formatMoment(MOMENT, 'local')).toContain(hours)
})

test('a unit that names times of day counts from its start', () => {
  const unit = timeUnit(2e9, { start: MOMENT, style: 'utc' })
  expect(unit.name).toBe('UTC')
  expect(formatInUnit(1.5e9, unit)).toBe('12:00:01.623456')
})

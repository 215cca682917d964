import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatEndpoint,
  formatInUnit,
  formatMilliseconds,
  formatMoment,
  timeUnit,
} from './format'

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [51_600, '51.6 kB'],
    [310_000, '310 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_900_000, '1.9 MB'],
    [61_400_000, '61.4 MB'],
    [5e15, '5000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
})

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [812, '812 ns'],
    [400_000, '400 µs'],
    [999_600, '1.0 ms'],
    [28_000_000, '28 ms'],
    [310_000_000, '0.31 s'],
    [2_100_000_000, '2.10 s'],
    [12_400_000_000, '12.4 s'],
    [59_960_000_000, '1m 00s'],
    [843_000_000_000, '14m 03s'],
    [11_040_000_000_000, '3h 04m'],
    [4_000_130_000_000, '1h 07m'],
    [183_600_000_000_000, '2d 03h'],
    [-28_000_000, '−28 ms'],
  ])('writes %d ns as %s', (ns, text) => expect(formatDuration(ns)).toBe(text))
})

describe('a column of times', () => {
  it('counts in milliseconds below a second', () => {
    expect(timeUnit(308_412_000).name).toBe('ms')
    expect(formatInUnit(308_412_000, timeUnit(308_412_000))).toBe('308.412')
  })
  it('counts in seconds above', () => expect(formatInUnit(843_402_000_000, timeUnit(9e11))).toBe('843.402'))
  it('keeps long spans narrow', () => expect(formatInUnit(86_400_123_000_000, timeUnit(864e11))).toBe('86400.12'))
})

describe('other words', () => {
  it('separates thousands', () => expect(formatCount(118_204)).toBe('118,204'))
  it('writes IPv6 endpoints in brackets', () => {
    expect(formatEndpoint({ address: '2001:db8::1', port: 443 })).toBe('[2001:db8::1]:443')
    expect(formatEndpoint({ address: '10.0.0.1', port: 80 })).toBe('10.0.0.1:80')
  })
  it('writes round-trip times in milliseconds', () => {
    expect(formatMilliseconds(213_000)).toBe('0.213')
    expect(formatMilliseconds(28_000_000)).toBe('28.0')
    expect(formatMilliseconds(1_240_000_000)).toBe('1,240')
  })
  it('writes moments to the microsecond in UTC', () =>
    expect(formatMoment(1_709_294_400_123_456_789n)).toBe('2024-03-01 12:00:00.123456'))
})

import { describe, expect, it } from 'vitest'
import { byteWords, countWords, durationWords, pluralWords } from './words'

describe('words', () => {
  it('separates thousands', () => {
    expect([0, 999, 1448, 1234567].map(countWords)).toEqual(['0', '999', '1,448', '1,234,567'])
  })
  it('speaks of one segment and of many', () => {
    expect(pluralWords(1, 'segment')).toBe('1 segment')
    expect(pluralWords(1204, 'segment')).toBe('1,204 segments')
  })
  it('keeps small sizes exact and rounds large ones to three digits', () => {
    expect([412, 1448, 9999, 49_800, 999_600, 1_704_000].map(byteWords)).toEqual([
      '412 B',
      '1,448 B',
      '9,999 B',
      '49.8 kB',
      '1.00 MB',
      '1.70 MB',
    ])
  })
  it('writes durations in the largest fitting units and never shows 60 of the smaller one', () => {
    const spans: readonly (readonly [number, string])[] = [
      [0, '0 ns'],
      [412_000, '412 µs'],
      [2_300_000, '2.3 ms'],
      [229e6, '229 ms'],
      [1.024e9, '1.024 s'],
      [12.44e9, '12.4 s'],
      [59.97e9, '1 min'],
      [842e9, '14 min 2 s'],
      [3599.8e9, '1 h'],
      [7380e9, '2 h 3 min'],
      [273_600e9, '3 d 4 h'],
      [-1.5e9, '-1.5 s'],
    ]
    for (const [ns, words] of spans) expect(durationWords(ns)).toBe(words)
  })
})

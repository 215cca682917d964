import { describe, expect, it } from 'vitest'
import { foundFigures, foundWords, rowMatchWords } from './filterWords'
import { foldRow, segmentRow } from './rows.fixture'
import { blockAround, type LadderFilter } from './useLadderFilter'

const filter: LadderFilter = {
  text: 'tcp.len > 0',
  problem: null,
  segments: 1_000_000,
  matches: 1234,
  spread: [],
  isDone: true,
  counts: new Map(),
  rows: new Set(),
  beside: async () => null,
}

describe('what a filter leaves, in words', () => {
  it('is counted of all segments, and has dots while some were not looked at', () => {
    expect(foundWords(filter)).toBe('1,234 of 1,000,000 match')
    expect(foundFigures(filter)).toBe('1,234 / 1,000,000')
    expect(foundWords({ ...filter, isDone: false })).toBe('1,234 of 1,000,000 match …')
    expect(foundWords({ ...filter, problem: { message: 'no', column: 1, length: 1 } })).toBe('not a filter')
  })

  it('is said of each row that holds segments, where it is known', () => {
    const counts = new Map([
      [0, 1],
      [1, 0],
      [2, 3],
    ])
    expect([segmentRow(0), segmentRow(1), foldRow(2), segmentRow(3)].map((row) => rowMatchWords(row, counts))).toEqual([
      'matches',
      'filtered out',
      '3 of 36 match',
      '',
    ])
  })
})

describe('rows that are asked about', () => {
  it('come in blocks, so that scrolling by a row asks nothing', () => {
    expect(blockAround(70, 90, 10_000)).toEqual(blockAround(71, 91, 10_000))
    const asked = blockAround(500_000, 500_040, 1_000_000)
    expect(asked.length).toBeLessThan(260)
    expect([asked[0], asked.at(-1)]).toEqual([499_904, 500_159])
    expect(blockAround(0, 5, 5)).toEqual([0, 1, 2, 3, 4])
    expect(blockAround(0, 0, 0)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { timeUnit } from '../ui/format'
import { certaintyWords, rowWords } from './describeRow'
import { foldRow, presumed, START, segmentRow } from './rows.fixture'

describe('rowWords', () => {
  const unit = timeUnit(5e8)
  it('tells a segment', () =>
    expect(rowWords(segmentRow(4, { from: 'server', label: 'ACK 5' }), START, unit)).toEqual({
      time: '4.000 ms',
      from: 'server',
      what: 'ACK 5',
      frame: '5',
    }))
  it('tells a fold with its frames', () => expect(rowWords(foldRow(1), START, unit).frame).toBe('10–45'))
})

describe('certaintyWords', () => {
  it('names the side that is presumed', () => {
    expect(certaintyWords(segmentRow(0))).toBe('both proved')
    expect(certaintyWords(segmentRow(0, { client: presumed('SYN_SENT') }))).toBe('client presumed')
    expect(certaintyWords(segmentRow(0, { server: presumed('LISTEN') }))).toBe('server presumed')
    const both = { client: presumed('UNKNOWN'), server: presumed('UNKNOWN') } as const
    expect(certaintyWords(segmentRow(0, both))).toBe('both presumed')
  })
})

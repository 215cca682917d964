import { describe, expect, it } from 'vitest'
import type { ClockRelation, SegmentFate } from '../../contracts/twoEnds'
import { frameNumber } from '../../contracts/units'
import { driftWords, fateTone, fateWords, framesOf, offsetWords, seenAt, segmentWords, uncertaintyWords } from './words'

const CLOCK: ClockRelation = { offsetNs: 5e9, uncertaintyNs: 10e6, driftPpm: -3.21, samples: 13, steps: [] }
const ARRIVED: SegmentFate = {
  from: 'client',
  fate: 'arrived',
  sentFrame: frameNumber(8),
  arrivedFrames: [frameNumber(9)],
  sentAt: 1_000n,
  arrivedAt: 5_010_001_000n,
  seq: 1,
  length: 412,
  flags: ['PSH', 'ACK'],
  delayNs: 10e6,
  isDelayed: false,
  isReordered: false,
  changes: [],
  lostBytes: 0,
  reason: '',
}

describe('the clocks', () => {
  it('are told with how sure that is', () => {
    expect(offsetWords(CLOCK)).toBe('5.00 s ahead')
    expect(offsetWords({ ...CLOCK, offsetNs: -2e6 })).toBe('2.0 ms behind')
    expect(uncertaintyWords(CLOCK)).toBe('± 10 ms, by 13 segments')
    expect(uncertaintyWords({ ...CLOCK, uncertaintyNs: null, samples: 1 })).toBe('by 1 segment, one way only')
    expect(driftWords(CLOCK)).toBe('3.2 ppm slower')
    expect(driftWords({ ...CLOCK, driftPpm: null })).toBe('unknown, too few segments')
  })
})

describe('a segment', () => {
  it('is told with its fate', () => {
    expect(segmentWords(ARRIVED)).toBe('PSH,ACK 412 B')
    expect(fateWords(ARRIVED)).toBe('after 10 ms')
    expect(fateWords({ ...ARRIVED, fate: 'lost' })).toBe('lost on the way')
    expect(fateWords({ ...ARRIVED, changes: [{ field: 'MSS', before: '1460', after: '1400' }] })).toBe(
      'after 10 ms, altered',
    )
    expect([ARRIVED, { ...ARRIVED, isDelayed: true }, { ...ARRIVED, fate: 'forged' as const }].map(fateTone)).toEqual([
      'ok',
      'warning',
      'stuck',
    ])
  })

  it('stands with its frames at the lifelines of its ends, whoever sent it', () => {
    expect(framesOf(ARRIVED)).toEqual({ client: '8', server: '9' })
    expect(framesOf({ ...ARRIVED, from: 'server', arrivedFrames: [frameNumber(9), frameNumber(10)] })).toEqual({
      client: '9 +1',
      server: '8',
    })
    expect(framesOf({ ...ARRIVED, sentFrame: null })).toEqual({ client: '', server: '9' })
  })

  it('is timed by the first capture’s clock, at whichever end it was seen', () => {
    expect(seenAt(ARRIVED, { clientEnd: 'first' }, CLOCK)).toBe(1_000n)
    expect(seenAt({ ...ARRIVED, sentAt: null }, { clientEnd: 'first' }, CLOCK)).toBe(10_001_000n)
    expect(seenAt({ ...ARRIVED, sentAt: 5_000_001_000n }, { clientEnd: 'second' }, CLOCK)).toBe(1_000n)
  })
})

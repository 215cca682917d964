import { describe, expect, it } from 'vitest'
import type { LadderDifference } from '../../contracts/ladder'
import type { LadderRow } from '../../contracts/ladderRows'
import { type FlowId, frameNumber } from '../../contracts/units'
import { foundAfter, foundBefore } from './found'
import { linksOf, relationsOf } from './links'
import { differenceWords, type Mark, markOf, toggled } from './marks'
import { foldRow, proved, segmentRow } from './rows.fixture'
import { levelBeside, stretchBeside } from './zoom'

const FLOW = 7 as FlowId
const segment = { frame: frameNumber(1), from: 'client', seq: 1, ack: 1, length: 0 } as const
const difference = (change: Partial<LadderDifference>): LadderDifference => ({
  first: segment,
  second: segment,
  timeNs: 1.024e9,
  segmentsBetween: 5,
  bytes: { client: 412, server: 0 },
  seq: 412,
  ack: 0,
  acked: null,
  ...change,
})

describe('marks', () => {
  it('are two at most; a third takes the place of the older one', () => {
    const [one, two, three] = [0, 1, 2].map((row) => markOf(FLOW, segmentRow(row)) as Mark)
    const both = toggled(toggled([], one as Mark), two as Mark)
    expect(both.map(({ frame }) => frame)).toEqual([1, 2])
    expect(toggled(both, three as Mark)).toEqual([two, three])
    expect(toggled(both, one as Mark)).toEqual([two])
    const ofOther = { ...(one as Mark), flow: 8 as FlowId }
    expect(toggled([one as Mark], ofOther)).toEqual([one, ofOther])
  })
  it('are of segments, a fold’s of its first one, and of nothing else', () => {
    expect(markOf(FLOW, foldRow(3))).toEqual({ flow: 7, frame: 10 })
    const silence = {
      kind: 'quiet',
      row: 0,
      client: proved('CLOSED'),
      server: proved('CLOSED'),
      durationNs: 1,
      label: '',
    }
    expect(markOf(FLOW, silence as LadderRow)).toBeNull()
  })
  it('say where what lies between two flows was counted', () => {
    expect(differenceWords(difference({ seq: null, ack: null }), true)).toEqual([
      '1.02 s later',
      '5 segments of all these flows between',
      '→ 412 B',
    ])
  })
  it('tell time, segments, bytes and numbers between', () => {
    expect(differenceWords(difference({}))).toEqual([
      '1.02 s later',
      '5 segments between',
      '→ 412 B',
      'seq +412',
      'ack 0',
    ])
  })
  it('tell how far one acknowledges the other', () => {
    const words = (acked: number) => differenceWords(difference({ seq: null, ack: null, acked })).at(-1)
    expect(words(0)).toBe('B acknowledges just A')
    expect(words(-1448)).toBe('B’s ack is 1,448 short of A’s end')
    expect(words(10)).toBe('B’s ack is 10 past A’s end')
  })
})

describe('found rows', () => {
  it('are gone through in circles', () => {
    const rows = [2, 5, 9]
    expect([foundAfter(rows, -1), foundAfter(rows, 2), foundAfter(rows, 9)]).toEqual([2, 5, 2])
    expect([foundBefore(rows, 5), foundBefore(rows, 2), foundBefore(rows, 7)]).toEqual([2, 9, 5])
    expect(foundAfter([], 3)).toBeNull()
  })
})

describe('what has to do with the row in focus', () => {
  const peer = (row: number) => ({ frame: frameNumber(row + 1), segment: row as never, row })
  const peers = {
    segment: 4 as never,
    frame: frameNumber(5),
    acks: peer(3),
    ackedBy: peer(6),
    repeats: null,
    repeatedBy: peer(9),
  }
  it('is linked where both meet', () => {
    expect(linksOf(peers, 4, 'client')).toEqual([
      { from: 3, to: 4, side: 'client' },
      { from: 4, to: 6, side: 'server' },
    ])
  })
  it('is not linked within one row', () =>
    expect(linksOf({ ...peers, acks: peer(4), ackedBy: null }, 4, 'client')).toEqual([]))
  it('is told in words', () => expect([...relationsOf(peers).keys()]).toEqual([3, 6, 9]))
})

describe('levels', () => {
  it('end at both ends', () => {
    expect(levelBeside('segments', true)).toBe('segments')
    expect(levelBeside('segments', false)).toBe('exchanges')
    expect(levelBeside('phases', false)).toBe('phases')
    expect(stretchBeside(1, false)).toBe(1)
  })
})

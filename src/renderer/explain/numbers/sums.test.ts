import { expect, test } from 'vitest'
import type { SumTerm } from '../../../contracts/explain'
import { frameNumber, segmentIndex } from '../../../contracts/units'
import { sequenceText, sumOf, sumParts } from './sums'

const term = (seq: number, raw: number, length: number, syn: 0 | 1 = 0, fin: 0 | 1 = 0): SumTerm => ({
  frame: frameNumber(4),
  segment: segmentIndex(3),
  seq: { relative: seq, raw },
  length,
  syn,
  fin,
})

test('SYN and FIN take a number each, data as many as bytes', () => {
  expect(sumParts(term(0, 7000, 0, 1), false).map(({ kind, value }) => `${kind} ${value}`)).toEqual(['seq 0', 'syn 1'])
  expect(sumParts(term(1, 7001, 1448, 0, 1), false).map(({ kind, value }) => `${kind} ${value}`)).toEqual([
    'seq 1',
    'bytes 1,448',
    'fin 1',
  ])
  expect(sumOf(term(1, 7001, 100, 0, 1))).toEqual({ relative: 102, raw: 7102 })
})

test('a pure ACK takes nothing', () => {
  expect(sumParts(term(1, 7001, 0), false)).toHaveLength(1)
  expect(sumOf(term(1, 7001, 0))).toEqual({ relative: 1, raw: 7001 })
})

test('raw numbers go round at 2^32, relative ones go on', () => {
  expect(sumOf(term(100, 0xffff_fff0, 32))).toEqual({ relative: 132, raw: 16 })
})

test('numbers are written as asked', () => {
  expect(sequenceText({ relative: 51_245, raw: 3_000_000_000 }, false)).toBe('51,245')
  expect(sequenceText({ relative: 51_245, raw: 3_000_000_000 }, true)).toBe('3000000000')
})

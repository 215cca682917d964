import { describe, expect, it } from 'vitest'
import type { LadderBracket } from '../../contracts/ladderRows'
import { laneCount, placeBrackets } from './brackets'

const bracket = (from: number, to: number): LadderBracket => ({ from, to, title: 'Close', kind: 'close' })

describe('placeBrackets', () => {
  it('puts brackets that follow each other into one lane', () => {
    const placed = placeBrackets([bracket(9, 12), bracket(0, 3)])
    expect(placed.map(({ from, lane }) => [from, lane])).toEqual([
      [0, 0],
      [9, 0],
    ])
    expect(laneCount(placed)).toBe(1)
  })
  it('gives brackets that overlap lanes of their own', () => {
    const placed = placeBrackets([bracket(0, 10), bracket(5, 8)])
    expect(placed.map(({ lane }) => lane)).toEqual([0, 1])
    expect(laneCount(placed)).toBe(2)
  })
  it('shows two at a height at most', () =>
    expect(placeBrackets([bracket(0, 10), bracket(2, 9), bracket(3, 8)])).toHaveLength(2))
  it('takes no lane where there is none', () => expect(laneCount([])).toBe(0))
})

import { describe, expect, it } from 'vitest'
import { leftOf } from './left'

const at = (ms: number) => BigInt(ms) * 1_000_000n

describe('leftOf', () => {
  it('runs from its beginning to its end, and not beyond', () => {
    const row = { since: at(10_000), until: at(70_000) }
    expect(leftOf(row, null, 25_000)).toEqual({ leftMs: 45_000, part: 0.75 })
    expect(leftOf(row, null, 90_000)).toEqual({ leftMs: 0, part: 0 })
  })

  it('takes the system’s wait where the beginning was not seen', () => {
    const row = { since: null, until: at(60_000) }
    expect(leftOf(row, 120_000, 0).part).toBe(0.5)
    expect(leftOf(row, null, 0).part).toBe(1)
  })
})

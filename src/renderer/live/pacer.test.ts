import { describe, expect, it } from 'vitest'
import { LEAST_MS, Pacer } from './pacer'

describe('Pacer', () => {
  it('lets the first question pass at once', () => {
    expect(new Pacer().wait(0)).toBe(0)
  })

  it('asks at most every tenth of a second, however fast the answers are', () => {
    const pacer = new Pacer()
    pacer.asked(1000)
    pacer.answered(1001)
    expect(pacer.wait(1001)).toBe(LEAST_MS - 1)
    expect(pacer.wait(1100)).toBe(0)
  })

  it('rests ten times as long as answers take, but not for one that was slow by chance', () => {
    const pacer = new Pacer()
    const ask = (at: number, costMs: number) => {
      pacer.asked(at)
      pacer.answered(at + costMs)
      return pacer.wait(at + costMs)
    }
    expect(ask(0, 80)).toBe(20)
    expect(ask(1000, 90)).toBe(710)
    expect(ask(2000, 5)).toBe(95)
    expect(ask(3000, 80)).toBe(20)
  })
})

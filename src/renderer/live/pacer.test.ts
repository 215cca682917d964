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

  it('rests ten times as long as an answer took', () => {
    const pacer = new Pacer()
    pacer.asked(0)
    pacer.answered(80)
    expect(pacer.wait(80)).toBe(720)
    pacer.asked(800)
    pacer.answered(805)
    expect(pacer.wait(805)).toBe(95)
  })
})

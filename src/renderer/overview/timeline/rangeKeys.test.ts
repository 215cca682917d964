import { describe, expect, it } from 'vitest'
import { rangeAfter } from './rangeKeys'

const SHOWN = { from: 0, to: 1000 }
const press = (key: string, range: { from: number; to: number } | null, shiftKey = false) =>
  rangeAfter({ key, shiftKey }, range, SHOWN)

describe('the time range by keyboard', () => {
  it('begins with a tenth at the side where the key points from', () => {
    expect(press('ArrowRight', null)).toEqual({ from: 0, to: 100 })
    expect(press('ArrowLeft', null)).toEqual({ from: 900, to: 1000 })
  })

  it('moves, and stops at both ends with its length', () => {
    expect(press('ArrowRight', { from: 100, to: 200 })).toEqual({ from: 120, to: 220 })
    expect(press('ArrowRight', { from: 895, to: 995 })).toEqual({ from: 900, to: 1000 })
    expect(press('ArrowLeft', { from: 5, to: 105 })).toEqual({ from: 0, to: 100 })
    expect(press('PageDown', { from: 100, to: 300 })).toEqual({ from: 300, to: 500 })
    expect(press('Home', { from: 100, to: 300 })).toEqual({ from: 0, to: 200 })
    expect(press('End', { from: 100, to: 300 })).toEqual({ from: 800, to: 1000 })
  })

  it('grows and shrinks, and never to nothing', () => {
    expect(press('ArrowRight', { from: 100, to: 200 }, true)).toEqual({ from: 100, to: 220 })
    expect(press('ArrowLeft', { from: 100, to: 110 }, true)).toEqual({ from: 100, to: 105 })
    expect(press('End', { from: 100, to: 110 }, true)).toEqual({ from: 100, to: 1000 })
    expect(press('ArrowUp', { from: 10, to: 990 })).toEqual({ from: 0, to: 1000 })
    expect(press('ArrowDown', { from: 100, to: 200 })).toEqual({ from: 120, to: 180 })
    expect(press('ArrowDown', { from: 100, to: 140 })).toEqual({ from: 100, to: 140 })
  })

  it('goes with Escape, and leaves other keys alone', () => {
    expect(press('Escape', { from: 100, to: 200 })).toBeNull()
    expect(press('Escape', null)).toBeUndefined()
    expect(press('a', { from: 100, to: 200 })).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { isScaled, MOST_PIXELS, mostOffset, offsetOf, revealOffset, scrollSpace, scrollTopOf } from './scrollMath'

describe('a ladder that fits an element', () => {
  const space = scrollSpace(26_000, 500)
  it('scrolls pixel by pixel', () => {
    expect(isScaled(space)).toBe(false)
    expect(offsetOf(space, 1234)).toBe(1234)
    expect(scrollTopOf(space, 1234)).toBe(1234)
  })
  it('stops at its end', () => expect(offsetOf(space, 99_999)).toBe(25_500))
})

describe('a ladder of a million rows', () => {
  const space = scrollSpace(26_000_000, 500)
  it('fits the tallest element', () => expect(space.element).toBe(MOST_PIXELS))
  it('reaches both ends', () => {
    expect(offsetOf(space, 0)).toBe(0)
    expect(offsetOf(space, MOST_PIXELS - 500)).toBe(mostOffset(space))
  })
  it('comes back to the offset it was set to', () => {
    for (const offset of [0, 1, 26, 12_345_678, 25_999_500]) {
      expect(offsetOf(space, scrollTopOf(space, offset))).toBeCloseTo(offset, 6)
    }
  })
})

describe('revealOffset', () => {
  const space = scrollSpace(26_000, 520)
  it('leaves alone what is visible', () => expect(revealOffset(space, 100, 130, 156)).toBe(100))
  it('moves up just enough', () => expect(revealOffset(space, 1000, 520, 546)).toBe(520))
  it('moves down just enough', () => expect(revealOffset(space, 0, 1040, 1066)).toBe(546))
  it('moves to the middle where asked', () =>
    expect(revealOffset(space, 0, 5200, 5226, { center: true })).toBe(5213 - 260))
  it('does not leave the ladder', () => {
    expect(revealOffset(space, 600, 0, 26, { margin: 52 })).toBe(0)
    expect(revealOffset(space, 0, 25_974, 26_000, { margin: 52 })).toBe(25_480)
  })
})

describe('a ladder shorter than its pane', () => {
  it('does not scroll', () => {
    const space = scrollSpace(100, 500)
    expect(mostOffset(space)).toBe(0)
    expect(revealOffset(space, 0, 74, 100, { margin: 26 })).toBe(0)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moved, rangeFrom, shownRange, WHOLE, zoomed } from './view'

const SPAN = 1e9
const shown = fc
  .tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true }))
  .map(([from, length]) => shownRange(rangeFrom(from * SPAN, (from + length) * SPAN, SPAN), SPAN))

describe('the range that graphs show', () => {
  test('stays within the flow however it is zoomed and moved', () => {
    fc.assert(
      fc.property(
        shown,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (range, at, factor) => {
          for (const next of [
            zoomed(range, range.from + at * (range.to - range.from), factor, SPAN),
            moved(range, (at - 0.5) * 3 * SPAN, SPAN),
          ]) {
            const { from, to } = shownRange(next, SPAN)
            expect(from).toBeGreaterThanOrEqual(0)
            expect(to).toBeLessThanOrEqual(SPAN * (1 + 1e-12))
            expect(to).toBeGreaterThan(from)
          }
        },
      ),
    )
  })

  test('keeps the moment under the pointer where it is', () => {
    const next = shownRange(zoomed({ from: 0.2e9, to: 0.8e9 }, 0.5e9, 0.5, SPAN), SPAN)
    expect(next).toEqual({ from: 0.35e9, to: 0.65e9 })
  })

  test('moves on with the end that it touches, and stays where it does not', () => {
    expect(rangeFrom(0.6e9, SPAN, SPAN)).toEqual({ from: null, length: 0.4e9 })
    expect(shownRange({ from: null, length: 0.4e9 }, 2 * SPAN)).toEqual({ from: 1.6e9, to: 2e9 })
    expect(shownRange(rangeFrom(0.1e9, 0.2e9, SPAN), 2 * SPAN)).toEqual({ from: 0.1e9, to: 0.2e9 })
  })

  test('is all of the flow where it is as long', () => {
    expect(rangeFrom(-5, 2 * SPAN, SPAN)).toEqual(WHOLE)
    expect(zoomed({ from: 0.4e9, to: 0.6e9 }, 0.5e9, 10, SPAN)).toEqual(WHOLE)
  })
})

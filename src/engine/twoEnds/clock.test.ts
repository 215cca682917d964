import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clock, solveClock } from './clock'
import type { ClockSample } from './corridor'
import { finish } from './work'

const MS = 1e6
const SECOND = 1e9

/** Segments both ways, one every 10 ms, a way of 10 ms and `jitter(i)` each. */
function talk(count: number, offset: (at: number) => number, jitter: (index: number) => number): ClockSample[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index * 10 * MS
    const delay = 10 * MS + jitter(index)
    const isForward = index % 2 === 0
    return { at, difference: offset(at) + (isForward ? delay : -delay), isForward }
  })
}

const wave = (index: number): number => (index % 7) * 0.1 * MS

/** All at once. */
const solve = (samples: readonly ClockSample[]): Clock | null => finish(solveClock(samples))

describe('the clock', () => {
  test('has an offset of any size, sure to half the shortest round trip', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (offset) => {
        const clock = solve(talk(40, () => offset, wave))
        expect(clock?.pieces).toHaveLength(1)
        expect(Math.abs((clock?.offsetAt(0) ?? 0) - offset)).toBeLessThanOrEqual(1)
        expect(clock?.uncertaintyAt(0)).toBe(10 * MS)
      }),
    )
  })

  test('drifts: found to a millionth over a minute', () => {
    for (const drift of [-400e-6, -3e-6, 50e-6, 900e-6]) {
      const clock = solve(talk(6000, (at) => 5 * SECOND + drift * at, wave))
      expect(clock?.isDriftKnown).toBe(true)
      expect(Math.abs((clock?.pieces[0]?.drift ?? 0) - drift)).toBeLessThan(1e-6)
    }
  })

  test('drifts found do not make up what few segments leave open', () => {
    const clock = solve(
      talk(
        4,
        () => 0,
        (index) => index * 5 * MS,
      ),
    )
    expect(clock?.isDriftKnown).toBe(false)
    expect(clock?.pieces[0]?.drift).toBe(0)
  })

  test('is known from two segments', () => {
    const clock = solve(
      talk(
        2,
        () => 7 * SECOND,
        () => 0,
      ),
    )
    expect(clock?.offsetAt(0)).toBe(7 * SECOND)
  })

  test('of one-way traffic takes the fastest segment for instant and says that it is unsure', () => {
    const clock = solve(talk(20, () => 7 * SECOND, wave).filter(({ isForward }) => isForward))
    expect(clock?.offsetAt(0)).toBe(7 * SECOND + 10 * MS)
    expect(clock?.uncertaintyAt(0)).toBe(Number.POSITIVE_INFINITY)
  })

  test.each([
    ['longer than the round trip', 100 * MS],
    ['backwards', -3 * SECOND],
    ['shorter than the round trip', 12 * MS],
  ])('steps: one %s is found, and delays are right before and after it', (_, step) => {
    const stepAt = 2 * SECOND
    const clock = solve(talk(400, (at) => (at < stepAt ? 0 : step), wave))
    expect(clock?.pieces).toHaveLength(2)
    expect(clock?.offsetAt(1 * SECOND)).toBeCloseTo(0, -5)
    expect(clock?.offsetAt(3 * SECOND)).toBeCloseTo(step, -5)
    expect(Math.abs((clock?.pieces[1]?.from ?? 0) - stepAt)).toBeLessThan(100 * MS)
  })

  test('does not step where the way one way got longer', () => {
    const rerouted = talk(400, () => 0, wave).map((sample) =>
      sample.isForward && sample.at > 2 * SECOND ? { ...sample, difference: sample.difference + 30 * MS } : sample,
    )
    expect(solve(rerouted)?.pieces).toHaveLength(1)
  })

  test('is not misled by a stray sample', () => {
    const samples = talk(400, () => 0, wave)
    const stray = { at: 1.001 * SECOND, difference: -5 * SECOND, isForward: true }
    const clock = solve([...samples, stray])
    expect(clock?.pieces).toHaveLength(1)
    expect(clock?.offsetAt(0)).toBeCloseTo(0, -5)
  })

  test('without segments there is none', () => {
    expect(solve([])).toBeNull()
  })
})

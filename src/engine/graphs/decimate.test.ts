import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimate } from './decimate'
import { Points } from './series'
import { ratesOf } from './throughput'

const moments = fc.array(
  fc.record({ gap: fc.nat(50), value: fc.integer({ min: -1000, max: 1000 }), size: fc.nat(99) }),
  {
    maxLength: 400,
  },
)
const view = fc.record({
  from: fc.nat(5000),
  length: fc.integer({ min: 1, max: 20_000 }),
  width: fc.integer({ min: 1, max: 60 }),
})

function pointsOf(
  list: readonly { gap: number; value: number; size: number }[],
  shape: 'dots' | 'bars' | 'line',
): Points {
  const points = new Points('data', shape, 1)
  let time = 0
  list.forEach(({ gap, value, size }, at) => {
    time += gap
    points.add(time, at, value, value + size)
  })
  return points
}

/** Lowest and highest of the points in the range, or null. */
function extent(points: Points, from: number, to: number): { low: number; high: number } | null {
  const inside = [...points.position.subarray(0, points.count).keys()].filter(
    (at) => (points.time[at] ?? 0) >= from && (points.time[at] ?? 0) <= to,
  )
  if (inside.length === 0) return null
  return {
    low: Math.min(...inside.map((at) => points.low[at] ?? 0)),
    high: Math.max(...inside.map((at) => (points.high ?? points.low)[at] ?? 0)),
  }
}

describe('a decimated view', () => {
  for (const shape of ['dots', 'bars', 'line'] as const) {
    test(`keeps the lowest and the highest of each part, in order: ${shape}`, () => {
      fc.assert(
        fc.property(moments, view, (list, { from, length, width }) => {
          const series = pointsOf(list, shape)
          const { points, total } = decimate(series, { from, to: from + length, width })
          const times = [...points.time.subarray(0, points.count)]
          expect(times).toEqual([...times].sort((one, other) => one - other))
          expect(extent(points, from, from + length)).toEqual(extent(series, from, from + length))
          const inside = [...series.time.subarray(0, series.count)].filter(
            (time) => time >= from && time <= from + length,
          )
          expect(total).toBe(inside.length)
          expect(points.count).toBeLessThanOrEqual((shape === 'bars' ? 12 : 4) * (width + 1) + 2)
        }),
      )
    })
  }

  test('joins bars that follow each other, and not those with a gap between', () => {
    const series = new Points('data', 'bars')
    series.add(0, 0, 0, 10)
    series.add(1, 1, 10, 20)
    series.add(2, 2, 30, 40)
    const { points } = decimate(series, { from: 0, to: 100, width: 2 })
    expect([...points.low.subarray(0, points.count)]).toEqual([0, 30])
    expect([...(points.high?.subarray(0, points.count) ?? [])]).toEqual([20, 40])
  })
})

test('rates keep the highest rate of the view, whatever its width', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 500 }), (list, width, mean) => {
      const sums = new Points('throughput', 'line', 1)
      let time = 0
      let sum = 0
      list.forEach(({ gap, size }, at) => {
        time += gap
        sum += size
        sums.add(time, at, sum)
      })
      const to = time + 1
      const rates = ratesOf(sums, 'throughput', 0, to, width, mean)
      let most = 0
      for (let at = 0; at < sums.count; at += 1) {
        const now = sums.time[at] ?? 0
        let held = at
        while (held >= 0 && (sums.time[held] ?? 0) > now - mean) held -= 1
        most = Math.max(most, (sums.low[at] ?? 0) - (held < 0 ? 0 : (sums.low[held] ?? 0)))
      }
      const found = Math.max(0, ...rates.low.subarray(0, rates.count))
      expect(found).toBeCloseTo((most * 1e9) / mean, 0)
    }),
  )
})

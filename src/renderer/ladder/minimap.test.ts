import { describe, expect, it } from 'vitest'
import { type LadderMap, MAP_LOSS, MAP_RESET } from '../../contracts/ladder'
import { MAP_WIDTH, mapMarks, offsetAt, viewBox } from './minimap'

const map = (segments: number[], events: number[] = segments.map(() => 0)): LadderMap => ({
  segments,
  events,
})

describe('the map', () => {
  it('is as wide as it is dense, and stays within its strip', () => {
    const marks = mapMarks(map([1, 1000, 0, 10]), 400, [], 4)
    expect(marks.map(({ y }) => y)).toEqual([0, 100, 300])
    const [one, thousand, ten] = marks.map(({ width }) => width)
    expect(one).toBeLessThan(ten ?? 0)
    expect(ten).toBeLessThan(thousand ?? 0)
    for (const { x, width } of marks) expect(x + width).toBeLessThanOrEqual(MAP_WIDTH)
  })
  it('shows a single loss among many', () => {
    const events = Array.from({ length: 400 }, (_, i) => (i === 123 ? MAP_LOSS | MAP_RESET : 0))
    const ticks = mapMarks(
      map(
        events.map(() => 1),
        events,
      ),
      400,
      [],
      400,
    ).filter(({ tone }) => tone !== 'density')
    expect(ticks.map(({ tone }) => tone)).toEqual(['loss', 'reset'])
    expect(ticks[0]?.height).toBeGreaterThanOrEqual(2)
  })
  it('has at most a tick a pixel for what was found', () => {
    const found = Array.from({ length: 100_000 }, (_, row) => row)
    expect(mapMarks(map([1]), 400, found, 100_000).length).toBeLessThanOrEqual(401)
  })
})

describe('the view on the map', () => {
  it('reaches both ends', () => {
    expect(viewBox(10_000, 500, 0, 500).top).toBe(0)
    const { top, height } = viewBox(10_000, 500, 9500, 500)
    expect(top + height).toBe(500)
  })
  it('stays large enough to be seen', () => expect(viewBox(26_000_000, 500, 0, 500).height).toBe(8))
  it('comes to where one clicks', () => {
    expect(offsetAt(0, 10_000, 500, 500)).toBe(0)
    expect(offsetAt(500, 10_000, 500, 500)).toBe(9500)
    expect(offsetAt(250, 10_000, 500, 500)).toBeCloseTo(4750)
  })
})

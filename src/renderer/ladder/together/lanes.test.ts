import { describe, expect, it } from 'vitest'
import { togetherColumns } from './columns'
import { hosts } from './hosts.fixture'
import { allLanes, LABEL_INDENT, laneFrom, widestLane, wordPlace } from './lanes'

/** Three hosts in a row; the third flow reaches over the one in the middle. */
const columns = togetherColumns(hosts('0c 2c', '0s 1c', '1s 2s'), 900, 40, 1)
const far = columns.flows[2] ?? { x: { client: 0, server: 0 }, isRightwards: true, left: 0, right: 0, lanes: [] }
const ALL = { left: 0, right: 900 }

describe('words of a flow', () => {
  it('stand beside their sender, or in the next lane in view', () => {
    const [first, last] = far.lanes
    expect(far.lanes).toHaveLength(2)
    expect(laneFrom(ALL, far, true)).toBe(first)
    expect(laneFrom(ALL, far, false)).toBe(last)
    expect(laneFrom({ left: (first?.right ?? 0) - 5, right: 900 }, far, true)).toBe(last)
    expect(laneFrom({ left: 5000, right: 6000 }, far, true)).toBe(first)
  })

  it('of a fold and of silence stand where there is most room', () => {
    const widest = widestLane(ALL, far.lanes)
    for (const lane of far.lanes) expect(widest.right - widest.left).toBeGreaterThanOrEqual(lane.right - lane.left)
    expect(allLanes(columns)).toEqual(far.lanes)
    const last = far.lanes[1]
    expect(widestLane({ left: (last?.left ?? 0) - 5, right: 900 }, far.lanes)).toBe(last)
  })

  it('make room for a mark, and no two of number, mark and words meet', () => {
    const lane = { left: 100, right: 300 }
    for (const isLeft of [true, false]) {
      const [plain, marked] = [wordPlace(lane, isLeft, false), wordPlace(lane, isLeft, true)]
      expect(plain.room).toBe(200 - LABEL_INDENT)
      expect(marked.tagX).toBe(plain.tagX)
      expect(Math.abs(marked.markX - marked.tagX)).toBeGreaterThanOrEqual(14)
      expect(Math.abs(marked.labelX - marked.markX)).toBeGreaterThan(7)
      expect(marked.room).toBeLessThan(plain.room)
    }
  })
})

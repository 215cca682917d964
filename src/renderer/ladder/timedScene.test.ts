import { describe, expect, it } from 'vitest'
import type { LadderAxis } from '../../contracts/ladder'
import type { LadderRow } from '../../contracts/ladderRows'
import type { FlowId } from '../../contracts/units'
import { timeUnit } from '../ui/format'
import { ladderLayout } from './layout'
import { placeLabels } from './placeLabels'
import { presumed, proved, START, segmentRow } from './rows.fixture'
import { buildTimedScene, nearestRow, placesOf, type TimedInput } from './timedScene'
import { BREAK_HEIGHT, breaksBetween, stepEdges, timeScale, unitAt } from './timeScale'

const MS = 1e6
const AXIS: LadderAxis = {
  flow: 0 as FlowId,
  span: 100 * MS,
  breaks: [],
  delays: { client: 0, server: 10 * MS },
  endings: 0,
}
const QUIET: LadderAxis = { ...AXIS, span: 60_100 * MS, breaks: [{ from: 50 * MS, to: 60_050 * MS }] }

const input = (rows: readonly LadderRow[], change: Partial<TimedInput> = {}): TimedInput => ({
  layout: ladderLayout(600, 40, 0),
  scale: timeScale(AXIS, rows.length, 400, 1),
  axis: AXIS,
  shown: rows,
  endingsFrom: rows.length,
  offset: 0,
  height: 400,
  brackets: [],
  start: START,
  unit: timeUnit(1e8),
  selected: -1,
  hovered: -1,
  charWidth: 6.6,
  ...change,
})
/** A segment `ms` after the start. */
const at = (row: number, ms: number, change = {}) =>
  segmentRow(row, { time: START + BigInt(Math.round(ms * MS)), ...change })

describe('a time scale', () => {
  it('has equal heights for equal times', () => {
    const { yOf } = timeScale(AXIS, 20, 400, 1)
    expect(yOf(20 * MS) - yOf(10 * MS)).toBeCloseTo(yOf(90 * MS) - yOf(80 * MS))
  })
  it('fills the view, and grows with its rows and its stretch', () => {
    expect(timeScale(AXIS, 3, 900, 1).content).toBeCloseTo(900, -1)
    expect(timeScale(AXIS, 1000, 400, 1).content).toBeGreaterThan(20_000)
    const [once, twice] = [timeScale(AXIS, 100, 400, 1), timeScale(AXIS, 100, 400, 2)]
    expect(twice.yOf(100 * MS) - twice.yOf(0)).toBeCloseTo(2 * (once.yOf(100 * MS) - once.yOf(0)))
  })
  it('gives silence one height, however long', () => {
    const scale = timeScale(QUIET, 20, 400, 1)
    expect(scale.yOf(60_050 * MS) - scale.yOf(50 * MS)).toBeCloseTo(BREAK_HEIGHT)
    expect(breaksBetween(scale, 0, scale.content)).toHaveLength(1)
    expect(breaksBetween(scale, scale.content - 20, scale.content)).toHaveLength(0)
  })
  it('comes back from pixels to time', () => {
    const scale = timeScale(QUIET, 50, 400, 4)
    for (const ns of [0, 20 * MS, 50 * MS, 40_000 * MS, 60_080 * MS])
      expect(scale.timeAt(scale.yOf(ns))).toBeCloseTo(ns, -3)
    const edges = stepEdges(scale, 100)
    expect(edges).toEqual([...edges].sort((a, b) => a - b))
  })
  it('tells times apart however far it is stretched', () => {
    const unit = timeUnit(1e10)
    const decimals = (stretch: number) => unitAt(unit, timeScale(AXIS, 10, 400, stretch)).decimals
    expect(decimals(1)).toBe(3)
    expect(decimals(1000)).toBe(6)
    expect(decimals(2 ** 20)).toBe(9)
  })
  it('stands a flow of one moment, and one that begins with silence', () => {
    const moment = timeScale({ ...AXIS, span: 0, delays: null }, 1, 400, 1)
    expect(Number.isFinite(moment.yOf(0))).toBe(true)
    const late = timeScale(
      {
        ...AXIS,
        breaks: [
          { from: 0, to: 90 * MS },
          { from: 90 * MS, to: 100 * MS },
        ],
      },
      3,
      400,
      1,
    )
    const ys = [0, 90 * MS, 100 * MS].map(late.yOf)
    expect(ys).toEqual([...ys].sort((a, b) => a - b))
    expect(ys.every(Number.isFinite)).toBe(true)
  })
})

describe('arrows to scale', () => {
  it('lean by the time under way, from when they left to when they arrive', () => {
    const parts = input([at(0, 0), at(1, 20, { from: 'server' })])
    const { arrows } = buildTimedScene(parts)
    const y = parts.scale.yOf
    expect(arrows[0]?.y).toBeCloseTo(y(0))
    expect(arrows[0]?.headY).toBeCloseTo(y(10 * MS))
    expect(arrows[1]?.y).toBeCloseTo(y(10 * MS))
    expect(arrows[1]?.headY).toBeCloseTo(y(20 * MS))
  })
  it('stay level where nothing is known of the way', () => {
    const [arrow] = buildTimedScene(input([at(0, 5)], { axis: { ...AXIS, delays: null } })).arrows
    expect(arrow?.headY).toBe(arrow?.y)
  })
  it('end on the way where they got lost', () => {
    const parts = input([at(0, 0, { lost: true })])
    const [arrow] = buildTimedScene(parts).arrows
    expect(arrow?.headY).toBeLessThan(parts.scale.yOf(10 * MS))
    expect(arrow?.headX).toBeLessThan(parts.layout.laneRight - 60)
  })
  it('give up labels before they overlap, never themselves; the selected one keeps its own', () => {
    const rows = Array.from({ length: 200 }, (_, row) => at(row, row / 10))
    const { arrows, times } = buildTimedScene(input(rows, { selected: 150, scale: timeScale(AXIS, 5, 400, 1) }))
    expect(arrows).toHaveLength(200)
    const labels = arrows.filter(({ label }) => label !== '')
    expect(labels.length).toBeLessThan(20)
    expect(arrows[150]?.label).toBe('ACK 1')
    expect(times.length).toBeLessThan(20)
  })
})

describe('lifelines to scale', () => {
  it('change where a segment leaves and where it arrives', () => {
    const rows = [
      at(0, 0, { client: proved('SYN_SENT'), server: presumed('LISTEN') }),
      at(1, 40, { from: 'server', client: proved('SYN_SENT'), server: proved('SYN_RCVD') }),
      at(2, 41, { client: proved('ESTABLISHED'), server: presumed('ESTABLISHED') }),
    ]
    const parts = input(rows)
    const { bars } = buildTimedScene(parts)
    const server = bars.filter(({ side }) => side === 'server')
    expect(server.map(({ state }) => state)).toEqual(['LISTEN', 'SYN_RCVD', 'ESTABLISHED'])
    expect(server[1]?.y).toBe(Math.round(parts.scale.yOf(30 * MS)))
    expect(server[2]?.y).toBe(Math.round(parts.scale.yOf(51 * MS)))
    expect(bars.find(({ state, side }) => side === 'client' && state === 'ESTABLISHED')?.y).toBe(
      Math.round(parts.scale.yOf(41 * MS)),
    )
  })
})

it('the row nearest to the pointer is the one meant', () => {
  const parts = input([at(0, 0), at(1, 50), at(2, 100)])
  const places = placesOf(parts)
  expect(nearestRow(places, parts.scale.yOf(52 * MS))).toBe(1)
  expect(nearestRow(places, parts.scale.yOf(30 * MS))).toBeNull()
})

it('labels stand by rank, then by order, and never overlap', () => {
  const box = (y: number, rank: number, left = 0) => ({ left, right: left + 50, y, rank })
  expect(placeLabels([box(10, 1), box(15, 0), box(40, 1)])).toEqual([false, true, true])
  expect(placeLabels([box(10, 1), box(12, 1, 60)])).toEqual([true, true])
})

import { describe, expect, it } from 'vitest'
import { MAP_LOSS, MAP_RESET } from '../../../contracts/ladder'
import type { FlowRows } from '../flowRows'
import { download, flowOf, HANDSHAKE } from '../flowRows.fixture'
import { axisTogether } from './axis'
import { at, captured } from './captured.fixture'
import { differenceTogether } from './difference'
import { mergePlans } from './index'
import { mapTogetherByRow, mapTogetherByTime } from './map'
import { rowsTogetherBetween } from './rowsBetween'

const NONE: ReadonlySet<number> = new Set()
const SECOND = 1e9
const planned = (...flows: readonly FlowRows[]) => mergePlans(captured(...flows), NONE, 'segments')
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)

const LATE = flowOf(at(30, HANDSHAKE))
const BUSY = flowOf([...HANDSHAKE, '20 > PSH,ACK 1+10 ack 1'])
const RESET = flowOf([
  ...at(1, HANDSHAKE),
  '1.1 > PSH,ACK 1+10 ack 1 [retransmission]',
  '1.2 < RST,ACK 1+0 ack 11 CLOSED/CLOSED',
])

describe('time of several ladders', () => {
  it('is broken where all flows are silent, and only there', () => {
    const axis = axisTogether(planned(BUSY, LATE))
    expect(axis.breaks.map(({ from, to }) => [from / SECOND, to / SECOND])).toEqual([
      [0.02, 20],
      [20, 30],
    ])
    expect(axis.span).toBe(30.02 * SECOND)
    expect(axis.delays).toHaveLength(2)
    const between = flowOf([...at(5, HANDSHAKE), '12 > PSH,ACK 1+10 ack 1'])
    expect(axisTogether(planned(BUSY, LATE, between)).breaks).toHaveLength(4)
  })

  it('counts what all of them wait for at their end', () => {
    const unanswered = flowOf(['0 > SYN 0+0 SYN_SENT/UNKNOWN'], { end: 9 })
    const one = planned(unanswered)
    const two = planned(unanswered, unanswered)
    expect(axisTogether(two).endings).toBe(2 * axisTogether(one).endings)
    expect(axisTogether(one).endings).toBeGreaterThan(0)
  })
})

describe('rows of a stretch of time of several ladders', () => {
  it('are those of each flow in it, and of each the rows before and after', () => {
    const plan = planned(BUSY, LATE)
    const labels = (from: number, to: number) =>
      rowsTogetherBetween(plan, from * SECOND, to * SECOND, 400).map(
        ({ row, place, shown }) => `${row} ${place} ${shown.label}`,
      )
    const early = labels(0, 0.015)
    expect(early.filter((line) => /^\d+ 0 /.test(line))).toHaveLength(4)
    expect(early.filter((line) => /^\d+ 1 /.test(line))).toHaveLength(2)
    expect(labels(-1, 99)).toHaveLength(plan.merged.size - plan.merged.quietNs.length)
  })

  it('are shared out by how much each flow has, and none is left without', () => {
    const many = flowOf(Array.from({ length: 3000 }, (_, i) => `${(i * 0.001).toFixed(3)} > SYN 0+0 SYN_SENT/LISTEN?`))
    const rows = rowsTogetherBetween(planned(many, RESET), 0, 3 * SECOND, 100)
    expect(rows.length).toBeGreaterThan(90)
    expect(rows.length).toBeLessThan(115)
    const places = rows.map(({ place }) => place)
    expect(places.filter((place) => place === 1).length).toBeGreaterThanOrEqual(3)
    expect(rows.map(({ row }) => row)).toEqual(rows.map(({ row }) => row).sort((one, other) => one - other))
  })
})

describe('the map of several ladders', () => {
  const plan = planned(flowOf([...HANDSHAKE, ...download(0.1, 100)]), RESET)
  const all = sum(plan.plans.map(({ flow }) => flow.count))

  it.each([1, 3, 7, 100_000])('counts every segment once in %i steps of rows', (steps) => {
    const { segments, events } = mapTogetherByRow(plan, steps)
    expect(segments).toHaveLength(Math.min(steps, plan.merged.size))
    expect(sum(segments)).toBe(all)
    const seen = events.reduce((bits, step) => bits | step, 0)
    expect(seen & (MAP_LOSS | MAP_RESET)).toBe(MAP_LOSS | MAP_RESET)
  })

  it('says where in time each flow is', () => {
    const { segments, events } = mapTogetherByTime(plan, [0, 0.5 * SECOND, 1 * SECOND, 1.15 * SECOND, 9 * SECOND])
    expect(sum(segments)).toBe(all)
    expect(events[2]).toBe(MAP_LOSS)
    expect((events[3] ?? 0) & MAP_RESET).toBe(MAP_RESET)
  })
})

describe('the difference of two segments of several ladders', () => {
  const plan = planned(BUSY, RESET)
  const spot = (place: number, position: number) => ({ place, position })

  it('is that of their flow where they are of one', () => {
    const found = differenceTogether(plan, spot(1, 3), spot(1, 4))
    expect(found).toMatchObject({ segmentsBetween: 0, acked: 0, seq: null })
    expect(found?.timeNs).toBeCloseTo(0.1 * SECOND)
  })

  it('counts what all flows sent between segments of two, and compares no numbers', () => {
    const found = differenceTogether(plan, spot(0, 2), spot(1, 4))
    expect(found).toMatchObject({ segmentsBetween: 4, bytes: { client: 10, server: 0 }, seq: null, ack: null })
    expect(found?.acked).toBeNull()
    expect(found?.timeNs).toBeCloseTo(1.18 * SECOND)
    const back = differenceTogether(plan, spot(1, 4), spot(0, 2))
    expect(back).toMatchObject({ segmentsBetween: 4, bytes: { client: 10, server: 0 } })
    expect(back?.timeNs).toBeCloseTo(-1.18 * SECOND)
  })

  it('is none where there is no such flow', () => {
    expect(differenceTogether(plan, spot(0, 0), spot(2, 0))).toBeNull()
  })
})

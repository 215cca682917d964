import { describe, expect, it } from 'vitest'
import { NO_SEGMENT } from '../../contracts/abi'
import { MAP_LOSS, MAP_RESET, MAP_ZERO_WINDOW } from '../../contracts/ladder'
import type { FlowId } from '../../contracts/units'
import { axisOf } from './axis'
import { differenceOf } from './difference'
import type { FlowRows } from './flowRows'
import { download, flowOf, fourWayClose, HANDSHAKE } from './flowRows.fixture'
import { mapByRow, mapByTime } from './map'
import { peersOf } from './peers'
import { planRows } from './plan'
import { rowsBetween } from './rowsBetween'
import { searchLadder } from './search'

const FLOW = 0 as FlowId
const NONE: ReadonlySet<number> = new Set()
const planOf = (lines: readonly string[], end?: number) =>
  planRows(flowOf(lines, end === undefined ? {} : { end }), NONE)
/** The flow, with segments at these positions acknowledging those. */
const acking = (flow: FlowRows, pairs: readonly (readonly [number, number])[]): FlowRows => {
  const acks = new Uint32Array(flow.count).fill(NO_SEGMENT)
  for (const [position, acked] of pairs) acks[position] = flow.segment[acked] ?? 0
  return { ...flow, acks }
}

const LOSSY = [
  ...HANDSHAKE,
  '0.030 > PSH,ACK 1+2000 ack 1 ESTABLISHED/ESTABLISHED',
  '0.230 > PSH,ACK 1+2000 ack 1 [retransmission]',
  '0.240 < ACK 1+0 ack 2001',
  '0.250 < ACK 1+0 ack 2001 win 0 [zero_window]',
  '0.260 < RST,ACK 1+0 ack 2001 CLOSED/CLOSED',
]

describe('searching', () => {
  const plan = planOf(LOSSY)
  const found = (text: string) => searchLadder(plan, FLOW, text, 0).rows
  it.each([
    ['SYN', [0, 1]],
    ['syn,ack', [1]],
    ['seq 1', [2, 3, 4, 5, 6, 7]],
    ['ack 2001', [5, 6, 7]],
    ['> 1000 B', [3, 4]],
    ['> 1 kB', [3, 4]],
    ['len >= 2,000', [3, 4]],
    ['> 2000 B', []],
    ['win 0', [6]],
    ['#9', [4]],
    ['frame 9', [4]],
    ['9', [4]],
    ['2001', [5, 6, 7]],
    ['retransmission', [4]],
    ['zero window', [6]],
    ['ESTABLISHED', [2]],
    ['closed', [7]],
    ['server', [1, 5, 6, 7]],
    ['server && ACK > 1000', [5, 6, 7]],
    ['time > 0.2 s', [4, 5, 6, 7]],
    ['time < 25 ms', [0, 1, 2]],
    ['aborted', [7]],
    ['nonsense', []],
    ['', []],
  ])('finds %j', (text, rows) => expect(found(text)).toEqual(rows))
  it('goes on where a part ended, and tells each row once', () => {
    const long = planOf([...HANDSHAKE, ...download(0.05, 20)])
    const whole = searchLadder(long, FLOW, 'server', 0)
    expect(whole).toMatchObject({ matches: 21, next: null })
    expect(new Set(whole.rows).size).toBe(whole.rows.length)
    const late = searchLadder(long, FLOW, 'server', 30)
    expect(late.matches).toBeLessThan(21)
  })
})

describe('the difference of two segments', () => {
  const flow = flowOf(LOSSY)
  it('of one sender is of numbers, bytes and time', () => {
    expect(differenceOf(flow, 2, 4)).toMatchObject({
      timeNs: 210e6,
      segmentsBetween: 1,
      bytes: { client: 4000, server: 0 },
      seq: 0,
      ack: 0,
      acked: null,
    })
  })
  it('of both senders says how far the second acknowledges the first', () => {
    expect(differenceOf(flow, 4, 5)).toMatchObject({ seq: null, ack: null, acked: 0, segmentsBetween: 0 })
    expect(differenceOf(flow, 4, 1)).toMatchObject({ timeNs: -220e6, acked: -2000 })
    const crossed = flowOf(['0 > SYN 0+0', '0.004 < SYN 0+0'])
    expect(differenceOf(crossed, 0, 1).acked).toBeNull()
  })
})

describe('peers', () => {
  it('are what is acknowledged, what acknowledges, and the other tries', () => {
    const plan = planRows(acking(flowOf(LOSSY), [[5, 4]]), NONE)
    expect(peersOf(plan, 3)).toMatchObject({ acks: null, ackedBy: { row: 5 }, repeats: null, repeatedBy: { row: 4 } })
    expect(peersOf(plan, 4)).toMatchObject({ repeats: { row: 3, frame: 7 }, repeatedBy: null })
    expect(peersOf(plan, 5)).toMatchObject({ acks: { row: 4 }, ackedBy: null })
  })
})

describe('the map', () => {
  it('has every segment in one step, and events where they happen', () => {
    const plan = planOf(LOSSY)
    const map = mapByRow(plan, 4)
    expect(map.segments).toEqual([2, 2, 2, 2])
    expect(map.events).toEqual([0, 0, MAP_LOSS, MAP_ZERO_WINDOW | MAP_RESET])
    expect(mapByRow(plan, 4096).segments).toHaveLength(plan.list.size)
  })
  it('counts what a fold holds where the fold stands', () => {
    const plan = planOf([...HANDSHAKE, ...download(0.05, 50), ...fourWayClose(2, 1, 72401)], 9)
    const { segments } = mapByRow(plan, plan.list.size)
    expect(segments.reduce((sum, count) => sum + count, 0)).toBe(plan.flow.count)
    expect(Math.max(...segments)).toBeGreaterThan(90)
  })
  it('can be cut by time', () => {
    expect(mapByTime(planOf(LOSSY), [0, 100e6, 200e6, 300e6])).toEqual({
      segments: [4, 0, 4],
      events: [0, 0, MAP_LOSS | MAP_ZERO_WINDOW | MAP_RESET],
    })
  })
})

describe('the axis', () => {
  it('breaks where the flow is quiet', () => {
    const { breaks, span } = axisOf(planOf([...HANDSHAKE, ...download(0.03, 20), ...download(30, 20, 28961)]), FLOW)
    expect(breaks).toEqual([{ from: 420e6, to: 30e9 }])
    expect(span).toBe(30.39e9)
  })
  it('presumes delays from the shortest answers of both ends', () => {
    const flow = acking(flowOf(HANDSHAKE), [
      [1, 0],
      [2, 1],
    ])
    expect(axisOf(planRows(flow, NONE), FLOW).delays).toEqual({ client: 5e6, server: 5e6 })
    expect(axisOf(planOf(HANDSHAKE), FLOW).delays).toBeNull()
  })
})

describe('rows of a stretch of time', () => {
  const plan = planRows(flowOf([...HANDSHAKE, ...download(0.05, 500)]), new Set([50]))
  it('are all of them where they are few', () => {
    expect(rowsBetween(plan, 0, 15e6, 50)).toEqual([0, 1, 2, 3])
  })
  it('are bounded, ascending, and hold the events, where there are many', () => {
    const rows = rowsBetween(plan, 0, 11e9, 100)
    expect(rows.length).toBeLessThanOrEqual(102)
    expect(rows).toEqual([...new Set(rows)].sort((one, other) => one - other))
    expect(rows.slice(0, 3)).toEqual([0, 1, 2])
    expect(rows.at(-1)).toBe(plan.list.size - 1)
  })
})

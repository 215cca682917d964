import { describe, expect, it } from 'vitest'
import { LADDER_LEVELS } from '../../../contracts/ladder'
import { PROFILES } from '../../profiles/index'
import type { FlowRows } from '../flowRows'
import { download, flowOf, HANDSHAKE } from '../flowRows.fixture'
import { holdsSegments } from '../rowList'
import { at, captured } from './captured.fixture'
import { mergePlans } from './index'
import { materializeTogether } from './rows'

const LINUX = PROFILES.linux
const NONE: ReadonlySet<number> = new Set()

const LONG = flowOf([...HANDSHAKE, ...download(0.1, 100)])

const said = (
  parts: ReturnType<typeof captured>,
  unfolded = NONE,
  level: (typeof LADDER_LEVELS)[number] = 'segments',
) => {
  const plan = mergePlans(parts, unfolded, level)
  return materializeTogether(plan, 0, plan.merged.size).map(
    ({ place, shown }) => `${place === null ? '-' : place + 1} ${shown.label}`,
  )
}

describe('several ladders as one', () => {
  it('has the rows of both flows in the order of time', () => {
    const other = flowOf(at(0.005, HANDSHAKE))
    expect(said(captured(flowOf(HANDSHAKE), other)).map((words) => words.split(' ').slice(0, 2).join(' '))).toEqual([
      '1 SYN',
      '2 SYN',
      '1 SYN,ACK',
      '2 SYN,ACK',
      '1 ACK',
      '2 ACK',
    ])
  })

  it('cuts a run where another flow does something, and nowhere else', () => {
    const folds = (...flows: readonly FlowRows[]) =>
      said(captured(...flows)).filter((words) => / segments, /.test(words))
    expect(folds(LONG)).toHaveLength(1)
    expect(folds(LONG, flowOf(at(1, HANDSHAKE)))).toHaveLength(2)
    // Two runs at once stay two folds, but for where the other's first exchange is shown.
    const twin = flowOf([...at(0.001, HANDSHAKE), ...download(0.101, 100)])
    expect(folds(LONG, twin).length).toBeLessThanOrEqual(4)
  })

  it('opens one piece of a cut run', () => {
    const parts = captured(LONG, flowOf(at(1, HANDSHAKE)))
    const plan = mergePlans(parts, NONE, 'segments')
    const fold = materializeTogether(plan, 0, plan.merged.size).find(({ shown }) => shown.kind === 'fold')?.shown
    if (fold?.kind !== 'fold') throw new Error('no fold')
    expect(said(parts, new Set([fold.segment]))).toHaveLength(plan.merged.size + fold.count - 1)
  })

  it('is silent where all flows are', () => {
    const late = flowOf(at(30, HANDSHAKE))
    const busy = flowOf([...HANDSHAKE, '20 > PSH,ACK 1+10 ack 1'])
    expect(said(captured(busy, late)).filter((words) => words.startsWith('-'))).toEqual([
      '- 20 s of silence',
      '- 10 s of silence',
    ])
  })

  it('knows the states of all flows at every row, from wherever it is read', () => {
    const plan = mergePlans(captured(LONG, flowOf(at(1, HANDSHAKE)), flowOf(at(1.005, HANDSHAKE))), NONE, 'segments')
    const whole = materializeTogether(plan, 0, plan.merged.size)
    expect(whole[0]?.ends.map((ends) => ends?.client.state ?? null)).toEqual(['SYN_SENT', null, null])
    expect(whole.at(-1)?.ends.map((ends) => ends?.client.state)).toEqual(['ESTABLISHED', 'ESTABLISHED', 'ESTABLISHED'])
    for (let row = 0; row < plan.merged.size; row += 3) {
      expect(materializeTogether(plan, row, row + 2)).toEqual(whole.slice(row, row + 2))
    }
  })

  it('shows every segment in one row at each level', () => {
    for (const level of LADDER_LEVELS) {
      const { plans, merged } = mergePlans(captured(LONG, flowOf(at(0.5, HANDSHAKE))), NONE, level)
      plans.forEach(({ list, flow }, place) => {
        let next = 0
        for (let row = 0; row < list.size; row++) {
          if (!holdsSegments(list.kind[row])) continue
          expect(list.first[row]).toBe(next)
          next += list.count[row] ?? 0
        }
        expect(next).toBe(flow.count)
        expect([...(merged.rowOf[place] ?? [])]).toEqual([...(merged.rowOf[place] ?? [])].sort((a, b) => a - b))
      })
    }
  })

  it('plans two interleaved flows of half a million segments fast, into few rows', () => {
    const pairs = Array.from({ length: 2 }, (_, place) => long(500_000, place))
    const parts = pairs.map((rows) => ({ rows, timers: [LINUX, LINUX] as const }))
    const begun = performance.now()
    const plan = mergePlans(parts, NONE, 'segments')
    expect(performance.now() - begun).toBeLessThan(4000)
    expect(plan.merged.size).toBeLessThan(50)
    expect(materializeTogether(plan, 0, plan.merged.size)).toHaveLength(plan.merged.size)
  })
})

/** Half of all segments: every second one of the capture is the other flow's. */
function long(count: number, place: number): FlowRows {
  const base = flowOf([...HANDSHAKE, ...download(0.1, 2)])
  const grown = <Column extends Float64Array | Uint8Array | Uint16Array | Uint32Array>(
    make: (size: number) => Column,
    value: (at: number) => number,
  ): Column => {
    const column = make(count)
    for (let position = 0; position < count; position++) column[position] = value(position)
    return column
  }
  const tail = (column: ArrayLike<number>) => (position: number) => column[Math.min(position, column.length - 1)] ?? 0
  return {
    ...base,
    count,
    captureEnd: count * 1e6,
    time: grown(
      (size) => new Float64Array(size),
      (position) => position * 1e6 + place * 1e5,
    ),
    from: grown(
      (size) => new Uint8Array(size),
      (position) => position % 2,
    ),
    flags: grown((size) => new Uint16Array(size), tail(base.flags)),
    seq: grown(
      (size) => new Float64Array(size),
      (position) => position * 1448,
    ),
    ack: grown(
      (size) => new Float64Array(size),
      (position) => position,
    ),
    length: grown(
      (size) => new Uint32Array(size),
      (position) => (position % 2 === 0 ? 0 : 1448),
    ),
    window: grown(
      (size) => new Uint32Array(size),
      () => 64_128,
    ),
    analysis: grown(
      (size) => new Uint16Array(size),
      () => 0,
    ),
    states: grown((size) => new Uint16Array(size), tail(base.states)),
    acks: grown(
      (size) => new Uint32Array(size),
      () => 0xffffffff,
    ),
    frame: grown(
      (size) => new Uint32Array(size),
      (position) => 2 * position + place + 1,
    ),
    segment: grown(
      (size) => new Uint32Array(size),
      (position) => 2 * position + place,
    ),
  }
}

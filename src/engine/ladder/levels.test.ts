import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LADDER_LEVELS, type LadderLevel } from '../../contracts/ladder'
import { stateName } from '../../contracts/names'
import { type FlowRows, stateOf } from './flowRows'
import { download, flowOf, fourWayClose, HANDSHAKE } from './flowRows.fixture'
import { type LadderPlan, planRows, rowOfPosition } from './plan'
import { holdsSegments } from './rowList'
import { materialize } from './rows'

const NONE: ReadonlySet<number> = new Set()
const plannedAt = (flow: FlowRows, level: LadderLevel, unfolded = NONE) => planRows(flow, unfolded, undefined, level)
const told = (flow: FlowRows, level: LadderLevel, unfolded = NONE) =>
  materialize(plannedAt(flow, level, unfolded), 0, 1e9).map((row) => `${row.kind}: ${row.label}`)

const TALK = [
  ...HANDSHAKE,
  '0.021 > PSH,ACK 1+412 ack 1 ESTABLISHED/ESTABLISHED?',
  '0.040 < ACK 1+0 ack 413 ESTABLISHED/ESTABLISHED',
  ...download(0.05, 20, 1, 413),
  '0.500 > PSH,ACK 413+10 ack 28961',
  '0.510 < PSH,ACK 28961+90 ack 423',
]

describe('exchanges', () => {
  it('fold each turn, and leave what opens and closes', () => {
    const flow = flowOf([...TALK, ...fourWayClose(0.6, 423, 29051)])
    expect(told(flow, 'exchanges')).toEqual([
      'segment: SYN seq 0 win 64240 mss 1460 ws 128 sack',
      'segment: SYN,ACK seq 0 ack 1 win 65160 mss 1460 ws 128 sack',
      'segment: ACK 1',
      'fold: 412 B in 19 ms, 2 segments',
      'fold: 29.0 kB in 390 ms, 40 segments',
      'segment: PSH,ACK 10 B',
      'segment: PSH,ACK 90 B',
      'segment: FIN,ACK seq 423',
      'segment: ACK 424',
      'segment: FIN,ACK seq 29051',
      'segment: ACK 29052',
      'tail: 60 s of 60 s left (Linux, assumed)',
    ])
  })
  it('name who speaks, and count what went wrong in a turn', () => {
    const lines = ['0.9 < ACK 1+100 ack 1', '1 < ACK 1+100 ack 1 [retransmission]', '1.01 > ACK 1+0 ack 101']
    const rows = materialize(plannedAt(flowOf([...HANDSHAKE, ...lines]), 'exchanges'), 0, 99)
    expect(rows[3]).toMatchObject({ from: 'server', tally: { retransmissions: 1, bytes: { client: 0, server: 200 } } })
    expect(rows[3]?.label).toBe('200 B in 110 ms, 3 segments, 1 retransmission')
  })
  it('do not turn for a repetition of what the other side said', () => {
    const lines = [
      '0.03 > ACK 1+10 ack 1',
      '0.04 < ACK 1+100 ack 11',
      '0.05 > ACK 1+10 ack 1 [retransmission]',
      '0.06 < ACK 101+9 ack 11',
    ]
    expect(told(flowOf([...HANDSHAKE, ...lines]), 'exchanges').slice(3)).toEqual([
      'segment: 10 B',
      'fold: 119 B in 20 ms, 3 segments, 1 retransmission',
    ])
  })
  it('open where the reader opened them', () => {
    const flow = flowOf(TALK)
    expect(told(flow, 'exchanges', new Set([30])).slice(3, 5)).toEqual(['segment: PSH,ACK 412 B', 'segment: ACK 413'])
  })
})

describe('phases', () => {
  it('tell a flow in a few rows', () => {
    const flow = flowOf([...TALK, ...fourWayClose(0.6, 423, 29051)])
    expect(told(flow, 'phases')).toEqual([
      'fold: Handshake: 3 segments, 20 ms',
      'fold: Data: 44 segments, 489 ms, → 422 B, ← 29.1 kB',
      'fold: Four-way close: 4 segments, 30 ms',
      'tail: 60 s of 60 s left (Linux, assumed)',
    ])
  })
  it('show long silence between stretches of data, and a stall', () => {
    const lines = [
      ...HANDSHAKE,
      ...download(0.03, 20),
      '100 > ACK 1+1448 ack 28961',
      '100.1 < ACK 28961+0 ack 1449 win 0 [zero_window]',
      '140 < ACK 28961+0 ack 1449 win 9000 [window_update]',
      '140.1 > ACK 1449+10 ack 28961',
    ]
    expect(told(flowOf(lines), 'phases')).toEqual([
      'fold: Handshake: 3 segments, 20 ms',
      'fold: Data: 40 segments, 390 ms, ← 29.0 kB',
      'quiet: 1 min 40 s of silence',
      'fold: Data: 1 segment, → 1,448 B',
      'fold: Stalled 39.9 s: 2 segments, window shut',
      'fold: Data: 1 segment, → 10 B',
    ])
  })
  it('call a time idle in which only keep-alives pass', () => {
    const beats = Array.from({ length: 6 }, (_, i) => [
      `${100 + i * 45} > ACK 0+0 ack 1 [keep_alive]`,
      `${100.01 + i * 45} < ACK 1+0 ack 1 [keep_alive_ack]`,
    ]).flat()
    const lines = [...HANDSHAKE, '0.1 > ACK 1+5 ack 1', ...beats, '371 > ACK 6+5 ack 1']
    const words = told(flowOf(lines), 'phases')
    expect(words.filter((line) => line.includes('Idle'))).toEqual(['fold: Idle: 12 segments, 3 min 45 s'])
    expect(words.at(-1)).toBe('fold: Data: 1 segment, → 5 B')
  })
  it('stay few, however often the flow pauses', () => {
    const lines = [...HANDSHAKE, ...Array.from({ length: 3000 }, (_, i) => `${5 + 5 * i} > ACK ${1 + i}+1 ack 1`)]
    expect(plannedAt(flowOf(lines), 'phases').list.size).toBeLessThan(60)
  })
  it('tell the states that they pass through', () => {
    const [opening, , closing] = materialize(
      plannedAt(flowOf([...TALK, ...fourWayClose(0.6, 423, 29051)]), 'phases'),
      0,
      9,
    )
    const names = (row: typeof opening) =>
      row?.kind === 'fold' && row.passed
        ? [row.passed.client, row.passed.server].map((states) => states.map(({ state }) => state))
        : []
    expect(names(opening)).toEqual([['SYN_SENT'], ['LISTEN', 'SYN_RCVD']])
    expect(names(closing)).toEqual([
      ['FIN_WAIT_1', 'FIN_WAIT_2'],
      ['ESTABLISHED', 'CLOSE_WAIT', 'LAST_ACK'],
    ])
  })
  it('open into segments', () => {
    const flow = flowOf(TALK)
    expect(told(flow, 'phases', new Set([0])).slice(0, 3)).toEqual(told(flow, 'segments').slice(0, 3))
  })
})

/** Any segments at all: what a ladder is asked to show need make no sense. */
const line = fc.record({
  gap: fc.constantFrom(0, 1, 20, 1500, 70_000),
  way: fc.constantFrom('<', '>'),
  flags: fc.constantFrom('ACK', 'ACK', 'ACK', 'PSH,ACK', 'SYN', 'SYN,ACK', 'FIN,ACK', 'RST', 'RST,ACK'),
  seq: fc.integer({ min: 0, max: 40 }),
  length: fc.constantFrom(0, 0, 1, 10),
  ack: fc.integer({ min: 0, max: 40 }),
  window: fc.constantFrom(0, 500, 64000),
  marks: fc.constantFrom('', '', '', ' [retransmission]', ' [keep_alive]', ' [duplicate_ack]', ' [zero_window_probe]'),
  states: fc.constantFrom(
    '',
    '',
    '',
    '',
    ' ESTABLISHED/ESTABLISHED?',
    ' CLOSE_WAIT/FIN_WAIT_2',
    ' CLOSED/CLOSED',
    ' SYN_SENT/LISTEN?',
  ),
})
const flowArbitrary = fc.array(line, { maxLength: 60 }).map((parts) => {
  let ms = 0
  return flowOf(
    parts.map(({ gap, way, flags, seq, length, ack, window, marks, states }) => {
      ms += gap
      return `${ms / 1000} ${way} ${flags} ${seq}+${length} ack ${ack} win ${window}${marks}${states}`
    }),
  )
})

/** Positions that the plan's rows hold, in order. */
const held = ({ list }: LadderPlan): number[] =>
  Array.from({ length: list.size }, (_, row) =>
    holdsSegments(list.kind[row])
      ? Array.from({ length: list.count[row] ?? 0 }, (_, i) => (list.first[row] ?? 0) + i)
      : [],
  ).flat()

describe.each(LADDER_LEVELS)('any flow as %s', (level) => {
  const opened = fc.uniqueArray(
    fc.integer({ min: 0, max: 60 }).map((place) => place * 10),
    { maxLength: 8 },
  )
  it('has every segment in exactly one row, in order', () => {
    fc.assert(
      fc.property(flowArbitrary, opened, (flow, unfolded) => {
        const plan = plannedAt(flow, level, new Set(unfolded))
        expect(held(plan)).toEqual(Array.from({ length: flow.count }, (_, position) => position))
        held(plan).forEach((position) => {
          const row = rowOfPosition(plan, position)
          const first = plan.list.first[row] ?? -1
          expect(position - first).toBeGreaterThanOrEqual(0)
          expect(position - first).toBeLessThan(plan.list.count[row] ?? 0)
        })
      }),
      { seed: 6, numRuns: 300 },
    )
  })
  it('shows after each row the states that both ends have after its last segment', () => {
    fc.assert(
      fc.property(flowArbitrary, (flow) => {
        const plan = plannedAt(flow, level)
        for (const row of materialize(plan, 0, 1e9)) {
          if (!holdsSegments(plan.list.kind[row.row])) continue
          const last = (plan.list.first[row.row] ?? 0) + (plan.list.count[row.row] ?? 0) - 1
          const states = flow.states[last] ?? 0
          expect([row.client.state, row.server.state]).toEqual([
            stateName(stateOf(states, 0)),
            stateName(stateOf(states, 1)),
          ])
        }
      }),
      { seed: 6, numRuns: 200 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { bracketsOf } from './brackets'
import { eventRows } from './events'
import type { FlowRows } from './flowRows'
import { download, flowOf, fourWayClose, HANDSHAKE } from './flowRows.fixture'
import { planRows, rowOfPosition } from './plan'
import { materialize } from './rows'

const NONE: ReadonlySet<number> = new Set()
const rowsOf = (flow: FlowRows, unfolded = NONE) => materialize(planRows(flow, unfolded), 0, 1e9)
const told = (flow: FlowRows, unfolded = NONE) => rowsOf(flow, unfolded).map((row) => `${row.kind}: ${row.label}`)
const titles = (flow: FlowRows) =>
  bracketsOf(planRows(flow, NONE)).map(({ from, to, title }) => `${from}-${to} ${title}`)

const REQUEST = '0.021 > PSH,ACK 1+412 ack 1 ESTABLISHED/ESTABLISHED?'
const ANSWER = '0.040 < ACK 1+0 ack 413 ESTABLISHED/ESTABLISHED'

describe('folds', () => {
  it('show the handshake, the first exchange and the close, and fold what lies between', () => {
    const flow = flowOf([
      ...HANDSHAKE,
      REQUEST,
      ANSWER,
      ...download(0.05, 20, 1, 413),
      ...fourWayClose(0.5, 413, 28961),
    ])
    expect(told(flow)).toEqual([
      'segment: SYN seq 0 win 64240 mss 1460 ws 128 sack',
      'segment: SYN,ACK seq 0 ack 1 win 65160 mss 1460 ws 128 sack',
      'segment: ACK 1',
      'segment: PSH,ACK 412 B',
      'segment: ACK 413',
      'fold: 40 segments, 29.0 kB in 390 ms',
      'segment: FIN,ACK seq 413',
      'segment: ACK 414',
      'segment: FIN,ACK seq 28961',
      'segment: ACK 28962',
      'tail: 60 s of 60 s left (Linux, assumed)',
    ])
  })
  it('need four segments: three are shown one by one', () => {
    const exchange = [...HANDSHAKE, REQUEST, ANSWER]
    const three = ['0.05 < ACK 1+10 ack 413', '0.06 > ACK 413+0 ack 11', '0.07 < ACK 11+10 ack 413']
    const end = '0.08 < RST,ACK 21+0 ack 413 CLOSED/CLOSED'
    expect(rowsOf(flowOf([...exchange, ...three, end])).some((row) => row.kind === 'fold')).toBe(false)
    const four = [...three, '0.075 > ACK 413+0 ack 21']
    expect(told(flowOf([...exchange, ...four, end]))[5]).toBe('fold: 4 segments, 20 B in 25 ms')
  })
  it('open where the reader opened them, and only there', () => {
    const flow = flowOf([...HANDSHAKE, REQUEST, ANSWER, ...download(0.05, 20, 1, 413)])
    const fold = rowsOf(flow).find((row) => row.kind === 'fold')
    expect(fold).toMatchObject({ segment: 50, firstFrame: 11, lastFrame: 85, count: 38 })
    expect(rowsOf(flow, new Set([50])).every((row) => row.kind === 'segment')).toBe(true)
    expect(rowsOf(flow, new Set([60])).filter((row) => row.kind === 'fold')).toHaveLength(1)
  })
  it('never hide a change of state', () => {
    const flow = flowOf([...download(0, 10).map((line, i) => (i === 11 ? `${line} ESTABLISHED/ESTABLISHED` : line))])
    expect(rowsOf(flow).some((row) => row.kind === 'segment' && row.segment === 110)).toBe(true)
  })
  it('keep the last exchange visible where silence follows', () => {
    const flow = flowOf([...HANDSHAKE, ...download(0.03, 20), ...download(30, 20, 28961)])
    const kinds = told(flow)
    expect(kinds.filter((words) => words.endsWith('of silence'))).toEqual(['quiet: 29.6 s of silence'])
    const quiet = kinds.findIndex((words) => words.startsWith('quiet'))
    expect(kinds.slice(quiet - 3, quiet)).toEqual([
      'fold: 36 segments, 26.1 kB in 350 ms',
      'segment: 1,448 B',
      'segment: ACK 28961',
    ])
  })
  it('name a long row of duplicate ACKs, and count those that are scattered', () => {
    const data = '0.03 < ACK 1+1448 ack 1 ESTABLISHED/ESTABLISHED'
    const duplicate = (i: number): string => `0.0${40 + i} > ACK 1+0 ack 1449 [duplicate_ack]`
    const resent = '0.06 < ACK 1449+1448 ack 1 [retransmission fast_retransmission]'
    const row = Array.from({ length: 9 }, (_, i) => duplicate(i))
    expect(told(flowOf([...HANDSHAKE, data, '0.035 > ACK 1+0 ack 1449', ...row, resent])).slice(5)).toEqual([
      'segment: ACK 1449 duplicate 1',
      'fold: 8 duplicate ACKs in 7 ms',
      'segment: 1,448 B fast retransmission',
    ])
    const scattered = download(0.07, 10).map((line, i) => (i % 6 === 5 ? `${line} [duplicate_ack]` : line))
    expect(told(flowOf([...HANDSHAKE, ...scattered, '1 > RST 1+0 CLOSED/CLOSED']))[5]).toBe(
      'fold: 18 segments, 13.0 kB in 170 ms, 3 duplicate ACKs',
    )
  })
  it('take probes of a shut window together however long they wait, also those that look like keep-alives', () => {
    const probes = Array.from({ length: 6 }, (_, i) => [
      `${1 + i * 40} > ACK 1448+0 ack 1 [keep_alive]`,
      `${1.01 + i * 40} < ACK 1+0 ack 1449 win 0 [zero_window]`,
    ]).flat()
    const flow = flowOf(
      [
        ...HANDSHAKE,
        '0.03 > ACK 1+1448 ack 1 [window_full] ESTABLISHED/ESTABLISHED',
        '0.04 < ACK 1+0 ack 1449 win 0 [zero_window]',
        ...probes,
      ],
      { end: 290 },
    )
    expect(told(flow).slice(3)).toEqual([
      'segment: 1,448 B window full',
      'segment: ACK 1449 win 0',
      'segment: window probe',
      'segment: ACK 1449 win 0',
      'fold: 5 probes in 2 min 40 s, still 0',
      'quiet: 1 min 29 s of silence',
      'ghost: window update expected, not seen',
    ])
    expect(titles(flow)).toEqual(['0-2 Handshake', '4-9 Stalled 4 min 50 s'])
  })
  it('tell keep-alives of an open window from probes', () => {
    const beats = Array.from({ length: 6 }, (_, i) => [
      `${100 + i * 45} > ACK 0+0 ack 1 [keep_alive]`,
      `${100.01 + i * 45} < ACK 1+0 ack 1 [keep_alive_ack]`,
    ]).flat()
    const lines = [...HANDSHAKE, ...beats].map((line, i) => (i === 4 ? `${line} ESTABLISHED/ESTABLISHED` : line))
    expect(told(flowOf(lines)).slice(3)).toEqual([
      'quiet: 1 min 40 s of silence',
      'segment: keep-alive',
      'segment: ACK 1 of the keep-alive',
      'fold: 5 keep-alives in 3 min, answered',
    ])
  })
})

describe('repetitions', () => {
  const flow = flowOf([
    '0 > SYN 0+0 SYN_SENT/LISTEN?',
    '1.024 > SYN 0+0 [retransmission]',
    '1.052 < SYN,ACK 0+0 ack 1 SYN_SENT/SYN_RCVD',
    '1.053 > ACK 1+0 ack 1 ESTABLISHED/ESTABLISHED?',
    '1.06 > PSH,ACK 1+100 ack 1',
    '1.08 < ACK 1+0 ack 101 ESTABLISHED/ESTABLISHED',
    '1.09 > PSH,ACK 101+100 ack 1',
    '1.30 > PSH,ACK 101+100 ack 1 [retransmission]',
    '1.31 < ACK 1+0 ack 201',
  ])
  it('are tied to the first try, which seems lost; no silence is shown where the label tells the time', () => {
    const rows = rowsOf(flow)
    expect(rows.map((row) => row.kind)).toEqual(Array(9).fill('segment'))
    expect(rows[1]).toMatchObject({
      label: 'SYN again after 1.024 s',
      repeats: 0,
      arrow: 'retransmission',
      lost: false,
    })
    expect(rows[0]).toMatchObject({ lost: true, repeats: null, arrow: 'open' })
    expect(rows[7]).toMatchObject({ label: 'PSH,ACK 100 B retransmission after 210 ms', repeats: 6 })
    expect(rows.map((row) => row.kind === 'segment' && row.lost).indexOf(true, 1)).toBe(6)
  })
  it('do not call data lost that was acknowledged before it came again', () => {
    const spurious = flowOf([
      '0 > PSH,ACK 1+100 ack 1 ESTABLISHED/ESTABLISHED',
      '0.01 < ACK 1+0 ack 101',
      '0.3 > PSH,ACK 1+100 ack 1 [retransmission spurious_retransmission]',
    ])
    expect(rowsOf(spurious)[0]).toMatchObject({ lost: false })
    expect(rowsOf(spurious)[2]).toMatchObject({
      label: 'PSH,ACK 100 B spurious retransmission after 300 ms',
      repeats: 0,
    })
  })
  it('show the last ACK lost and TIME_WAIT starting anew', () => {
    const close = fourWayClose(1, 413, 1449)
    const again = flowOf([...close, '1.23 < FIN,ACK 1449+0 ack 414 [retransmission]', '1.24 > ACK 414+0 ack 1450'], {
      end: 23.24,
    })
    const rows = rowsOf(again)
    expect(rows[3]).toMatchObject({ label: 'ACK 1450', lost: true })
    expect(rows[4]).toMatchObject({ label: 'FIN,ACK again after 210 ms', repeats: 2 })
    expect(rows[5]).toMatchObject({ label: 'ACK 1450, 2MSL starts anew', lost: false })
    expect(rows[6]).toMatchObject({ kind: 'tail', side: 'client', elapsedNs: 22e9, totalNs: 60e9 })
    expect(titles(again)).toEqual(['0-5 Four-way close'])
  })
})

describe('brackets', () => {
  it('tell the ways to open apart', () => {
    expect(titles(flowOf(HANDSHAKE))).toEqual(['0-2 Handshake'])
    const crossed = flowOf([
      '0 > SYN 0+0 SYN_SENT/UNKNOWN',
      '0.004 < SYN 0+0 SYN_SENT/SYN_SENT',
      '0.018 > SYN,ACK 0+0 ack 1 [retransmission] SYN_RCVD/SYN_SENT',
      '0.022 < SYN,ACK 0+0 ack 1 [retransmission] SYN_RCVD/SYN_RCVD',
      '0.036 > ACK 1+0 ack 1 ESTABLISHED/ESTABLISHED?',
    ])
    expect(titles(crossed)).toEqual(['0-4 Simultaneous open'])
    expect(rowsOf(crossed)[0]).toMatchObject({ lost: false })
    expect(rowsOf(crossed)[2]).toMatchObject({ arrow: 'open', repeats: null })
    expect(told(crossed)[2]).toContain('SYN,ACK seq 0 ack 1')
    const refused = flowOf(['0 > SYN 0+0 SYN_SENT/LISTEN?', '0.001 < RST,ACK 0+0 ack 1 win 0 CLOSED/CLOSED'])
    expect(titles(refused)).toEqual(['0-1 Refused'])
    expect(told(refused)[1]).toBe('segment: RST,ACK: nothing listens on port 8443')
    const unanswered = flowOf(['0 > SYN 0+0 SYN_SENT/LISTEN?', '1 > SYN 0+0 [retransmission]'], { end: 63 })
    expect(titles(unanswered)).toEqual(['0-3 Handshake not completed'])
    expect(told(unanswered).slice(2)).toEqual(['quiet: 1 min 2 s of silence', 'ghost: SYN,ACK expected, not seen'])
  })
  it('tell the ways to close apart by acknowledgment numbers', () => {
    expect(titles(flowOf(fourWayClose(0, 1, 1)))).toEqual(['0-3 Four-way close'])
    const three = flowOf([
      '0 > FIN,ACK 90+0 ack 512 FIN_WAIT_1/ESTABLISHED',
      '0.027 < FIN,ACK 512+0 ack 91 FIN_WAIT_2/LAST_ACK',
      '0.028 > ACK 91+0 ack 513 TIME_WAIT/CLOSED?',
    ])
    expect(titles(three)).toEqual(['0-2 Three-segment close'])
    const crossed = flowOf([
      '0 > FIN,ACK 90+0 ack 512 FIN_WAIT_1/ESTABLISHED',
      '0.001 < FIN,ACK 512+0 ack 90 FIN_WAIT_1/FIN_WAIT_1',
      '0.010 > ACK 91+0 ack 513 CLOSING/FIN_WAIT_2?',
      '0.011 < ACK 513+0 ack 91 TIME_WAIT/TIME_WAIT?',
    ])
    expect(titles(crossed)).toEqual(['0-3 Simultaneous close'])
    expect(told(crossed).slice(4)).toHaveLength(2)
  })
  it('say that a close is half done, and what is missing', () => {
    const half = flowOf([...HANDSHAKE, ...fourWayClose(0.03, 1, 1).slice(0, 2)], { end: 842.04 })
    expect(titles(half)).toEqual(['0-2 Handshake', '3-8 Close half done'])
    expect(told(half).slice(5)).toEqual([
      'quiet: 14 min 2 s of silence',
      'ghost: FIN expected, not seen',
      "tail: FIN_WAIT_2 for 14 min 2 s: waits for the peer's FIN",
      'tail: CLOSE_WAIT for 14 min 2 s: no timer ends it',
    ])
    const cut = flowOf([...HANDSHAKE, ...fourWayClose(0.03, 1, 1).slice(0, 2)])
    expect(told(cut)).toHaveLength(5)
  })
  it('end at the reset, and name one in the middle of data', () => {
    const reset = flowOf([...HANDSHAKE, REQUEST, '0.04 < RST,ACK 1+0 ack 413 CLOSED/CLOSED'])
    expect(titles(reset)).toEqual(['0-2 Handshake', '4-4 Reset'])
    expect(told(reset)[4]).toBe('segment: RST,ACK seq 1: aborted by the server')
    const late = flowOf([
      ...HANDSHAKE,
      ...fourWayClose(0.03, 1, 1).slice(0, 2),
      '0.2 < RST,ACK 1+0 ack 2 CLOSED/CLOSED',
    ])
    expect(titles(late)).toEqual(['0-2 Handshake', '3-5 Close, then reset'])
    const ignored = flowOf([...HANDSHAKE, REQUEST, ANSWER, '0.05 < RST 900000+0 win 0'])
    expect(titles(ignored)).toEqual(['0-2 Handshake'])
    expect(told(ignored)[5]).toBe('segment: RST seq 900000, not accepted')
  })
})

describe('plan', () => {
  it('of no segments has no rows', () => {
    const plan = planRows(flowOf([]), NONE)
    expect(plan.list.size).toBe(0)
    expect(bracketsOf(plan)).toEqual([])
    expect(materialize(plan, 0, 100)).toEqual([])
  })
  it('finds the row of every segment, folded or not', () => {
    const flow = flowOf([...HANDSHAKE, ...download(0.05, 20), ...download(60, 20, 28961)], { end: 100 })
    const plan = planRows(flow, NONE)
    for (let position = 0; position < flow.count; position++) {
      const row = rowOfPosition(plan, position)
      const first = plan.list.first[row] ?? -1
      expect(position >= first && position < first + (plan.list.count[row] ?? 0)).toBe(true)
    }
  })
  it('clips ranges and materialises the same rows in any cut', () => {
    const plan = planRows(
      flowOf([...HANDSHAKE, ...download(0.05, 20), ...fourWayClose(9, 1, 28961)], { end: 70 }),
      NONE,
    )
    const whole = materialize(plan, 0, 1e9)
    expect(materialize(plan, 3, 5)).toEqual(whole.slice(3, 5))
    expect(materialize(plan, whole.length - 1, 1e9)).toEqual(whole.slice(-1))
    expect(whole.map((row) => row.row)).toEqual(whole.map((_, i) => i))
  })
  it('lists each event once, ascending, with a burst of losses as one', () => {
    const losses = Array.from({ length: 5 }, (_, i) => `0.${200 + i} < ACK ${1 + i}+1 ack 1 [retransmission]`)
    const plan = planRows(flowOf([...HANDSHAKE, REQUEST, ANSWER, ...losses, ...fourWayClose(0.5, 413, 6)]), NONE)
    expect(eventRows(plan, bracketsOf(plan))).toEqual([0, 5, 10, 14])
  })
  it('plans a million segments without an object a segment', () => {
    const lines = [...HANDSHAKE, ...download(0.05, 2)]
    const small = flowOf(lines)
    const count = 1_000_000
    const wide = <Column extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(column: Column): Column => {
      const Kind = column.constructor as new (length: number) => Column
      const copy = new Kind(count)
      for (let i = 0; i < count; i++) copy[i] = column[i < 3 ? i : 3 + (i % 2)] ?? 0
      return copy
    }
    const time = Float64Array.from({ length: count }, (_, i) => i * 1000)
    const flow: FlowRows = {
      ...small,
      count,
      time,
      captureEnd: count * 1000,
      from: wide(small.from),
      flags: wide(small.flags),
      seq: wide(small.seq),
      ack: wide(small.ack),
      length: wide(small.length),
      window: wide(small.window),
      analysis: wide(small.analysis),
      states: wide(small.states),
      acks: wide(small.acks),
      frame: Uint32Array.from({ length: count }, (_, i) => i + 1),
      segment: Uint32Array.from({ length: count }, (_, i) => i),
    }
    const plan = planRows(flow, NONE)
    expect(plan.list.size).toBeLessThan(12)
    expect(planRows(flow, new Set([plan.list.first[5] ?? -1])).list.size).toBeGreaterThan(count - 10)
  })
})

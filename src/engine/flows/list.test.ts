import { beforeAll, describe, expect, test } from 'vitest'
import chinese from '../../../resources/locales/zh-CN/engine.json'
import { type FlowFilter, type FlowSort, OUTCOMES } from '../../contracts/flowList'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { learn, speak } from '../said/said'
import { Judge } from '../verdicts/judge'
import { FlowList } from './list'
import { VerdictColumn } from './verdictColumn'

const SCRIPT = `
A = 10.0.0.9:50001
B = 10.0.0.80:80
C = 10.0.0.10:50002
D = 192.0.2.7:443
E = [2001:db8::5]:50003
F = [2001:db8::80]:8080
+0 A > B S
+1 A > B S 0:0(0)
+1 C > D S
+0.02 D > C S.
+0.001 C > D .
+0.1 C > D P. (1000)
+0.02 D > C .
+0.1 E > F S
+0.5 F > E R. 0:0(0) ack 1
`
const ALL: FlowFilter = { text: '', severity: null, state: null, outcome: null, timeRange: null }

describe('the flow list', () => {
  let list: FlowList
  let verdicts: VerdictColumn
  const ids = (sort: FlowSort, descending: boolean, filter: Partial<FlowFilter> = {}): number[] =>
    list.page({ sort, descending, filter: { ...ALL, ...filter } }, 0, 100).rows.map(({ flow }) => flow)

  beforeAll(async () => {
    const core = await coreOf(captureOf(SCRIPT))
    const judge = new Judge(core)
    verdicts = new VerdictColumn(core, judge)
    verdicts.advance(Number.POSITIVE_INFINITY)
    list = new FlowList(core, judge, verdicts)
  })

  test.each<[FlowSort, number[]]>([
    ['order', [0, 1, 2]],
    ['start', [0, 1, 2]],
    ['verdict', [1, 2, 0]],
    // Addresses by number, IPv6 after IPv4.
    ['client', [0, 1, 2]],
    ['server', [0, 1, 2]],
    ['duration', [1, 2, 0]],
    ['bytes', [0, 2, 1]],
    ['retransmissions', [1, 2, 0]],
    ['last', [0, 1, 2]],
  ])('sorts by %s', (sort, expected) => {
    expect(ids(sort, false)).toEqual(expected)
  })

  test('keeps equal flows in their order when sorted downwards', () => {
    expect(ids('bytes', true)).toEqual([1, 0, 2])
    expect(ids('order', true)).toEqual([2, 1, 0])
  })

  test('filters by text in endpoints, states and titles, whatever the case', () => {
    expect(ids('order', false, { text: '10.0.0.10:50002' })).toEqual([1])
    expect(ids('order', false, { text: 'DB8::8' })).toEqual([2])
    expect(ids('order', false, { text: 'established' })).toEqual([1])
    expect(ids('order', false, { text: 'refused' })).toEqual([2])
    expect(ids('order', false, { text: 'nothing like it' })).toEqual([])
  })

  test('finds the same whether a text is typed on, taken back or replaced', () => {
    const typed = ['1', '19', '192', '192.0', '19', '10.0.0.', '0.10', 'ESTAB', 'established ', 'reset', 're', 'refu']
    const found = typed.map((text) => ids('order', false, { text }))
    expect(found).toEqual([[0, 1, 2], [1], [1], [1], [1], [0, 1], [1], [1], [1], [], [0, 2], [2]])
  })

  test('a severity narrows what a text left, and gives it back', () => {
    expect(ids('order', false, { text: '10.0.0' })).toEqual([0, 1])
    expect(ids('order', false, { text: '10.0.0', severity: 'stuck' })).toEqual([0])
    expect(ids('order', false, { text: '10.0.0.1', severity: 'ok' })).toEqual([1])
    expect(ids('order', false, { text: '10.0.0.1' })).toEqual([1])
  })

  test('looks for the same text in the titles of the language that is spoken now', () => {
    learn('zh-CN', chinese)
    expect(ids('order', false, { text: '拒绝' })).toEqual([])
    speak('zh-CN')
    expect(ids('order', false, { text: '拒绝' })).toEqual([2])
    speak('en')
    expect(ids('order', false, { text: '拒绝' })).toEqual([])
  })

  test('filters by severity and state, both together', () => {
    expect(ids('order', false, { severity: 'stuck' })).toEqual([0])
    expect(ids('order', false, { state: 'RESET' })).toEqual([2])
    expect(ids('order', false, { state: 'ESTABLISHED', severity: 'ok' })).toEqual([1])
    expect(ids('order', false, { state: 'ESTABLISHED', severity: 'stuck' })).toEqual([])
  })

  test('an outcome lists exactly the flows that the overview counts under it', () => {
    expect(verdicts.outcomes).toEqual({ SYN_SENT: 1, ESTABLISHED: 1, RESET: 1 })
    for (const outcome of OUTCOMES) {
      expect(ids('order', false, { outcome })).toHaveLength(verdicts.outcomes[outcome] ?? 0)
    }
    // The refused client's state is CLOSED on both sides, its outcome is the reset.
    expect(ids('order', false, { state: 'CLOSED' })).toContain(2)
    expect(ids('order', false, { outcome: 'CLOSED' })).toEqual([])
  })

  test('hands out pages and finds the row of a flow', () => {
    const order = { sort: 'bytes', descending: true, filter: ALL } as const
    expect(list.page(order, 1, 1)).toMatchObject({ from: 1, total: 3, rows: [{ flow: 0 }] })
    expect(list.rowOf(2, order)).toBe(2)
    expect(list.rowOf(2, { ...order, filter: { ...ALL, severity: 'stuck' } })).toBeNull()
  })
})

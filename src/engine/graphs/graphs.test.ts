import { describe, expect, test } from 'vitest'
import type { Graph, GraphRole, GraphSeries } from '../../contracts/graphs'
import { captureOf } from '../../scenario/capture'
import { loadCore, memorySource } from '../capture.fixture'
import { OpenCapture } from '../openCapture'
import { graphTable } from './csv'
import { type GraphQuestion, Graphs } from './graphs'

async function graphsOf(script: string): Promise<(question: Partial<GraphQuestion>) => Graph> {
  const opened = new OpenCapture(await loadCore(), memorySource(captureOf(script)))
  await opened.read(() => undefined)
  const graphs = new Graphs(opened)
  return (question) =>
    graphs.answer({
      flow: 0,
      kind: 'tcptrace',
      direction: null,
      from: null,
      to: null,
      width: 800,
      segment: null,
      ...question,
    })
}

const ENDS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPENING = `+0 A > B S win 64240 <mss 1460, sackOK, nop, wscale 7>
+0.010 B > A S. win 65160 <mss 1460, sackOK, nop, wscale 7>
+0.010 A > B . win 502
`
/** The second of three segments is lost; the third is answered by a SACK, then the second comes again. */
const LOSSY = `${ENDS}${OPENING}+0.010 A > B . 1:1001(1000) ack 1 win 502
+0 A > B . 2001:3001(1000) ack 1 win 502
+0.020 B > A . ack 1001 win 500
+0 B > A . ack 1001 win 500 <nop, nop, sack 2001:3001>
+0.300 A > B . 1001:2001(1000) ack 1 win 502
+0.020 B > A . ack 3001 win 0
+0.500 B > A . ack 3001 win 400
+0.100 A > B F. 3001:3001(0) ack 1 win 502
+0.020 B > A R. 1:1(0) ack 3002
`

const part = (graph: Graph, role: GraphRole): GraphSeries | undefined => graph.series.find((one) => one.role === role)
const lows = (graph: Graph, role: GraphRole): number[] => [...(part(graph, role)?.low ?? [])]
const bars = (graph: Graph, role: GraphRole): [number, number][] => {
  const found = part(graph, role)
  return [...(found?.low ?? [])].map((low, at) => [low, found?.high?.[at] ?? low])
}
const frames = (graph: Graph, role: GraphRole): number[] => [...(part(graph, role)?.frame ?? [])]

describe('time-sequence', () => {
  test('tells new data, what was sent again, ACKs, windows and SACK blocks apart', async () => {
    const ask = await graphsOf(LOSSY)
    const graph = ask({})
    expect(graph.direction).toBe('client')
    expect([...bars(graph, 'data'), ...bars(graph, 'outOfOrder'), ...bars(graph, 'retransmission')].sort()).toEqual([
      [1, 1001],
      [1001, 2001],
      [2001, 3001],
    ])
    expect(frames(graph, 'data')).toEqual([4, 5])
    expect(bars(graph, 'sack')).toEqual([[2001, 3001]])
    expect([...new Set(lows(graph, 'ack'))]).toEqual([1, 1001, 3001])
    expect(Math.max(...lows(graph, 'receiveWindow'))).toBe(65161)
    expect(lows(graph, 'zeroWindow')).toEqual([3001])
    expect(lows(graph, 'syn')).toEqual([0])
    expect(lows(graph, 'fin')).toEqual([3001])
    expect(part(graph, 'reset')).toBeUndefined()
    expect(lows(ask({ direction: 'server' }), 'reset')).toEqual([1])
  })

  test('draws Stevens dots at sequence numbers alone', async () => {
    const graph = (await graphsOf(LOSSY))({ kind: 'stevens' })
    expect(lows(graph, 'data')).toEqual([1, 2001])
    expect(part(graph, 'ack')).toBeUndefined()
  })

  test('goes on where sequence numbers wrap', async () => {
    const ask = await graphsOf(LOSSY.replace('+0 A > B S', 'iss A = 4294966000\n+0 A > B S'))
    const graph = ask({})
    expect(Math.max(...bars(graph, 'data').map(([, high]) => high))).toBe(3001)
    expect(bars(graph, 'sack')).toEqual([[2001, 3001]])
  })

  test('marks the selected segment, by its time alone where it has no point', async () => {
    const ask = await graphsOf(LOSSY)
    const last = part(ask({}), 'data')
    expect(ask({ segment: last?.segment[1] ?? 0 }).marked).toMatchObject({ frame: 5, value: 2001 })
    expect(ask({ segment: last?.segment[1] ?? 0, kind: 'roundTrip' }).marked).toMatchObject({ frame: 5, value: null })
    expect(ask({ segment: 77 }).marked).toBeNull()
  })

  test('shows of a range what lies in it, and where lines come from and go to', async () => {
    const ask = await graphsOf(LOSSY)
    const graph = ask({ from: 45e6, to: 60e6 })
    expect(graph).toMatchObject({ from: 45e6, to: 60e6 })
    expect(lows(graph, 'data')).toEqual([])
    expect(lows(graph, 'ack').at(-1)).toBe(3001)
    expect((part(graph, 'ack')?.time[0] ?? 99e9) < 45e6).toBe(true)
  })
})

describe('round trips', () => {
  test('leave out what Karn’s rule leaves out', async () => {
    const graph = (await graphsOf(LOSSY))({ kind: 'roundTrip' })
    // The SYN's and the first segment's; the ACK of what was sent again is none, the FIN has its reset's.
    expect(lows(graph, 'sample').slice(0, 2)).toEqual([10e6, 20e6])
    expect(frames(graph, 'sample')).not.toContain(9)
    expect(lows(graph, 'smoothed')[1]).toBe(10e6 + 10e6 / 8)
  })

  test('are none where nothing is acknowledged', async () => {
    const ask = await graphsOf(`${ENDS}+0 A > B S\n+1 A > B S 0:0(0)\n`)
    expect(ask({ kind: 'roundTrip' }).series).toEqual([])
  })
})

describe('windows', () => {
  test('are scaled, and tell what is in flight', async () => {
    const graph = (await graphsOf(LOSSY))({ kind: 'window' })
    expect(lows(graph, 'advertised').slice(0, 2)).toEqual([65160, 500 * 128])
    expect(lows(graph, 'inFlight')).toContain(3000)
    expect(lows(graph, 'inFlight')).toContain(2000)
    expect(lows(graph, 'inFlight').at(-1)).toBe(0)
    expect(lows(graph, 'zeroWindow')).toEqual([0])
    expect(graph.isScaleUnknown).toBe(false)
  })

  test('say where their scale is unknown', async () => {
    const ask = await graphsOf(`${ENDS}+0 A > B . 1:101(100) ack 1 win 502\n+0.01 B > A . 1:1(0) ack 101 win 500\n`)
    expect(ask({ kind: 'window' }).isScaleUnknown).toBe(true)
  })
})

describe('rates', () => {
  test('count what is sent again as throughput, not as goodput', async () => {
    const graph = (await graphsOf(LOSSY))({ kind: 'throughput' })
    const mean = graph.meanOver ?? 0
    expect(mean).toBe(20e6)
    expect(Math.max(...lows(graph, 'throughput'))).toBe(2000 / 0.02)
    expect(Math.max(...lows(graph, 'goodput'))).toBe(2000 / 0.02)
    expect(part(graph, 'throughput')?.total).toBe(3)
    expect(lows(graph, 'throughput').at(-1)).toBe(0)
  })

  test('are none where no data was sent', async () => {
    const ask = await graphsOf(`${ENDS}${OPENING}`)
    expect(ask({ kind: 'throughput' }).series).toEqual([])
  })
})

test('as a table holds every point', async () => {
  const opened = new OpenCapture(await loadCore(), memorySource(captureOf(LOSSY)))
  await opened.read(() => undefined)
  const table = [...graphTable(opened, { flow: 0, kind: 'tcptrace', direction: 'client', format: 'csv' })].join('')
  const lines = table.trimEnd().split('\n')
  expect(lines[0]).toBe('series,seconds,low,high,frame')
  expect(lines).toContain('sack,0.050000000,2001,3001,7')
  expect(lines).toContain('syn,0.000000000,0,,1')
  expect(lines.filter((line) => line.startsWith('data,'))).toHaveLength(2)
})

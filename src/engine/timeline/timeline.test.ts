import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FlowFilter } from '../../contracts/flowList'
import type { Timeline, TimelineDensity, TimelineDumbbells } from '../../contracts/timeline'
import { captureOf } from '../../scenario/capture'
import type { Capture } from '../capture'
import { loadCore, memorySource } from '../capture.fixture'
import { OpenCapture } from '../openCapture'
import { columnOf, countDensity } from './density'
import { packLanes } from './lanes'
import type { FlowSpans } from './spans'
import { type TimelineQuestion, Timelines } from './timeline'

const SCRIPT = `
A = 10.0.0.9:50001
B = 10.0.0.80:80
C = 10.0.0.10:50002
D = 192.0.2.7:443
E = 10.0.0.11:50003
F = 192.0.2.7:80
+0 A > B S
+1 A > B S 0:0(0)
+1 C > D S
+0.02 D > C S.
+0.001 C > D .
+0.1 C > D P. (1000)
+0.02 D > C .
+0.859 E > F S
+0.5 F > E R. 0:0(0) ack 1
+6.5 C > D P. (1000)
`
const ALL: FlowFilter = { text: '', severity: null, state: null, outcome: null, timeRange: null }

describe('the timeline', () => {
  let capture: Capture
  let timelines: Timelines
  let start: number
  const at = (seconds: number) => start + seconds * 1e9
  const ask = (question: Partial<TimelineQuestion> = {}): Timeline =>
    timelines.answer({ from: null, to: null, width: 500, lanes: 10, filter: ALL, flow: null, ...question })
  const ids = (filter: Partial<FlowFilter>): number[] =>
    capture.list
      .page({ sort: 'order', descending: false, filter: { ...ALL, ...filter } }, 0, 10)
      .rows.map(({ flow }) => flow)

  beforeAll(async () => {
    const opened = new OpenCapture(await loadCore(), memorySource(captureOf(SCRIPT)))
    await opened.read(() => undefined)
    capture = opened
    timelines = new Timelines(capture)
    start = Number(capture.summary().first)
  })

  test('spans the capture and tells how each flow opened and stands', () => {
    const timeline = ask()
    expect([timeline.from, timeline.to]).toEqual([at(0), at(10)])
    expect((timeline.drawing as TimelineDumbbells).flows).toMatchObject([
      { flow: 0, first: at(0), last: at(1), opening: 'attempt', outcome: 'SYN_SENT', lane: 0 },
      { flow: 1, first: at(2), last: at(10), opening: 'handshake', outcome: 'ESTABLISHED', severity: 'ok', lane: 0 },
      { flow: 2, first: at(3), last: at(3.5), opening: 'attempt', outcome: 'RESET', lane: 1 },
    ])
  })

  test('shows what the filter lets pass, whatever its time range', () => {
    const drawn = (filter: Partial<FlowFilter>) =>
      (ask({ filter: { ...ALL, ...filter } }).drawing as TimelineDumbbells).flows.map(({ flow }) => flow)
    expect(drawn({ text: '192.0.2.7' })).toEqual([1, 2])
    expect(drawn({ outcome: 'RESET', timeRange: { from: at(0), to: at(1) } })).toEqual([2])
  })

  test('has a moment in its middle where there is no more, and so little where there is little', async () => {
    const shownOf = async (script: string) => {
      const opened = new OpenCapture(await loadCore(), memorySource(captureOf(script)))
      await opened.read(() => undefined)
      const { first } = opened.summary()
      const { from, to, isMoment } = new Timelines(opened).answer({
        ...{ from: null, to: null, width: 500, lanes: 10, filter: ALL, flow: null },
      })
      return { isMoment, before: Number(first) - from, after: to - Number(first) }
    }
    const one = await shownOf('A = 10.0.0.9:50001\nB = 10.0.0.80:80\n+0 A > B S\n')
    expect(one.isMoment).toBe(true)
    expect(Math.abs(one.before - one.after)).toBeLessThan(1024)
    const few = await shownOf('A = 10.0.0.9:50001\nB = 10.0.0.80:80\n+0 A > B S\n+0.000050 B > A R.\n')
    expect(few.isMoment).toBeUndefined()
    expect(few.after).toBeGreaterThan(49_000)
    expect(few.after).toBeLessThan(51_000)
  })

  test('shows a part of the time with the flows that touch it', () => {
    const part = ask({ from: at(4), to: at(6) })
    expect(part.flows).toBe(1)
    expect((part.drawing as TimelineDumbbells).flows).toMatchObject([{ flow: 1 }])
  })

  test('counts instead where lanes are too few', () => {
    const { drawing, flows } = ask({ lanes: 1, width: 10 })
    expect(flows).toBe(3)
    expect(drawing).toMatchObject({ kind: 'density', most: 2 })
    const density = drawing as TimelineDensity
    expect(density.outcomes.map(({ outcome }) => outcome)).toEqual(['SYN_SENT', 'ESTABLISHED', 'RESET'])
    expect([...(density.outcomes[1]?.counts ?? [])]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
    expect([...density.stuck]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  test('tells the selected flow also where the filter hides it', () => {
    expect(ask({ flow: 0, filter: { ...ALL, outcome: 'RESET' } }).selected).toMatchObject({ flow: 0, last: at(1) })
    expect(ask({ flow: 99 }).selected).toBeNull()
  })

  test('a time range lists the flows that touch it, both ends counted, and the counts agree', () => {
    const cases: [number, number, number[]][] = [
      [0, 10, [0, 1, 2]],
      [1, 1.5, [0]],
      [1.1, 1.9, []],
      [3.5, 9, [1, 2]],
      [3.6, 3.7, [1]],
      [-5, -1, []],
    ]
    for (const [from, to, expected] of cases) {
      const timeRange = { from: at(from), to: at(to) }
      expect(ids({ timeRange })).toEqual(expected)
      expect(ask({ filter: { ...ALL, timeRange } }).inRange?.flows).toBe(expected.length)
    }
    expect(ids({ timeRange: { from: at(3.5), to: at(9) }, outcome: 'RESET' })).toEqual([2])
    expect(ask({ filter: { ...ALL, timeRange: { from: at(3.5), to: at(9) } } }).inRange).toMatchObject({
      outcomes: { ESTABLISHED: 1, RESET: 1, SYN_SENT: 0 },
    })
  })
})

const WIDTH = 40
const shown = { from: 0, to: 1000 }
const spansArbitrary = fc
  .array(
    fc.record({
      first: fc.integer({ min: -100, max: 1100 }),
      length: fc.integer({ min: 0, max: 400 }),
      outcome: fc.integer({ min: 0, max: 12 }),
      severity: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 60 },
  )
  .map((flows): FlowSpans => {
    const first = Float64Array.from(flows, (flow) => flow.first)
    return {
      first,
      last: Float64Array.from(flows, (flow) => flow.first + flow.length),
      opening: new Uint8Array(flows.length),
      outcome: Uint8Array.from(flows, ({ outcome }) => outcome),
      severity: Uint8Array.from(flows, ({ severity }) => severity),
      bounds: shown,
    }
  })
const touchingIds = ({ first, last }: FlowSpans) =>
  Uint32Array.from(first.keys()).filter((id) => (last[id] as number) >= 0 && (first[id] as number) <= 1000)

describe('density', () => {
  test('counts in each column the flows that a look at every flow finds there', () => {
    fc.assert(
      fc.property(spansArbitrary, (spans) => {
        const ids = touchingIds(spans)
        const density = countDensity(ids, spans, shown, WIDTH)
        let most = 0
        for (let column = 0; column < WIDTH; column += 1) {
          const there = [...ids].filter(
            (id) =>
              columnOf(spans.first[id] as number, shown, WIDTH) <= column &&
              columnOf(spans.last[id] as number, shown, WIDTH) >= column,
          )
          const total = density.outcomes.reduce((sum, { counts }) => sum + (counts[column] as number), 0)
          expect(total).toBe(there.length)
          expect(density.stuck[column]).toBe(there.filter((id) => spans.severity[id] === 3).length)
          most = Math.max(most, there.length)
        }
        expect(density.most).toBe(most)
      }),
    )
  })
})

describe('lanes', () => {
  test('hold flows that do not touch, no more lanes than flows that are there at once', () => {
    fc.assert(
      fc.property(spansArbitrary, (spans) => {
        const ids = touchingIds(spans)
        const packed = packLanes(ids, spans.first, spans.last, shown, WIDTH, 1000)
        if (packed === null) throw new Error('a thousand lanes hold sixty flows')
        const gap = (9 * 1000) / WIDTH
        const inLane = (lane: number) => [...packed.ids].filter((_, k) => packed.lane[k] === lane)
        for (let lane = 0; lane < packed.count; lane += 1) {
          const flows = inLane(lane)
          expect(flows.length).toBeGreaterThan(0)
          for (const [k, id] of flows.entries()) {
            const next = flows[k + 1]
            if (next !== undefined) expect(spans.first[next]).toBeGreaterThanOrEqual((spans.last[id] as number) + gap)
          }
        }
        const atOnce = [...ids].map(
          (id) =>
            [...ids].filter(
              (other) =>
                (spans.first[other] as number) <= (spans.first[id] as number) &&
                (spans.last[other] as number) + gap > (spans.first[id] as number),
            ).length,
        )
        expect(packed.count).toBe(Math.max(0, ...atOnce))
        if (packed.count > 0) {
          expect(packLanes(ids, spans.first, spans.last, shown, WIDTH, packed.count - 1)).toBeNull()
        }
      }),
    )
  })
})

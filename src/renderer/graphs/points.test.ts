import { describe, expect, test } from 'vitest'
import type { Graph, GraphSeries } from '../../contracts/graphs'
import { flowId } from '../../contracts/units'
import { graphKey } from './keys'
import { LOOKS } from './looks'
import { drawnValue, pictureOf } from './picture'
import { beside, nearest, step, walk } from './points'
import { timeTicks, valueTicks, valueWords } from './words'

const series = (
  role: GraphSeries['role'],
  shape: GraphSeries['shape'],
  points: [number, number, number?][],
): GraphSeries => ({
  role,
  shape,
  time: Float64Array.from(points, ([time]) => time * 1e9),
  low: Float64Array.from(points, ([, low]) => low),
  high: shape === 'bars' ? Float64Array.from(points, ([, low, high]) => high ?? low) : null,
  segment: Uint32Array.from(points, (_, at) => at),
  frame: Uint32Array.from(points, (_, at) => at + 1),
  total: points.length,
})

const GRAPH: Graph = {
  flow: flowId(0),
  kind: 'tcptrace',
  direction: 'client',
  from: 0,
  to: 10e9,
  span: 10e9,
  start: 0n,
  series: [
    series('receiveWindow', 'steps', [[0, 1_000_000]]),
    series('ack', 'steps', [
      [1, 0],
      [5, 1000],
      [9, 3000],
    ]),
    series('data', 'bars', [
      [4, 0, 1000],
      [6, 1000, 2000],
    ]),
    series('retransmission', 'bars', [[8, 2000, 3000]]),
  ],
  meanOver: null,
  isScaleUnknown: false,
  marked: null,
}
const SHOWN = { from: 0, to: 10e9 }
const picture = pictureOf(GRAPH, SHOWN, 1000, 400)

describe('a picture', () => {
  test('makes room for the data, and for a part of a window that is far larger', () => {
    expect(picture.y.domain()[1]).toBeLessThan(6000)
    expect(picture.y.domain()[1]).toBeGreaterThan(3000)
  })
  test('has ticks in one unit', () => {
    expect(timeTicks(picture).map(({ text }) => text)).toContain('4 s')
    expect(valueTicks(picture).map(({ text }) => text)).toContain('2.0 k')
  })
  test('draws rates in bits', () => expect(drawnValue({ ...GRAPH, kind: 'throughput' }, 10)).toBe(80))
  test('tells what is sent again by shape as well as by colour', () => {
    expect(LOOKS.retransmission.mark).not.toBe(LOOKS.data.mark)
    expect(LOOKS.goodput.dash).not.toEqual(LOOKS.throughput.dash)
  })
})

describe('points', () => {
  test('are found under the pointer, bars along their length', () => {
    const found = nearest(picture, picture.x(6e9) + 3, picture.y(1500))
    expect(found).toMatchObject({ role: 'data', frame: 2 })
    expect(nearest(picture, picture.x(2.5e9), picture.y(2500))).toBeNull()
  })
  test('are walked through in order of time, within what is shown', () => {
    expect(walk(GRAPH, SHOWN).map(({ time }) => time / 1e9)).toEqual([0, 1, 4, 5, 6, 8, 9])
    expect(walk(GRAPH, { from: 4.5e9, to: 8e9 }).map(({ role }) => role)).toEqual(['ack', 'data', 'retransmission'])
  })
  test('follow each other, and end at the ends', () => {
    const points = walk(GRAPH, SHOWN)
    const first = step(points, null, 1)
    expect(first?.time).toBe(0)
    expect(step(points, first, 1)?.time).toBe(1e9)
    expect(step(points, first, -1)).toBe(first)
    expect(step(points, null, -1)?.time).toBe(9e9)
  })
  test('of another series are the nearest in time', () => {
    const last = step(walk(GRAPH, SHOWN), null, -1)
    expect(beside(GRAPH, SHOWN, last, 1)).toMatchObject({ role: 'data', time: 6e9 })
  })
  test('say their values', () => {
    const [, , data] = walk(GRAPH, SHOWN)
    if (!data) throw new Error('no data')
    expect(valueWords(GRAPH, data)).toContain('1,000')
    expect(valueWords({ ...GRAPH, kind: 'roundTrip' }, { ...data, low: 28e6 })).toBe('28 ms')
    expect(valueWords({ ...GRAPH, kind: 'throughput' }, { ...data, low: 1e6 })).toBe('8.0 Mbit/s')
  })
})

test('keys of a graph are its own', () => {
  expect(graphKey('ArrowRight', false)).toEqual({ does: 'walk', by: 1 })
  expect(graphKey('ArrowRight', true)).toEqual({ does: 'pan', by: 1 })
  expect(graphKey('x', false)).toBeNull()
})

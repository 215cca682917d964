// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { Timeline, TimelineFlow } from '../../../contracts/timeline'
import { flowId } from '../../../contracts/units'
import { speak } from '../../i18n/i18n'
import { columnAt, flowAt, laneY, PAD, pictureOf, pitchOf } from './geometry'
import { columnWords, drawingWords, flowWords, rangeWords, summaryWords, timeWords } from './words'

const START = 1.7e18
const at = (seconds: number) => START + seconds * 1e9
const shown = { from: at(0), to: at(10) }
const flow = (id: number, from: number, to: number, lane: number): TimelineFlow & { lane: number } => ({
  flow: flowId(id),
  first: at(from),
  last: at(to),
  lane,
  opening: 'handshake',
  outcome: 'CLOSE_WAIT',
  severity: id === 2 ? 'stuck' : 'ok',
})
const flows = [flow(0, 0, 4, 0), flow(1, 5, 5, 0), flow(2, 1, 9, 1)]
const dumbbells: Timeline = {
  ...shown,
  flows: 3,
  drawing: { kind: 'dumbbells', lanes: 2, flows },
  selected: null,
  inRange: null,
}
const density: Timeline = {
  ...dumbbells,
  flows: 1200,
  drawing: {
    kind: 'density',
    most: 1000,
    outcomes: [
      { outcome: 'TIME_WAIT', counts: Uint32Array.of(1, 700) },
      { outcome: 'ESTABLISHED', counts: Uint32Array.of(0, 300) },
    ],
    stuck: Uint32Array.of(0, 2),
    warning: Uint32Array.of(0, 0),
  },
}
const words = timeWords(shown, START, 600)

afterEach(() => speak('en'))

describe('what lies under a point of the timeline', () => {
  const picture = pictureOf(shown, 600 + 2 * PAD, 100)
  const x = (seconds: number) => PAD + seconds * 60
  const y = (lane: number) => laneY(lane, pitchOf(2, picture.height))

  it('is the flow of that lane and time, also a little beside it', () => {
    expect(flowAt(dumbbells, picture, x(2), y(0))?.flow).toBe(0)
    expect(flowAt(dumbbells, picture, x(5) + 4, y(0))?.flow).toBe(1)
    expect(flowAt(dumbbells, picture, x(2), y(1))?.flow).toBe(2)
    expect(flowAt(dumbbells, picture, x(7), y(0))).toBeNull()
    expect(flowAt(dumbbells, picture, x(2), y(4))).toBeNull()
  })

  it('is a column where flows are counted', () => {
    expect(flowAt(density, picture, x(2), y(0))).toBeNull()
    expect([0, x(4.9), x(5.1), 2000].map((left) => columnAt(picture, 2, left))).toEqual([0, 0, 1, 1])
  })
})

describe('the timeline in words', () => {
  it('says how many flows, over how long, and what stands out', () => {
    expect(summaryWords(dumbbells, words)).toBe('3 flows over 10.0 s. 1 stuck.')
    expect(summaryWords(density, words)).toBe('1,200 flows over 10.0 s. Most at a time: 1,000, around 7.50 s.')
    expect(drawingWords(density)).toBe('flows at a time, up to 1,000')
  })

  it('tells a flow, a column and a range', () => {
    expect(flowWords(flows[0] as TimelineFlow, words)).toEqual({
      how: 'Handshake seen, then CLOSE_WAIT',
      when: '4.00 s from 0.00 s',
    })
    expect(density.drawing.kind === 'density' && columnWords(density.drawing, 1)).toEqual([
      '1,000 flows',
      '700 TIME_WAIT',
      '300 ESTABLISHED',
      '2 stuck',
    ])
    expect(rangeWords({ from: at(1.2), to: at(3.45) }, words)).toBe('1.20 s to 3.45 s')
  })

  it('follows the language of the user', () => {
    speak('zh-CN')
    expect(summaryWords(density, words)).toBe('10.0 s 内共 1,200 条流。 同时最多 1,000 条，约在 7.50 s 时。')
    expect(flowWords(flows[0] as TimelineFlow, words)).toEqual({
      how: '抓到握手，之后为 CLOSE_WAIT',
      when: '0.00 s 起，历时 4.00 s',
    })
  })
})

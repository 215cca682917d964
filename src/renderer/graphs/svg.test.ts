import { Window } from 'happy-dom'
import { afterEach, describe, expect, test } from 'vitest'
import type { Graph, GraphRole, GraphSeries, GraphShape } from '../../contracts/graphs'
import { flowId } from '../../contracts/units'
import { i18n } from '../i18n/i18n'
import { LOOKS } from './looks'
import { graphSvg, SVG_SIZE } from './svg'

afterEach(() => i18n.changeLanguage('en'))

const SPAN = 10e9
const inks = (token: string): string => (token === 'panel' ? '#ffffff' : '#1b212a')

function series(role: GraphRole, shape: GraphShape, count: number, total = count): GraphSeries {
  const low = Float64Array.from({ length: count }, (_, at) => (at * 7919) % 1_000_000)
  return {
    role,
    shape,
    time: Float64Array.from({ length: count }, (_, at) => (SPAN * at) / count),
    low,
    high: shape === 'bars' ? low.map((value) => value + 60_000) : null,
    segment: Uint32Array.from(low.keys()),
    frame: Uint32Array.from(low.keys()),
    total,
  }
}

const graphOf = (...all: readonly GraphSeries[]): Graph => ({
  flow: flowId(3),
  kind: 'tcptrace',
  direction: 'client',
  from: 0,
  to: SPAN,
  span: SPAN,
  start: 0n,
  series: all,
  meanOver: null,
  isScaleUnknown: false,
  marked: null,
})

/** Parses as XML; the parser lets bare ampersands pass, so these are looked for. */
function parsed(svg: string) {
  expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot);)/)
  const { DOMParser } = new Window()
  const page = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(page.querySelector('parsererror')).toBeNull()
  return page.documentElement
}

const ALL = graphOf(
  series('receiveWindow', 'steps', 20),
  series('sack', 'bars', 4),
  series('data', 'bars', 30),
  series('retransmission', 'bars', 5),
  series('syn', 'dots', 2),
  series('fin', 'dots', 2),
  series('reset', 'dots', 1),
  series('zeroWindow', 'dots', 3),
  series('outOfOrder', 'bars', 3),
  series('sample', 'dots', 9),
)

describe('a graph as SVG', () => {
  test('draws every series, names it, and refers to nothing outside', () => {
    const svg = graphSvg(ALL, inks)
    const root = parsed(svg)
    expect(root.querySelector('title')?.textContent).toBe('Flow 3: Time-sequence graph (tcptrace), Client sends')
    for (const { role } of ALL.series) {
      expect(root.querySelector(`[data-series=${role}] path`)).not.toBeNull()
      expect(root.textContent).toContain(i18n.t(`graphs:roles.${role}`))
    }
    const paths = [...root.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '')
    expect(paths.every((path) => /^M[\d.-]/.test(path) && !/NaN|Infinity|undefined/.test(path))).toBe(true)
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/href|http|url\((?!#)|@import|<script/)
  })

  test('is the same for the same graph, in the language that is spoken, and in the colours of the theme', async () => {
    expect(graphSvg(ALL, inks)).toBe(graphSvg(ALL, inks))
    expect(graphSvg(ALL, (token) => (token === 'panel' ? '#15181e' : '#e8ebf1'))).toContain('fill="#15181e"')
    await i18n.changeLanguage('zh-CN')
    const chinese = parsed(graphSvg(ALL, inks)).textContent ?? ''
    expect(chinese).toContain('时间-序号图')
    for (const { role } of ALL.series) expect(chinese).toContain(i18n.t(`graphs:roles.${role}`, { lng: 'zh-CN' }))
  })

  test('keeps marks apart without their colours', () => {
    const root = parsed(graphSvg(ALL, inks))
    const looks = ALL.series.map(({ role }) => {
      const path = [...root.querySelectorAll(`[data-series=${role}] path`)].at(-1)
      const shape = (path?.getAttribute('d') ?? '').replace(/[\d.-]+/g, '').slice(0, 12)
      return `${shape} ${path?.getAttribute('stroke-dasharray')} ${path?.getAttribute('stroke-width')} ${LOOKS[role].mark}`
    })
    expect(new Set(looks).size).toBe(looks.length)
  })

  test('of a million points says how many are drawn, and stays small', () => {
    const columns = SVG_SIZE.width
    const thinned = graphOf(
      series('receiveWindow', 'steps', 4 * columns, 1_000_000),
      series('ack', 'steps', 4 * columns, 500_000),
      series('data', 'bars', 12 * columns, 1_000_000),
      series('retransmission', 'bars', 12 * columns, 100_000),
    )
    const svg = graphSvg(thinned, inks)
    expect(parsed(svg).querySelector('desc')?.textContent).toMatch(/^2,600,000 points in 40,960 marks: /)
    expect(svg.length).toBeLessThan(2_500_000)
  })

  test('of a flow without points is an empty graph', () => {
    const root = parsed(graphSvg(graphOf(), inks))
    expect(root.querySelector('desc')?.textContent).toBe('0 points')
  })
})

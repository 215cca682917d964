import { expect, test } from 'vitest'
import { ONE_LINE, togetherColumns } from './columns'
import { hosts as hostsOf } from './hosts.fixture'

const columns = (width: number, ...ends: readonly string[]) => togetherColumns(hostsOf(...ends), width, 50, 1)

test('a bar for each end, within its host, left to right', () => {
  const { hosts, flows, barWidth, width } = columns(700, '0c 1c', '0s 1s')
  expect(width).toBe(700)
  expect(hosts).toHaveLength(2)
  expect(flows[1]?.x.client).toBe((flows[0]?.x.client ?? 0) + barWidth + 2)
  expect(flows[1]?.x.server).toBeGreaterThan(flows[0]?.x.server ?? 0)
  expect((hosts[1]?.right ?? 0) <= 700).toBe(true)
})

test('arrows run between the edges that face one another', () => {
  const { flows, barWidth } = columns(700, '0c 1s', '0s 1c')
  const [there, back] = flows
  expect(there?.isRightwards).toBe(true)
  expect(back?.isRightwards).toBe(false)
  expect(back?.left).toBe((back?.x.server ?? 0) + barWidth)
  expect(back?.right).toBe(back?.x.client)
})

test('wide panes write states in a line, narrow ones upright, and arrows keep their room', () => {
  const eight = (side: string) => Array.from({ length: 8 }, (_, at) => `${at}${side}`).join(' ')
  expect(columns(1600, '0c 1c', '0s 1s').barWidth).toBeGreaterThanOrEqual(ONE_LINE)
  const narrow = columns(540, eight('c'), eight('s'))
  expect(narrow.barWidth).toBeLessThan(31)
  const lane = narrow.flows[0]?.lanes[0]
  expect((lane?.right ?? 0) - (lane?.left ?? 0)).toBeGreaterThanOrEqual(136)
})

test('what has no room in the pane is wider than it', () => {
  const places = Array.from({ length: 8 }, (_, at) => at)
  const { width, hosts } = columns(540, places.map((at) => `${at}c`).join(' '), ...places.map((at) => `${at}s`))
  expect(width).toBeGreaterThan(540)
  expect(hosts.at(-1)?.right).toBeLessThanOrEqual(width)
})

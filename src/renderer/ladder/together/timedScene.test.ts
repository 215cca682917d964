import { describe, expect, it } from 'vitest'
import type { PlacedRow } from '../../../contracts/together'
import { timeUnit } from '../../ui/format'
import { foldRow, proved, START, segmentRow } from '../rows.fixture'
import { nearestRow } from '../timedScene'
import { timeScale } from '../timeScale'
import { togetherColumns } from './columns'
import { hosts } from './hosts.fixture'
import { buildTimedTogether, nearestTogether, placesByFlow, type TimedTogether } from './timedScene'

const MS = 1e6
/** A proxy in the middle: the second flow's client stands at the first flow's server. */
const columns = togetherColumns(hosts('0c', '0s 1c', '1s'), 900, 40, 0)
const AXIS = {
  span: 100 * MS,
  breaks: [],
  endings: 0,
  delays: [{ client: 0, server: 10 * MS }, null],
}
const VIEW = { left: 0, right: 900 }

const at = (row: number, place: number, ms: number): PlacedRow => ({
  row,
  place,
  shown: segmentRow(row, { time: START + BigInt(Math.round(ms * MS)) }),
})
const fold = (row: number, place: number, ms: number): PlacedRow => {
  const shown = { ...foldRow(row), time: START + BigInt(ms * MS), durationNs: 40 * MS }
  return { row, place, shown: shown as PlacedRow['shown'] }
}

const input = (shown: readonly PlacedRow[], change: Partial<TimedTogether> = {}): TimedTogether => ({
  columns,
  scale: timeScale({ ...AXIS, delays: AXIS.delays[0] ?? null }, shown.length, 400, 1),
  axis: AXIS,
  shown,
  endingsFrom: shown.length,
  firstRows: [0, 1],
  offset: 0,
  height: 400,
  brackets: [],
  start: START,
  unit: timeUnit(1e8),
  charWidth: 6.6,
  selected: -1,
  hovered: -1,
  matches: new Set(),
  marks: new Map(),
  focus: 0,
  view: VIEW,
  ...change,
})
const sceneOf = (wanted: TimedTogether) => buildTimedTogether(wanted, placesByFlow(wanted))

describe('several ladders to scale', () => {
  it('lean by each flow’s own time under way', () => {
    const scene = sceneOf(input([at(0, 0, 0), at(1, 1, 30)]))
    const [leaning, level] = scene.arrows
    expect(leaning?.headY).toBeGreaterThan((leaning?.y ?? 0) + 10)
    expect(level?.headY).toBe(level?.y)
    expect(leaning?.tailX).toBeLessThan(level?.tailX ?? 0)
    expect(scene.tags.map(({ text }) => text)).toEqual(['1', '2'])
  })

  it('begin each bar where its flow does, with a thin line before it', () => {
    const scene = sceneOf(input([at(0, 0, 0), at(1, 1, 50)]))
    const begins = scene.bars.map(({ y }) => y)
    expect(begins[2]).toBeGreaterThan((begins[0] ?? 0) + 50)
    expect(scene.threads.filter(({ y2 }) => y2 === begins[2] || Math.abs(y2 - (begins[2] ?? 0)) < 1)).toHaveLength(2)
    const later = sceneOf(input([at(5, 0, 0), at(6, 1, 50)]))
    expect(later.threads).toEqual([])
  })

  it('leave a number out with the words for which there is no room', () => {
    const crowd = Array.from({ length: 60 }, (_, row) => at(row, 0, row / 10))
    const scene = sceneOf(input(crowd, { selected: 40 }))
    expect(scene.arrows).toHaveLength(60)
    const said = scene.arrows.filter(({ label }) => label !== '')
    expect(said.length).toBeLessThan(30)
    expect(scene.tags).toHaveLength(said.length)
    expect(scene.arrows[40]?.label).not.toBe('')
  })

  it('set folds of one time and lane beside one another', () => {
    const wide = togetherColumns(hosts('0c 2c', '0s 1c 2s', '1s'), 1200, 40, 0)
    const wanted = input([fold(0, 0, 0), fold(1, 2, 10)], {
      columns: wide,
      axis: { ...AXIS, delays: [null, null, null] },
    })
    const [one, other] = sceneOf(wanted).folds
    expect(one?.right).toBeLessThanOrEqual(other?.left ?? 0)
    expect(sceneOf({ ...wanted, shown: [fold(0, 0, 0)] }).folds[0]?.right).toBeGreaterThan(one?.right ?? 0)
  })

  it('bear marks and finds where their rows are', () => {
    const wanted = input([at(0, 0, 0), at(1, 1, 50)], { marks: new Map([[1, 'A']]), matches: new Set([0]) })
    const scene = sceneOf(wanted)
    expect(scene.marks).toHaveLength(1)
    expect(scene.marks[0]).toMatchObject({ name: 'A', y: scene.tags[1]?.y })
    expect(scene.matches).toHaveLength(1)
  })

  it('say what is waited for after the last segment', () => {
    const states = { client: proved('TIME_WAIT'), server: proved('CLOSED') }
    const tail = {
      kind: 'tail',
      row: 2,
      ...states,
      side: 'client',
      elapsedNs: 1,
      totalNs: 60e9,
      label: 'gone',
    } as const
    const wanted = input([at(0, 0, 0), at(1, 1, 90), { row: 2, place: 0, shown: tail }], { endingsFrom: 2 })
    const { tails, tags } = sceneOf(wanted)
    expect(tails).toHaveLength(1)
    expect(tails[0]?.tail.y).toBeGreaterThan(wanted.scale.yOf(90 * MS))
    expect(tags.at(-1)?.text).toBe('1')
  })

  it('are pointed at where their arrows run', () => {
    const wanted = input([at(0, 0, 20), at(1, 1, 20)])
    const byFlow = placesByFlow(wanted)
    const y = wanted.scale.yOf(20 * MS)
    const [left, right] = columns.flows
    const found = (x: number, height = y) => nearestTogether(columns.flows, byFlow, x, height, nearestRow)
    expect(found((left?.left ?? 0) + 20)).toBe(0)
    expect(found((right?.left ?? 0) + 20)).toBe(1)
    expect(found(2)).not.toBeNull()
    expect(found(2, y + 200)).toBeNull()
  })
})

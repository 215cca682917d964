import { describe, expect, it } from 'vitest'
import type { LadderRow } from '../../contracts/ladderRows'
import { timeUnit } from '../ui/format'
import { ladderLayout, ROW_HEIGHT, rowTop } from './layout'
import { foldRow, presumed, proved, START, segmentRow } from './rows.fixture'
import { buildScene, type SceneInput } from './scene'

const layout = ladderLayout(600, 40, 1)
const scene = (rows: readonly LadderRow[], change: Partial<SceneInput> = {}) =>
  buildScene({
    layout,
    rows: rows.length,
    at: (row) => rows[row] ?? null,
    offset: 0,
    height: 400,
    brackets: [],
    start: START,
    unit: timeUnit(5e8),
    selected: -1,
    hovered: -1,
    charWidth: 6.6,
    ...change,
  })

describe('arrows', () => {
  it('run from the sender to the peer, labelled at the sender', () => {
    const [fromClient, fromServer] = scene([segmentRow(0), segmentRow(1, { from: 'server' })]).arrows
    expect(fromClient?.tailX).toBeLessThan(fromClient?.headX ?? 0)
    expect(fromServer?.tailX).toBeGreaterThan(fromServer?.headX ?? 0)
    expect(fromClient?.labelX).toBeLessThan(fromServer?.labelX ?? 0)
  })
  it('stay within the lane', () => {
    for (const { tailX, headX } of scene([segmentRow(0), segmentRow(1, { from: 'server' })]).arrows) {
      expect(Math.min(tailX, headX)).toBeGreaterThan(layout.laneLeft)
      expect(Math.max(tailX, headX)).toBeLessThan(layout.laneRight)
    }
  })
  it('of lost segments end on the way, clear of their label', () => {
    const [arrow] = scene([segmentRow(0, { lost: true, label: 'SYN seq 0 mss 1460' })]).arrows
    expect(arrow?.isLost).toBe(true)
    expect(arrow?.headX).toBeLessThan(layout.laneRight - 8)
    expect(arrow?.headX).toBeGreaterThan((arrow?.labelX ?? 0) + 18 * 6.6)
  })
  it('of ghosts come part of the way', () => {
    const ghost: LadderRow = {
      kind: 'ghost',
      row: 0,
      client: proved('FIN_WAIT_2'),
      server: proved('CLOSE_WAIT'),
      from: 'server',
      label: 'FIN expected, not seen',
    }
    const [arrow] = scene([ghost]).arrows
    expect(arrow?.kind).toBe('ghost')
    expect(arrow?.headX).toBeGreaterThan(layout.laneLeft + 40)
  })
  it('take the backdrop of their row, so that the halo fits', () => {
    const rows = [segmentRow(0), segmentRow(1), segmentRow(2)]
    expect(scene(rows, { selected: 1, hovered: 2 }).arrows.map(({ backdrop }) => backdrop)).toEqual([
      'panel',
      'selected',
      'hovered',
    ])
  })
})

describe('bars', () => {
  it('are one stretch a state and certainty', () => {
    const rows = [
      segmentRow(0, { client: proved('SYN_SENT'), server: presumed('LISTEN') }),
      segmentRow(1, { client: proved('SYN_SENT'), server: proved('SYN_RCVD') }),
      segmentRow(2, { client: proved('ESTABLISHED'), server: presumed('ESTABLISHED') }),
      segmentRow(3, { client: proved('ESTABLISHED'), server: proved('ESTABLISHED') }),
    ]
    const { bars } = scene(rows)
    expect(bars.filter(({ side }) => side === 'client').map(({ state, height }) => [state, height])).toEqual([
      ['SYN_SENT', 2 * ROW_HEIGHT],
      ['ESTABLISHED', 2 * ROW_HEIGHT],
    ])
    expect(bars.filter(({ side }) => side === 'server').map(({ proved: isProved }) => isProved)).toEqual([
      false,
      true,
      false,
      true,
    ])
  })
  it('name a state once, even where it is first presumed and then proved', () => {
    const rows = [segmentRow(0, { server: presumed('ESTABLISHED') }), segmentRow(1)]
    const names = scene(rows).bars.filter(({ side, nameY }) => side === 'server' && nameY !== null)
    expect(names).toHaveLength(1)
  })
  it('keep the name in view however far one scrolled into the state', () => {
    const rows = Array.from({ length: 100 }, (_, row) => segmentRow(row))
    const [bar] = scene(rows, { offset: 1000 }).bars
    expect(bar?.y).toBeLessThan(0)
    expect(bar?.nameY).toBe(17)
  })
  it('push the name out with the end of its state', () => {
    const rows = [segmentRow(0, { client: proved('SYN_SENT') }), segmentRow(1), segmentRow(2)]
    const offset = rowTop(1) - 10
    const [bar] = scene(rows, { offset }).bars.filter(({ side }) => side === 'client')
    expect(bar?.nameY).toBe(2)
  })
})

describe('other rows', () => {
  it('tie a retransmission to its first try, also to one above the view', () => {
    const rows = Array.from({ length: 60 }, (_, row) =>
      segmentRow(row, row === 50 ? { repeats: 2, arrow: 'retransmission' } : {}),
    )
    const near = scene([segmentRow(0), segmentRow(1, { repeats: 0 })]).ties[0]
    expect(near?.bottom).toBeGreaterThan(near?.top ?? 0)
    const far = scene(rows, { offset: rowTop(45) }).ties[0]
    expect(far?.top).toBe(-60)
  })
  it('give folds a lozenge inside the lane and a time', () => {
    const { folds, times } = scene([foldRow(0)])
    expect(folds[0]?.left).toBeGreaterThan(layout.laneLeft)
    expect(folds[0]?.right).toBeLessThan(layout.laneRight)
    expect(times[0]?.text).toBe('5.000')
  })
  it('tell how much of a wait is left', () => {
    const tail = (elapsedNs: number, totalNs: number | null): LadderRow => ({
      kind: 'tail',
      row: 0,
      client: proved('TIME_WAIT'),
      server: presumed('CLOSED'),
      side: 'client',
      elapsedNs,
      totalNs,
      label: '',
    })
    expect(scene([tail(15e9, 60e9)]).tails[0]?.left).toBe(0.75)
    expect(scene([tail(90e9, 60e9)]).tails[0]?.left).toBe(0)
    expect(scene([tail(90e9, null)]).tails[0]?.left).toBeNull()
  })
  it('mark rows that are still to come', () => {
    const { missing, arrows } = scene([segmentRow(0)], { rows: 3 })
    expect(missing).toHaveLength(2)
    expect(arrows).toHaveLength(1)
  })
  it('are built for the view only', () => {
    const seen: number[] = []
    buildScene({
      layout,
      rows: 1_000_000,
      at: (row) => {
        seen.push(row)
        return segmentRow(row)
      },
      offset: 13_000_000,
      height: 400,
      brackets: [],
      start: START,
      unit: timeUnit(5e8),
      selected: -1,
      hovered: -1,
      charWidth: 6.6,
    })
    expect(new Set(seen).size).toBeLessThan(20)
  })
})

describe('bracket titles', () => {
  const rows = Array.from({ length: 30 }, (_, row) => segmentRow(row))
  const bracket = (from: number, to: number, title = 'Handshake not completed') =>
    ({ from, to, title, kind: 'open', lane: 0 }) as const

  it('stand beside the middle of what is visible of their bracket', () => {
    const [mark] = scene(rows, { brackets: [bracket(0, 29)], offset: 200 }).brackets
    expect(mark?.titleY).toBeCloseTo(200, -1)
    expect(mark?.hasTop).toBe(false)
  })
  it('stand out of a short bracket downwards rather than out of the view', () => {
    const [mark] = scene(rows, { brackets: [bracket(0, 0)] }).brackets
    expect(mark?.titleY).toBeGreaterThan(60)
  })
  it('leave the neighbours their room', () => {
    const [first] = scene(rows, { brackets: [bracket(0, 0), bracket(2, 4, 'Close')] }).brackets
    expect(first?.titleRoom).toBeLessThan(2 * ROW_HEIGHT + 10)
  })
})

describe('a display filter', () => {
  it('dims rows without segments that pass, tells how many of a fold do, and leaves what is not known yet', () => {
    const rows = [segmentRow(0), segmentRow(1), segmentRow(2), { ...foldRow(3), row: 3 }, { ...foldRow(4), row: 4 }]
    const passing = new Map([
      [0, 1],
      [1, 0],
      [3, 7],
      [4, 0],
    ])
    const { arrows, folds } = scene(rows, { passing, matches: new Set([0, 3]) })
    expect(arrows.map(({ isDimmed = false }) => isDimmed)).toEqual([false, true, false])
    expect(folds.map(({ isDimmed = false }) => isDimmed)).toEqual([false, true])
    expect(folds[0]?.label).toMatch(/^7 of 36 match · 36 segments/)
    expect(folds[1]?.label).toMatch(/^36 segments/)
    expect(scene(rows).folds.map(({ isDimmed = false }) => isDimmed)).toEqual([false, false])
  })
})

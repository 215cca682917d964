import { describe, expect, it } from 'vitest'
import { hitLadder } from './hit'
import { contentHeight, ladderLayout, PADDING, ROW_HEIGHT, rowTop, visibleRows } from './layout'

describe('ladderLayout', () => {
  it.each([380, 520, 900, 1180, 2000])('keeps its columns in order and inside %d pixels', (width) => {
    const layout = ladderLayout(width, 60, 2)
    const edges = [
      layout.titleX,
      layout.timeRight,
      layout.bracketX,
      layout.clientX,
      layout.laneLeft,
      layout.laneRight,
      layout.serverX + layout.barWidth,
      width,
    ]
    expect(edges).toEqual([...edges].sort((a, b) => a - b))
  })
  it('gives state names room', () => expect(ladderLayout(520, 50, 1).barWidth).toBeGreaterThanOrEqual(86))
  it('keeps a wide ladder together', () => {
    const layout = ladderLayout(2400, 50, 1)
    expect(layout.serverX + layout.barWidth - layout.titleX).toBeLessThan(1200)
  })
})

describe('visibleRows', () => {
  it('covers the view, half rows included', () => {
    expect(visibleRows(100, 0, 260)).toEqual({ from: 0, to: 10 })
    expect(visibleRows(100, rowTop(5) + 1, 260)).toEqual({ from: 5, to: 16 })
  })
  it('ends with the ladder', () => {
    expect(visibleRows(3, 0, 500)).toEqual({ from: 0, to: 3 })
    expect(visibleRows(0, 0, 500)).toEqual({ from: 0, to: 0 })
  })
  it('sees the last row at the end', () => {
    const offset = contentHeight(1000) - 260
    expect(visibleRows(1000, offset, 260).to).toBe(1000)
  })
})

describe('hitLadder', () => {
  const layout = ladderLayout(600, 50, 1)
  const hit = (x: number, y: number, offset = 0) => hitLadder(layout, 10, offset, x, y)

  it('finds row and part', () => {
    const y = PADDING.top + 3 * ROW_HEIGHT + 1
    expect(hit(layout.clientX + 5, y)).toEqual({ row: 3, part: 'client' })
    expect(hit(layout.laneLeft + 5, y)).toEqual({ row: 3, part: 'lane' })
    expect(hit(layout.serverX + 5, y)).toEqual({ row: 3, part: 'server' })
    expect(hit(2, y)).toEqual({ row: 3, part: 'margin' })
  })
  it('follows scrolling', () => expect(hit(300, 10, 5 * ROW_HEIGHT)?.row).toBe(5))
  it('finds nothing above the first and below the last row', () => {
    expect(hit(300, 2)).toBeNull()
    expect(hit(300, PADDING.top + 10 * ROW_HEIGHT + 1)).toBeNull()
  })
})

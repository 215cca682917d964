import { describe, expect, it } from 'vitest'
import { cellColumns, columnsFor } from './columns'

describe('columnsFor', () => {
  const ids = (width: number) => columnsFor(width).map(({ id }) => id)

  it('keeps verdict and states however narrow the pane, and the duration where it can', () => {
    expect(ids(300)).toEqual(['verdict', 'state'])
    expect(ids(420)).toEqual(['verdict-lasts', 'state'])
    expect(ids(600)).toEqual(['verdict', 'state', 'lasts'])
    expect(columnsFor(470)[1]?.track).toBe('90px')
  })
  it('adds round-trip time, then start and repeats, as the pane grows', () => {
    expect(ids(700)).toEqual(['verdict', 'state', 'rtt', 'lasts'])
    expect(ids(1200)).toEqual(['verdict', 'state', 'start', 'rtt', 'again', 'lasts'])
  })
  it('has a cell for every column', () => {
    const cells = new Set(cellColumns.map(({ id }) => id))
    expect(ids(1200).every((id) => cells.has(id))).toBe(true)
  })
})

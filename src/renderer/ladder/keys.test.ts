import { describe, expect, it } from 'vitest'
import { ladderKey } from './keys'

const position = { selected: 10, rows: 100, page: 20, events: [0, 3, 10, 42, 99] }

describe('ladderKey', () => {
  it('moves by rows and pages', () => {
    expect(ladderKey('ArrowDown', position)).toEqual({ row: 11 })
    expect(ladderKey('PageUp', position)).toEqual({ row: 0 })
    expect(ladderKey('End', position)).toEqual({ row: 99 })
  })
  it('jumps from event to event', () => {
    expect(ladderKey(']', position)).toEqual({ row: 42 })
    expect(ladderKey('[', position)).toEqual({ row: 3 })
    expect(ladderKey(']', { ...position, selected: 99 })).toBeNull()
    expect(ladderKey('[', { ...position, selected: 0 })).toBeNull()
  })
  it('opens', () => {
    expect(ladderKey('Enter', position)).toBe('enter')
    expect(ladderKey('ArrowRight', position)).toBe('unfold')
  })
  it('marks, searches, and looks nearer or farther', () => {
    expect([' ', '/', 'n', 'N', '+', '-', 't', 'z', 'Z'].map((key) => ladderKey(key, position))).toEqual([
      'mark',
      'search',
      'found',
      'foundBefore',
      'nearer',
      'farther',
      'axis',
      'in',
      'out',
    ])
  })
  it('leaves other keys alone', () => expect(ladderKey('a', position)).toBeNull())
})

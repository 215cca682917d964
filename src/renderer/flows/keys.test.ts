import { describe, expect, it } from 'vitest'
import { listTarget } from './keys'

describe('listTarget', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowUp', 4, 3],
    ['PageDown', 4, 14],
    ['PageUp', 14, 4],
    ['Home', 50, 0],
    ['End', 4, 99],
  ])('%s from %d leads to %d', (key, from, to) => expect(listTarget(key, from, 100, 10)).toBe(to))

  it('stops at the ends', () => {
    expect(listTarget('ArrowUp', 0, 100, 10)).toBe(0)
    expect(listTarget('ArrowDown', 99, 100, 10)).toBe(99)
    expect(listTarget('PageUp', 3, 100, 10)).toBe(0)
    expect(listTarget('PageDown', 97, 100, 10)).toBe(99)
  })
  it('starts at the top when nothing is selected', () => {
    expect(listTarget('ArrowDown', -1, 100, 10)).toBe(0)
    expect(listTarget('ArrowUp', -1, 100, 10)).toBe(0)
  })
  it('leads nowhere in an empty list and by other keys', () => {
    expect(listTarget('ArrowDown', -1, 0, 10)).toBeNull()
    expect(listTarget('x', 0, 100, 10)).toBeNull()
  })
})

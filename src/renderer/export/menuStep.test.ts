import { describe, expect, it } from 'vitest'
import { menuStep } from './menuStep'

describe('keys in a menu', () => {
  it('move up and down, round its ends', () => {
    expect(menuStep('ArrowDown', -1, 3)).toBe(0)
    expect(menuStep('ArrowDown', 2, 3)).toBe(0)
    expect(menuStep('ArrowUp', 0, 3)).toBe(2)
    expect(menuStep('ArrowUp', -1, 3)).toBe(2)
    expect(menuStep('Home', 2, 3)).toBe(0)
    expect(menuStep('End', 0, 3)).toBe(2)
  })

  it('leave other keys alone, and a menu without items', () => {
    expect(menuStep('Enter', 1, 3)).toBeNull()
    expect(menuStep('ArrowDown', -1, 0)).toBeNull()
  })
})

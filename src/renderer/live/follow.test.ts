import { describe, expect, it } from 'vitest'
import { followAfter } from './follow'

describe('followAfter', () => {
  it('pauses when the user scrolls up', () => {
    expect(followAfter('following', { type: 'scrolled', isUpwards: true, isAtEnd: false })).toBe('paused')
  })

  it('goes on when the ladder grew under a view that nobody moved', () => {
    expect(followAfter('following', { type: 'scrolled', isUpwards: false, isAtEnd: false })).toBe('following')
  })

  it('stays paused on the way down, and follows once the end is reached', () => {
    const down = { type: 'scrolled', isUpwards: false } as const
    expect(followAfter('paused', { ...down, isAtEnd: false })).toBe('paused')
    expect(followAfter('paused', { ...down, isAtEnd: true })).toBe('following')
  })

  it('follows a view whose ladder shrank while it was at the end', () => {
    expect(followAfter('following', { type: 'scrolled', isUpwards: true, isAtEnd: true })).toBe('following')
  })

  it('pauses for a row that is chosen, and comes back when asked', () => {
    expect(followAfter('following', { type: 'selected' })).toBe('paused')
    expect(followAfter('paused', { type: 'back' })).toBe('following')
  })
})

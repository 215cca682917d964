import { describe, expect, it } from 'vitest'
import { isDark, nextTheme } from './theme'

describe('themes', () => {
  it('follow the system until one is chosen', () => {
    expect(isDark('system', true)).toBe(true)
    expect(isDark('system', false)).toBe(false)
    expect(isDark('light', true)).toBe(false)
    expect(isDark('dark', false)).toBe(true)
  })
  it('are switched in a circle', () => {
    expect(nextTheme('system')).toBe('light')
    expect(nextTheme('light')).toBe('dark')
    expect(nextTheme('dark')).toBe('system')
  })
})

import { describe, expect, it } from 'vitest'
import { type KeyPress, shortcutOf } from './shortcuts'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTyping: false,
  ...change,
})

describe('shortcutOf', () => {
  it('finds by / and by Ctrl+F or Cmd+F', () => {
    expect(shortcutOf(press('/'))).toBe('find')
    expect(shortcutOf(press('f', { ctrlKey: true }))).toBe('find')
    expect(shortcutOf(press('F', { metaKey: true }))).toBe('find')
  })
  it('leaves / and ? to a field that is typed in', () => {
    expect(shortcutOf(press('/', { isTyping: true }))).toBeNull()
    expect(shortcutOf(press('?', { isTyping: true }))).toBeNull()
    expect(shortcutOf(press('f', { ctrlKey: true, isTyping: true }))).toBe('find')
  })
  it('shows the keys by ?', () => expect(shortcutOf(press('?'))).toBe('keys'))
  it('leaves Alt to menus', () => expect(shortcutOf(press('f', { ctrlKey: true, altKey: true }))).toBeNull())
  it('chooses a view of a live session by its figure', () => {
    expect(shortcutOf(press('1'))).toEqual({ view: 'flows' })
    expect(shortcutOf(press('3'))).toEqual({ view: 'timeWaits' })
    expect(shortcutOf(press('4'))).toBeNull()
    expect(shortcutOf(press('2', { isTyping: true }))).toBeNull()
  })
  it('means nothing by a letter alone', () => expect(shortcutOf(press('f'))).toBeNull())
})

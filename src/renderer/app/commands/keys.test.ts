import { describe, expect, test } from 'vitest'
import { eventKey, isPressed, isTyped, type KeyPress, keyWords } from './keys'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
})

describe('isPressed', () => {
  test('takes Ctrl and Cmd for one another', () => {
    expect(isPressed('CmdOrCtrl+O', press('o', { ctrlKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+O', press('o', { metaKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+O', press('o'))).toBe(false)
  })
  test('tells letters with Shift from letters without', () => {
    expect(isPressed('CmdOrCtrl+Shift+P', press('P', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+P', press('P', { ctrlKey: true, shiftKey: true }))).toBe(false)
  })
  test('leaves it to the keyboard which signs need Shift', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true)
    expect(isPressed('/', press('/', { shiftKey: true }))).toBe(true)
    expect(isPressed('CmdOrCtrl+Plus', press('+', { ctrlKey: true, shiftKey: true }))).toBe(true)
  })
  test('leaves Alt to menus', () =>
    expect(isPressed('CmdOrCtrl+F', press('f', { ctrlKey: true, altKey: true }))).toBe(false))
})

test('a key that types something is told from one that does not', () => {
  expect(['/', 'E', '?'].every(isTyped)).toBe(true)
  expect(['F1', 'CmdOrCtrl+F', 'Escape'].some(isTyped)).toBe(false)
})

test('keys are written as the system writes them', () => {
  expect(keyWords('CmdOrCtrl+Shift+P')).toBe('Ctrl Shift P')
  expect(keyWords('CmdOrCtrl+Shift+P', true)).toBe('⇧⌘P')
  expect(keyWords('CmdOrCtrl+Plus')).toBe('Ctrl +')
})

test('a key is pressed as the keyboard would', () => {
  expect([eventKey('Space'), eventKey('Shift+N'), eventKey('N'), eventKey('[')]).toEqual([' ', 'N', 'n', '['])
})

import { expect, test } from 'vitest'
import { isExplainKey } from './useExplainKey'

const press = { key: 'e', ctrlKey: false, metaKey: false, altKey: false, repeat: false, defaultPrevented: false }

test('e opens and closes Explain mode, with Caps Lock too', () => {
  expect(isExplainKey(press)).toBe(true)
  expect(isExplainKey({ ...press, key: 'E' })).toBe(true)
})

test('Ctrl E stops a capture, a held key does nothing more, and other keys are not its own', () => {
  expect(isExplainKey({ ...press, ctrlKey: true })).toBe(false)
  expect(isExplainKey({ ...press, metaKey: true })).toBe(false)
  expect(isExplainKey({ ...press, altKey: true })).toBe(false)
  expect(isExplainKey({ ...press, repeat: true })).toBe(false)
  expect(isExplainKey({ ...press, defaultPrevented: true })).toBe(false)
  expect(isExplainKey({ ...press, key: 'r' })).toBe(false)
})

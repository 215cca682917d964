import { expect, test } from 'vitest'
import { isSideBySide, partShown, partsBeside } from './parts'

test('where there is room, knowledge and numbers always show, and another part beside them', () => {
  expect(isSideBySide(900)).toBe(true)
  expect(partsBeside(true)).toEqual(['states', 'loss', 'questions'])
  expect(partShown('knows', true)).toBe('states')
  expect(partShown('loss', true)).toBe('loss')
})

test('else one part shows at a time', () => {
  expect(isSideBySide(524)).toBe(false)
  expect(partsBeside(false)).toHaveLength(5)
  expect(partShown('numbers', false)).toBe('numbers')
})

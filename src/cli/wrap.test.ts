import { expect, test } from 'vitest'
import { wrap } from './wrap'

test('breaks between words and indents what follows', () => {
  expect(wrap('one two three four', 12, '- ')).toEqual(['- one two', '  three four'])
})

test('fills a line to its last column', () => {
  expect(wrap('ab cd', 5)).toEqual(['ab cd'])
  expect(wrap('ab cd', 4)).toEqual(['ab', 'cd'])
})

test('lets a word that is too long stand alone', () => {
  expect(wrap('a incomprehensible b', 6)).toEqual(['a', 'incomprehensible', 'b'])
})

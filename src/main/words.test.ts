import { expect, test } from 'vitest'
import { filled, wordsIn } from './words'

test('facts stand where the words want them, and what is missing is left as it is', () => {
  const { dialogs } = wordsIn('en')
  expect(filled(dialogs.leave, { name: 'eth0' })).toBe('Save the capture of eth0?')
  expect(filled('{{one}} {{two}}', { one: '1' })).toBe('1 {{two}}')
})

test('main speaks Chinese, too', () =>
  expect(filled(wordsIn('zh-CN').dialogs.leave, { name: 'eth0' })).toContain('eth0'))

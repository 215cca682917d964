// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { speak } from '../i18n/i18n'
import { amountWords } from './amount'

afterEach(() => speak('en'))

it('amounts agree in number, in the language of the user', () => {
  expect([amountWords('flow', 1), amountWords('flow', 2418)]).toEqual(['1 flow', '2,418 flows'])
  speak('zh-CN')
  expect([amountWords('flow', 1), amountWords('byte', 1514)]).toEqual(['1 条流', '1,514 字节'])
})

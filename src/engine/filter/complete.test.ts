import { afterEach, expect, test } from 'vitest'
import chinese from '../../../resources/locales/zh-CN/engine.json'
import { FILTER_SCOPES } from '../../contracts/filter'
import { learn, speak } from '../said/said'
import { completeFilter } from './complete'
import { fieldsOf } from './fields/index'

afterEach(() => speak('en'))

const HAN = /[\u3400-\u9fff]/
/** Names of protocols, the same in every language. */
const NAMES = ['VLAN', 'IPv4', 'IPv6', 'TCP', 'Accurate ECN']

test('suggestions say what they are in the language that is spoken', () => {
  learn('zh-CN', chinese)
  const meaningOf = (name: string) => completeFilter(name, name.length, 'segments').list[0]?.meaning
  expect(meaningOf('tcp.len')).toBe('Payload bytes')
  speak('zh-CN')
  expect(meaningOf('tcp.len')).toBe('载荷字节数')
  const english = FILTER_SCOPES.flatMap((scope) =>
    [...fieldsOf(scope).keys()].flatMap((name) =>
      completeFilter(name, name.length, scope).list.map(({ meaning }) => meaning),
    ),
  ).filter((meaning) => !HAN.test(meaning) && !NAMES.includes(meaning))
  expect([...new Set(english)]).toEqual([])
})

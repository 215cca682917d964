import { afterEach, expect, test } from 'vitest'
import { say, saySaved, sayStopped, speak } from './saying'

const STOPPED = {
  event: 'stopped',
  message: 'eth9 fell off. The 1,200 packets are kept.',
  dropped: 0,
  bytes: 9,
} as const

afterEach(() => speak('en'))

test('main speaks English until it is told otherwise', () => {
  expect(say('written', { path: '/a.html' })).toBe('Written to /a.html.')
  expect([saySaved('/a', 1), saySaved('/a', 1200)]).toEqual(['1 packet saved to /a.', '1,200 packets saved to /a.'])
  expect(sayStopped({ ...STOPPED, reason: 'interface-gone', packets: 1200 })).toBe(STOPPED.message)
})

test('in Chinese it says how a capture ended by its reason, and keeps what only an error tells', () => {
  speak('zh-CN')
  expect(say('written', { path: '/a.html' })).toBe('已写入 /a.html。')
  expect(saySaved('/a', 1)).toBe('1 个数据包已保存到 /a。')
  expect(sayStopped({ ...STOPPED, reason: 'interface-gone', packets: 1200 })).toBe(
    '接口已被移除，抓包已停止。1,200 个数据包予以保留。',
  )
  expect(sayStopped({ ...STOPPED, reason: 'error', packets: 0 })).toContain(STOPPED.message)
})

import { expect, test } from 'vitest'
import { along, headPath, labelLines, routePath } from './shapes'

const corner = [
  { x: 0, y: 0 },
  { x: 30, y: 0 },
  { x: 30, y: 10 },
]

test('a place along the way counts its corners', () => {
  expect(along(corner, 0)).toEqual({ x: 0, y: 0 })
  expect(along(corner, 0.5)).toEqual({ x: 20, y: 0 })
  expect(along(corner, 0.5, 15)).toEqual({ x: 30, y: 5 })
  expect(along(corner, 1, 99)).toEqual({ x: 30, y: 10 })
})

test('corners are round, and the line ends within its head', () => {
  const route = { points: corner, label: { x: 0, y: 0 }, anchor: 'start', lines: 'one' } as const
  expect(routePath(route)).toMatch(/^M0,0L20,0A10,10,0,0,1,30,9.99\d*L30,6$/)
  expect(headPath(route)).toBe('M30,10L26.4,2L33.6,2Z')
})

test('words break between event and action, and at commas where room is short', () => {
  expect(labelLines('rcv SYN / snd SYN,ACK', 'one')).toEqual(['rcv SYN / snd SYN,ACK'])
  expect(labelLines('rcv SYN / snd SYN,ACK', 'two')).toEqual(['rcv SYN', 'snd SYN,ACK'])
  expect(labelLines('active OPEN / create TCB, snd SYN', 'many')).toEqual(['active OPEN', 'create TCB,', 'snd SYN'])
  expect(labelLines('rcv ACK of FIN', 'many')).toEqual(['rcv ACK', 'of FIN'])
  expect(labelLines('rcv RST\nABORT / snd RST', 'one')).toEqual(['rcv RST', 'ABORT / snd RST'])
})

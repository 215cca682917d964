import { describe, expect, test } from 'vitest'
import { fitting, paddedEnd, paddedStart, widthOf } from './width'

describe('the room that a text takes', () => {
  test('is its length in Latin letters, and twice as much in Chinese', () => {
    expect(widthOf('PSH,ACK 412 B')).toBe(13)
    expect(widthOf('重传')).toBe(4)
    expect(widthOf('FIN，重传')).toBe(9)
  })

  test('decides how much of it fits', () => {
    expect(fitting('abcdef', 4)).toBe(4)
    expect(fitting('ab', 4)).toBe(2)
    expect(fitting('重传报文段', 5)).toBe(2)
    expect(fitting('a重传', 5)).toBe(3)
  })

  test('is filled up on either side', () => {
    expect(paddedEnd('重传', 6)).toBe('重传  ')
    expect(paddedStart('重传', 6)).toBe('  重传')
    expect(paddedEnd('重传', 3)).toBe('重传')
  })
})

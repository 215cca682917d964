import { describe, expect, it } from 'vitest'
import { fitLabel, shortened, widthOf } from './fitLabel'

describe('shortened', () => {
  it('leaves what fits, and ends the rest with an ellipsis at a word', () => {
    expect(shortened('SYN seq 0', 100, 6.6)).toBe('SYN seq 0')
    expect(shortened('SYN seq 0 win 64240', 66, 6.6)).toBe('SYN seq 0…')
    expect(shortened('SYN', 0, 6.6)).toBe('…')
  })
  it('gives Chinese characters their whole width', () => {
    expect(shortened('SYN 重传', 44, 6)).toBe('SYN 重传')
    expect(shortened('SYN 重传', 43, 6)).toBe('SYN 重…')
    expect(shortened('ACK，确认未见到的数据', 60, 6)).toBe('ACK，确认…')
  })
})

describe('widthOf', () => {
  it('counts a Chinese character as high as the face', () => {
    expect(widthOf('SYN 1', 6)).toBeCloseTo(30)
    expect(widthOf('重传，', 6)).toBeCloseTo(30)
  })
})

describe('fitLabel', () => {
  const SYN = 'SYN seq 0 win 64240 mss 1460 ws 128 sack ts'

  it('drops what a SYN offers from the least telling on, never into a word', () => {
    expect(fitLabel(SYN, 43, 1)).toBe(SYN)
    expect(fitLabel(SYN, 42, 1)).toBe('SYN seq 0 win 64240 mss 1460 ws 128 sack')
    expect(fitLabel(SYN, 39, 1)).toBe('SYN seq 0 win 64240 mss 1460 ws 128')
    expect(fitLabel(SYN, 30, 1)).toBe('SYN seq 0 win 64240 mss 1460')
    expect(fitLabel(SYN, 20, 1)).toBe('SYN seq 0 mss 1460')
  })
  it('drops the number of a reset before its phrase', () => {
    expect(fitLabel('RST,ACK seq 5793: aborted by the server', 31, 1)).toBe('RST,ACK: aborted by the server')
  })
  it('cuts other labels', () => {
    expect(fitLabel('PSH,ACK 412 B ws 1', 12, 1)).toBe('PSH,ACK 412…')
  })
})

import { describe, expect, it } from 'vitest'
import { bytesPerLine, byteTarget, byteText, letterText, offsetText } from './hex'

describe('the hex view', () => {
  it('shows 16 bytes a line where there is room, else 8', () => {
    expect(bytesPerLine(320)).toBe(8)
    expect(bytesPerLine(640)).toBe(16)
  })
  it('writes offsets, bytes and letters', () => {
    expect(offsetText(160)).toBe('00a0')
    expect(offsetText(0x12345)).toBe('12345')
    expect(byteText(7)).toBe('07')
    expect([0x41, 0x7f, 0x1f, 0xff, 0x20].map(letterText)).toEqual(['A', '.', '.', '.', ' '])
  })
  it('moves by bytes and lines, and stays inside', () => {
    expect(byteTarget('ArrowRight', 3, 66, 8)).toBe(4)
    expect(byteTarget('ArrowDown', 3, 66, 8)).toBe(11)
    expect(byteTarget('ArrowUp', 3, 66, 8)).toBeNull()
    expect(byteTarget('End', 3, 66, 8)).toBe(65)
    expect(byteTarget('ArrowDown', 64, 66, 8)).toBeNull()
    expect(byteTarget('ArrowRight', -1, 66, 8)).toBe(0)
  })
})

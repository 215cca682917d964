import { expect, test } from 'vitest'
import { NameWidths } from './nameWidths'

test('a name is measured once, apart from the same name with its letters apart', () => {
  const measured: string[] = []
  const widths = new NameWidths({
    measureText: (text: string) => {
      measured.push(text)
      return { width: text.length + measured.length } as TextMetrics
    },
  })
  expect([widths.plain('CLOSED'), widths.plain('CLOSED')]).toEqual([7, 7])
  expect([widths.spaced('CLOSED'), widths.spaced('CLOSED')]).toEqual([8, 8])
  expect(widths.plain('CLOSED')).toBe(7)
  expect(measured).toEqual(['CLOSED', 'CLOSED'])
})

import { expect, test } from 'vitest'
import { NameWidths } from './nameWidths'

test('a name is measured once', () => {
  const measured: string[] = []
  const widths = new NameWidths({
    measureText: (text: string) => {
      measured.push(text)
      return { width: text.length + measured.length } as TextMetrics
    },
  })
  expect([widths.of('CLOSED'), widths.of('LISTEN'), widths.of('CLOSED')]).toEqual([7, 8, 7])
  expect(measured).toEqual(['CLOSED', 'LISTEN'])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secondsText } from './time'

test('any u64 of nanoseconds is written exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (ns) => {
      const text = secondsText(Number(ns >> 32n), Number(ns & 0xffffffffn))
      expect(text).toBe(`${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}`)
    }),
  )
})

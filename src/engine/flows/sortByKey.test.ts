import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortByKey } from './sortByKey'

const KEYS = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.constantFrom(0, -0, Number.MAX_VALUE, -1),
)

test('sorts many as it sorts few: by key, equal keys by number, either way', () => {
  fc.assert(
    fc.property(fc.array(KEYS, { minLength: 1, maxLength: 200 }), fc.boolean(), (some, descending) => {
      const keys = Float64Array.from({ length: 5000 }, (_, id) => some[(id * 7) % some.length] as number)
      const ids = Uint32Array.from({ length: 4500 }, (_, place) => place + 300)
      const wanted = [...ids].sort((a, b) => {
        const difference = ((keys[a] as number) < (keys[b] as number) ? -1 : 1) * (descending ? -1 : 1)
        return keys[a] === keys[b] ? a - b : difference
      })
      expect([...sortByKey(ids, keys, descending)]).toEqual(wanted)
    }),
    { numRuns: 30 },
  )
})

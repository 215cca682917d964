import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { build } from './build'
import { captureOf } from './capture'
import { CLOSINGS, FATES, linesOf, OPENINGS } from './conversation'
import { mirrored } from './mirror'
import { parse } from './parse'
import { scripts } from './random'

describe('random scripts', () => {
  test('are valid segment script, in order of time', () => {
    fc.assert(
      fc.property(scripts(), (text) => {
        const times = build(parse(text)).map(({ time }) => time)
        expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0n))).toBe(true)
      }),
      { seed: 9293, numRuns: 200 },
    )
  })

  test('are the same for the same seed', () => {
    const sample = () => fc.sample(scripts(), { seed: 7, numRuns: 5 })
    expect(sample()).toEqual(sample())
  })

  test('cover every opening, fate and closing without a mistake', () => {
    for (const opening of OPENINGS) {
      for (const fate of FATES) {
        for (const closing of CLOSINGS) {
          const runs = [{ isFromClient: true, lengths: [10, 20], fate }]
          const plan = { opening, runs, closing, closesFromClient: false, hasTimestamps: true, windowScale: 7 }
          const lines = linesOf(plan, 'C', 'S').map((line) => `+0.01 ${line}`)
          expect(() => captureOf(['C = 198.51.100.1:1', 'S = 192.0.2.1:2', ...lines].join('\n'))).not.toThrow()
        }
      }
    }
  })
})

describe('a mirrored script', () => {
  test('exchanges addresses and ports, and nothing else', () => {
    const script = parse('A = 10.0.0.1:1\nB = 10.0.0.2:2\n+0 A > B S\n+0 B > A S.')
    const [syn, synAck] = build(script)
    const [mirroredSyn, mirroredSynAck] = build(mirrored(script))
    const ends = (bytes: Uint8Array = new Uint8Array(0)) => bytes.subarray(26, 38)
    expect(ends(mirroredSyn?.bytes)).toEqual(ends(synAck?.bytes))
    expect(ends(mirroredSynAck?.bytes)).toEqual(ends(syn?.bytes))
    expect(mirroredSyn?.bytes.subarray(38, 50)).toEqual(syn?.bytes.subarray(38, 50))
    expect(mirrored(mirrored(script))).toEqual(script)
  })
})

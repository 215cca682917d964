import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CaptureOptions, captureOf } from '../scenario/capture'
import { mirrored } from '../scenario/mirror'
import { parse } from '../scenario/parse'
import { scripts } from '../scenario/random'
import { filledRows, newCore, replayed, run, type Tracked } from './testing/node/runCore'

const formats = fc.record({
  format: fc.constantFrom('pcap', 'pcapng'),
  littleEndian: fc.boolean(),
  resolution: fc.constantFrom('us', 'ns'),
} satisfies { [Key in keyof CaptureOptions]-?: fc.Arbitrary<CaptureOptions[Key]> })

const chunks = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 65, max: 65_536 }), fc.constant(16 << 20))

const outcome = (bytes: Uint8Array, chunk: number) => {
  const { core, rows, error, errorOffset } = run(bytes, chunk)
  const flows = Array.from({ length: core.flowCount() >>> 0 }, (_, flow) => core.rttMedian(flow))
  return { rows, error, errorOffset, flows }
}

describe('the core', () => {
  it('gives the same rows however the input is cut into chunks', () => {
    fc.assert(
      fc.property(scripts(), formats, chunks, (script, format, chunk) => {
        const bytes = captureOf(script, format)
        expect(outcome(bytes, chunk)).toEqual(outcome(bytes, bytes.length))
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  it('cuts a damaged file at the same byte however it is cut into chunks', () => {
    fc.assert(
      fc.property(scripts(2), formats, chunks, fc.nat(), fc.nat(255), (script, format, chunk, at, value) => {
        const bytes = captureOf(script, format)
        const damaged = bytes.slice(0, Math.max(1, (at * 7919) % bytes.length))
        damaged[at % damaged.length] = value
        expect(outcome(damaged, chunk)).toEqual(outcome(damaged, damaged.length))
      }),
      { numRuns: 150, seed: 2 },
    )
  })

  it('never traps, whatever the bytes are', () => {
    const magics = ['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', '34cdb2a1', '0a0d0d0a', '736e6f6f70000000'].map((hex) =>
      Uint8Array.from(Buffer.from(hex, 'hex')),
    )
    fc.assert(
      fc.property(fc.constantFrom(new Uint8Array(), ...magics), fc.uint8Array({ maxLength: 4096 }), (magic, rest) => {
        const { core, rows } = run(Uint8Array.from([...magic, ...rest]))
        expect(filledRows(core)).toBe(rows.length)
      }),
      { numRuns: 500, seed: 3 },
    )
  })

  it('never traps on a real capture with bytes changed, and replays what it then shows', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(scripts(2), formats, changes, (script, format, edits) => {
        const bytes = captureOf(script, format)
        for (const [at, value] of edits) bytes[24 + (at % (bytes.length - 24))] = value
        expectReplayToAgree(run(bytes))
      }),
      { numRuns: 300, seed: 4 },
    )
  })

  it('replays every flow as it was streamed', () => {
    fc.assert(
      fc.property(scripts(), formats, (script, format) => expectReplayToAgree(run(captureOf(script, format)))),
      { numRuns: 150, seed: 5 },
    )
  })

  it('gives the same result with the addresses of both ends exchanged', () => {
    fc.assert(
      fc.property(scripts(), (script) => {
        const parsed = parse(script)
        expect(run(captureOf(mirrored(parsed))).rows).toEqual(run(captureOf(parsed)).rows)
      }),
      { numRuns: 150, seed: 6 },
    )
  })

  it('needs no bytes to say that there are none', () => {
    const core = newCore()
    core.input(1)
    core.feed(0, 0, 1)
    expect(core.errorCode()).not.toBe(0)
  })
})

function expectReplayToAgree({ core, rows }: { core: ReturnType<typeof newCore>; rows: Tracked[] }): void {
  const agrees = () => {
    for (let flow = 0; flow < core.flowCount() >>> 0; flow++) {
      expect(replayed(core, flow)).toEqual(rows.filter((row) => row.flow === flow))
    }
  }
  agrees()
  core.buildIndex()
  agrees()
}

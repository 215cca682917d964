import { describe, expect, it } from 'vitest'
import { joinChunks } from '../../pcapng/chunks'
import { PcapngWriter } from '../../pcapng/writer'
import { BlockCutter } from './blocks'

const MS = 1_700_000_000_123
const frame = Uint8Array.from({ length: 61 }, (_, at) => at)

/** Two interfaces and three packets, in either byte order; the last packet is of `MS`. */
function capture(isLittleEndian: boolean): { headers: Buffer; packets: Buffer } {
  const writer = new PcapngWriter(isLittleEndian)
  const headers = joinChunks([
    writer.section({ application: 'test' }),
    writer.interface({ linkType: 1, name: 'one' }),
    writer.interface({ linkType: 1, name: 'two' }),
  ])
  const times = [MS - 2, MS - 1, MS].map((ms) => BigInt(ms) * 1_000_000n)
  const packets = joinChunks(
    times.map((time, at) => writer.packet({ time, bytes: frame, originalLength: frame.length }, at % 2)),
  )
  return { headers: Buffer.from(headers), packets: Buffer.from(packets) }
}

describe.each([true, false])('a pcapng stream, little-endian: %s', (isLittleEndian) => {
  it('is cut at the ends of blocks, however it arrives, and its headers are kept apart', () => {
    const { headers, packets } = capture(isLittleEndian)
    const all = Buffer.concat([headers, packets])
    for (let cut = 0; cut <= all.length; cut++) {
      const cutter = new BlockCutter()
      const parts = [cutter.push(all.subarray(0, cut)), cutter.push(all.subarray(cut))]
      expect(Buffer.concat(parts.map(({ bytes }) => bytes)).equals(packets)).toBe(true)
      expect(parts.reduce((sum, part) => sum + part.packets, 0)).toBe(3)
      expect(cutter.headers().equals(headers)).toBe(true)
      expect(cutter.interfaces).toBe(2)
      expect(cutter.newestMs).toBeCloseTo(MS, 0)
    }
  })
})

it('what is no pcapng is told at once', () => {
  expect(() => new BlockCutter().push(Buffer.from('dumpcap: error in words'))).toThrow(/should be pcapng/)
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PcapngWriter } from '../../pcapng/writer'
import { BatchBlocks } from './batchBlocks'
import { isLittleEndian } from './device'

interface Packet {
  readonly seconds: number
  readonly nanoseconds: number
  readonly bytes: Uint8Array
  readonly cut: number
}

const packets: fc.Arbitrary<Packet[]> = fc.array(
  fc.record({
    seconds: fc.nat(0xffff_ffff),
    nanoseconds: fc.nat(999_999_999),
    bytes: fc.uint8Array({ maxLength: 600 }),
    cut: fc.nat(9000),
  }),
  { maxLength: 20 },
)

/** As the patched `cap` lays them out. */
function batchOf(all: readonly Packet[]): Buffer {
  const records = all.map(({ seconds, nanoseconds, bytes, cut }) => {
    const head = new Uint8Array(Uint32Array.of(seconds, nanoseconds, bytes.length, bytes.length + cut).buffer)
    return Buffer.concat([head, bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  })
  return Buffer.concat(records)
}

/** Blocks of this batch, and the pieces that they came in. */
function blocksOf(all: readonly Packet[], pieceBytes: number): { bytes: Buffer; pieces: [number, number][] } {
  const buffer = Buffer.alloc(32 * 1024)
  const length = batchOf(all).copy(buffer)
  const parts: Buffer[] = []
  const pieces: [number, number][] = []
  new BatchBlocks(buffer, 2, pieceBytes).write(length, (piece, count) => {
    parts.push(Buffer.from(piece))
    pieces.push([piece.length, count])
  })
  return { bytes: Buffer.concat(parts), pieces }
}

it('writes the blocks that the pcapng writer writes', () => {
  fc.assert(
    fc.property(packets, fc.constantFrom(1, 500, 1_000_000), (all, pieceBytes) => {
      const writer = new PcapngWriter(isLittleEndian)
      for (let id = 0; id <= 2; id++) writer.interface({ linkType: 1 })
      const wanted = all.map(({ seconds, nanoseconds, bytes, cut }) => {
        const time = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)
        return writer.packet({ time, bytes, originalLength: bytes.length + cut }, 2)
      })
      const { bytes, pieces } = blocksOf(all, pieceBytes)
      expect(bytes.equals(Buffer.concat(wanted))).toBe(true)
      expect(pieces.reduce((sum, [, count]) => sum + count, 0)).toBe(all.length)
    }),
  )
})

it('ends each piece at the first block beyond its size', () => {
  const packet = { seconds: 1, nanoseconds: 2, bytes: new Uint8Array(68), cut: 0 }
  expect(blocksOf(Array(5).fill(packet), 150).pieces).toEqual([
    [200, 2],
    [200, 2],
    [100, 1],
  ])
})

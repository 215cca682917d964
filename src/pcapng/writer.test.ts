import { describe, expect, test } from 'vitest'
import { joinChunks } from './chunks'
import { BlockType, PcapngWriter, timestampUnits } from './writer'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const frame = { time: 0x1_0000_0002n, bytes: Uint8Array.of(0xaa, 0xbb, 0xcc), originalLength: 60 }

describe('pcapng writer', () => {
  test('begins a section with the byte-order magic and an unknown section length', () => {
    expect(hex(new PcapngWriter().section())).toBe('0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000')
    expect(hex(new PcapngWriter(false).section())).toBe('0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff0000001c')
  })

  test('describes an interface in nanoseconds unless told otherwise', () => {
    const expected = '0100000020000000' + '0100000060000000' + '0900010009000000' + '00000000' + '20000000'
    expect(hex(new PcapngWriter().interface({ linkType: 1, snapLength: 96 }))).toBe(expected)
  })

  test('pads a packet to 32 bits and keeps both lengths and its comments', () => {
    const writer = new PcapngWriter()
    writer.interface({ linkType: 1 })
    expect(hex(writer.packet(frame))).toBe(
      '0600000024000000' + '00000000' + '01000000' + '02000000' + '03000000' + '3c000000' + 'aabbcc00' + '24000000',
    )
    const commented = writer.packet({ ...frame, comments: ['why?', 'ok'] })
    expect(hex(commented)).toContain('01000400' + '7768793f' + '01000200' + '6f6b0000' + '00000000')
    expect(new DataView(commented.buffer).getUint32(4, true)).toBe(commented.length)
  })

  test('refuses a packet of an interface that was not described', () => {
    expect(() => new PcapngWriter().packet(frame)).toThrow('interface 0 was not described in this section')
  })

  test('writes times in the resolution and offset of their interface', () => {
    expect(timestampUnits(1_500_000_999n, 6, 0n)).toBe(1_500_000n)
    expect(timestampUnits(1_500_000_000n, 0x80 | 10, 0n)).toBe(1536n)
    expect(timestampUnits(3_000_000_000n, 3, 1n)).toBe(2000n)
    expect(timestampUnits(1n, 12, 0n)).toBe(1000n)
  })

  test('writes the texts, the filter and the counters as options', () => {
    const writer = new PcapngWriter()
    const bytes = joinChunks([
      writer.section({ hardware: 'cpu', os: 'kernel', application: 'Lastack', comments: ['whole file'] }),
      writer.interface({ linkType: 1, name: 'eth0', description: 'uplink', filter: 'tcp', timeOffsetSeconds: 5n }),
      writer.statistics({ time: 1n, received: 9n, dropped: 2n }),
    ])
    for (const text of ['cpu', 'kernel', 'Lastack', 'whole file', 'eth0', 'uplink', '\0tcp']) {
      expect(Buffer.from(bytes).includes(text)).toBe(true)
    }
    expect(hex(bytes)).toContain('05000800' + '0200000000000000')
  })

  test('writes any other block with its length on both ends', () => {
    expect(hex(new PcapngWriter().block(BlockType.ENHANCED_PACKET + 100, Uint8Array.of(1)))).toBe(
      '6a00000010000000' + '01000000' + '10000000',
    )
  })
})

import { describe, expect, test } from 'vitest'
import { pcapHeader, pcapRecord } from './pcap'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const frame = { time: 1_700_000_000_123_456_789n, bytes: Uint8Array.of(1, 2, 3), originalLength: 1500 }

describe('classic pcap writer', () => {
  test('writes the magic of its byte order and resolution', () => {
    expect(hex(pcapHeader({ linkType: 101 }))).toBe('d4c3b2a1020004000000000000000000' + '00000400' + '65000000')
    expect(hex(pcapHeader({ linkType: 1, littleEndian: false, resolution: 'ns', snapLength: 96 }))).toBe(
      'a1b23c4d000200040000000000000000' + '00000060' + '00000001',
    )
  })

  test('writes seconds and their fraction in the file’s unit, and both lengths', () => {
    expect(hex(pcapRecord(frame, { linkType: 1 }))).toBe('00f15365' + '40e20100' + '03000000' + 'dc050000' + '010203')
    expect(hex(pcapRecord(frame, { linkType: 1, littleEndian: false, resolution: 'ns' }))).toBe(
      '6553f100' + '075bcd15' + '00000003' + '000005dc' + '010203',
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ipv4Text, ipv6Text } from '../flows/address'
import { addressBytes } from '../kernel/addressBytes'
import { Mask } from './mask'
import { sharedBits } from './prefixMap'

const mask = Mask.of('a key')
const masked4 = (address: Uint8Array, by = mask): Uint8Array => {
  const copy = Uint8Array.from(address)
  by.ipv4(copy, 0)
  return copy
}
const masked6 = (address: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(address)
  mask.ipv6(copy, 0)
  return copy
}
const maskedMac = (address: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(address)
  mask.mac(copy, 0)
  return copy
}
const text4 = (text: string): string => ipv4Text(masked4(addressBytes(text) as Uint8Array), 0)
const text6 = (text: string): string => ipv6Text(masked6(addressBytes(text) as Uint8Array), 0)

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
/** Two addresses of which the second often begins as the first does. */
const pairs = (length: number) =>
  fc
    .tuple(bytes(length), bytes(length), fc.nat(length))
    .map(([a, b, shared]) => [a, Uint8Array.from([...a.subarray(0, shared), ...b.subarray(shared)])] as const)
/** Beginnings of every range that is told apart. */
const starts4 = fc.constantFrom(
  ...['0.0.0.0', '10.0.0.0', '100.64.0.0', '127.0.0.0', '169.254.0.0', '172.16.0.0', '172.32.0.0', '192.168.0.0'],
  ...['192.169.0.0', '224.0.0.0', '224.0.1.0', '240.0.0.0', '8.8.8.8', '11.0.0.0', '255.255.255.255'],
)

describe('addresses', () => {
  test.each([4, 16])('of %i bytes share as many leading bits afterwards as before', (length) => {
    const masked = length === 4 ? masked4 : masked6
    fc.assert(
      fc.property(pairs(length), ([a, b]) => {
        const bits = length * 8
        expect(sharedBits(masked(a), masked(b), bits)).toBe(sharedBits(a, b, bits))
      }),
      { numRuns: 2000 },
    )
  })

  test('stay of their kind', () => {
    const kind = (text: string): string => {
      const [a = 0, b = 0, c = 0] = text.split('.').map(Number)
      if (a === 0 || a === 127 || a >= 240) return text
      if (a === 10) return '10/8'
      if (a === 100 && b >= 64 && b < 128) return '100.64/10'
      if (a === 169 && b === 254) return '169.254/16'
      if (a === 172 && b >= 16 && b < 32) return '172.16/12'
      if (a === 192 && b === 168) return '192.168/16'
      if (a >= 224) return b === 0 && c === 0 && a === 224 ? text : 'multicast'
      return 'public'
    }
    fc.assert(
      fc.property(starts4, bytes(4), fc.nat(4), (start, rest, kept) => {
        const address = addressBytes(start) as Uint8Array
        address.set(rest.subarray(kept), kept)
        expect(kind(ipv4Text(masked4(address), 0))).toBe(kind(ipv4Text(address, 0)))
      }),
      { numRuns: 3000 },
    )
    for (const fixed of ['::', '::1', 'ff02::1', 'ff02::fb']) expect(text6(fixed)).toBe(fixed)
    expect(text6('fe80::1:2')).toMatch(/^fe[89ab]/)
    expect(text6('fd12:3456::1')).toMatch(/^fd/)
    expect(text6('ff02::1:ff12:3456')).toMatch(/^ff02:/)
    expect(text6('2001:db8::1')).toMatch(/^[23]/)
  })

  test('hold the same IPv4 address wherever it is embedded', () => {
    const ipv4 = masked4(Uint8Array.of(198, 51, 100, 7))
    const inside = (text: string, at: number): number[] =>
      [...masked6(addressBytes(text) as Uint8Array)].slice(at, at + 4)
    expect(inside('64:ff9b::c633:6407', 12)).toEqual([...ipv4])
    expect(inside('2002:c633:6407::1', 2)).toEqual([...ipv4])
    expect(inside('2001:0:c633:6407::1', 4)).toEqual([...ipv4])
    const mapped = Uint8Array.from([...new Uint8Array(10), 0xff, 0xff, 198, 51, 100, 7])
    expect([...masked6(mapped)]).toEqual([...mapped.subarray(0, 12), ...ipv4])
    // Of Teredo's client all bits are turned over.
    expect(inside('2001:0:c633:6407:0:0:39cc:9bf8', 12).map((octet) => octet ^ 0xff)).toEqual([...ipv4])
  })

  test('of links keep what kind they are, and no two become one', () => {
    fc.assert(
      fc.property(bytes(6), bytes(6), (a, b) => {
        const [x, y] = [maskedMac(a), maskedMac(b)]
        expect((x[0] as number) & 3).toBe((a[0] as number) & 3)
        expect(x.join() === y.join()).toBe(a.join() === b.join())
      }),
    )
    for (const fixed of [new Uint8Array(6), new Uint8Array(6).fill(0xff)]) expect(maskedMac(fixed)).toEqual(fixed)
    expect(maskedMac(Uint8Array.of(0x33, 0x33, 0, 0, 0, 1)).subarray(0, 2)).toEqual(Uint8Array.of(0x33, 0x33))
  })

  test('depend on the key alone', () => {
    expect(text4('198.51.100.7')).toBe(ipv4Text(masked4(Uint8Array.of(198, 51, 100, 7), Mask.of('a key')), 0))
    const address = Uint8Array.of(198, 51, 100, 7)
    const others = new Set(Array.from({ length: 8 }, () => ipv4Text(masked4(address, Mask.drawn()), 0)))
    expect(others.size).toBe(8)
  })

  test('are drawn anew for every bit: of many keys each turns about half of them', () => {
    const turned = new Array<number>(16).fill(0)
    for (let key = 0; key < 400; key += 1) {
      const [, , c = 0, d = 0] = masked4(Uint8Array.of(203, 7, 0, 0), Mask.of(`key ${key}`))
      for (let bit = 0; bit < 16; bit += 1) turned[bit] = (turned[bit] as number) + ((((c << 8) | d) >>> bit) & 1)
    }
    for (const count of turned) expect(Math.abs(count - 200)).toBeLessThan(80)
  })

  test('are drawn for each bit apart: of many keys one that leaves an address as it is is rare', () => {
    let [alike, kept] = [0, 0]
    for (let key = 0; key < 4000; key += 1) {
      const [, , c = 0, d = 0] = masked4(Uint8Array.of(192, 168, 0, 0), Mask.of(`key ${key}`))
      const flips = (c << 8) | d
      if (flips === 0) kept += 1
      for (let bit = 0; bit < 15; bit += 1) alike += ((flips >>> bit) ^ (flips >>> (bit + 1)) ^ 1) & 1
    }
    // 16 bits are free: one key in 65,536 turns none of them. Two neighbours are alike for half of the keys.
    expect(kept).toBeLessThan(3)
    expect(Math.abs(alike / (15 * 4000) - 0.5)).toBeLessThan(0.02)
  })
})

test('names mean nothing, and the same ones stay the same', () => {
  expect(mask.name('db.example.com')).toMatch(/^name-[0-9a-f]{8}$/)
  expect(mask.name('DB.example.com')).toBe(mask.name('db.example.com'))
  expect(mask.name('www.example.com')).not.toBe(mask.name('db.example.com'))
})

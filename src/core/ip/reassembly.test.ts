import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  COUNTER_ABANDONED_DATAGRAMS,
  COUNTER_FRAGMENT_CONFLICTS,
  COUNTER_REASSEMBLED,
  LinkType,
} from '../../contracts/abi'
import { type Dissect, type Found, loadLayers } from '../testing/node/dissect'
import {
  CLIENT,
  CLIENT_6,
  ethernet,
  ipv4,
  ipv4Fragment,
  ipv6Fragment,
  join,
  PORTS,
  SERVER,
  SERVER_6,
  tcp,
  word,
} from '../testing/node/headers'

let dissect: Dissect
const ip = (packet: Uint8Array, original?: number) => dissect(LinkType.RAW, packet, original)
const all = (packets: Uint8Array[]) => packets.map((packet) => ip(packet))
const last = (packets: Uint8Array[]) => all(packets).at(-1)

/** A segment whose payload is `bytes` long and nowhere repeats itself. */
const segment = (bytes: number) =>
  join(
    tcp().subarray(0, 20),
    Uint8Array.from({ length: bytes }, (_, i) => i * 7 + (i >> 8)),
  )

const pieces = (bytes: Uint8Array, size: number): [number, number][] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => [i * size, Math.min((i + 1) * size, bytes.length)])

beforeEach(async () => {
  dissect = await loadLayers()
})

describe('a fragmented datagram', () => {
  const whole = segment(3000)
  const expected = { ports: PORTS, captured: whole.length, length: whole.length, segment: whole }

  it('counts at its last fragment, in IPv4', () => {
    const fragments = pieces(whole, 1480).map(([from, to]) => ipv4Fragment(whole, from, to))
    expect(all(fragments)).toEqual([null, null, { ...expected, at: Number.NaN, source: CLIENT, destination: SERVER }])
    expect(dissect.counter(COUNTER_REASSEMBLED)).toBe(1)
  })

  it('counts at its last fragment, in IPv6', () => {
    const fragments = pieces(whole, 1448).map(([from, to]) => ipv6Fragment(whole, from, to))
    expect(all(fragments)).toEqual([
      null,
      null,
      { ...expected, at: Number.NaN, source: CLIENT_6, destination: SERVER_6 },
    ])
  })

  it('is whole whichever fragment comes last, and however often others came', () => {
    const fragments = pieces(whole, 504).map(([from, to]) => ipv4Fragment(whole, from, to))
    const order = fc.shuffledSubarray([...fragments.keys()], { minLength: fragments.length })
    fc.assert(
      fc.property(order, fc.array(fc.nat(fragments.length - 1), { maxLength: 5 }), (sequence, repeats) => {
        const again = repeats.filter((i) => i !== sequence.at(-1))
        const found = all([...sequence.slice(0, -1), ...again, ...sequence.slice(-1)].map((i) => fragments[i] ?? whole))
        expect(found.slice(0, -1).every((one) => one === null)).toBe(true)
        expect(found.at(-1)).toMatchObject(expected)
      }),
      { seed: 1, numRuns: 200 },
    )
    expect(dissect.counter(COUNTER_FRAGMENT_CONFLICTS)).toBe(0)
  })

  it('is known by its id, protocol and addresses', () => {
    expect(ip(ipv4Fragment(whole, 0, 1480))).toBeNull()
    expect(ip(ipv4Fragment(whole, 1480, 3020, { id: 2 }))).toBeNull()
    expect(ip(ipv4Fragment(whole, 1480, 3020, { protocol: 17 }))).toBeNull()
    expect(ip(ipv4Fragment(whole, 1480, 3020, { from: '10.0.0.3' }))).toBeNull()
    expect(ip(ipv4Fragment(whole, 1480, 3020, { from: SERVER, to: CLIENT }))).toBeNull()
    expect(ip(ipv4Fragment(whole, 1480, 3020))).toMatchObject(expected)
  })

  it('is not known by its VLAN', () => {
    const tagged = (vlan: number, packet: Uint8Array) =>
      dissect(LinkType.ETHERNET, ethernet(0x8100, join(word(vlan), '0800', packet)))
    expect(tagged(10, ipv4Fragment(whole, 0, 1480))).toBeNull()
    expect(tagged(20, ipv4Fragment(whole, 1480, 3020))).toMatchObject(expected)
  })

  it('is done with once it was whole', () => {
    const fragments = [ipv4Fragment(whole, 0, 1480), ipv4Fragment(whole, 1480, 3020)]
    expect(last(fragments)).toMatchObject(expected)
    expect(ip(ipv4Fragment(whole, 1480, 3020))).toBeNull()
    const other = join(segment(1460), segment(1520))
    expect(ip(ipv4Fragment(other, 0, 1480))).toMatchObject({ length: 3020 })
  })

  it('keeps the bytes that came first where fragments overlap', () => {
    const other = whole.map((byte) => byte ^ 0xff)
    const sent = [ipv4Fragment(whole, 800, 1600), ipv4Fragment(other, 0, 1000), ipv4Fragment(other, 1200, 3020)]
    const mixed = join(other.subarray(0, 800), whole.subarray(800, 1600), other.subarray(1600))
    expect(last(sent)?.segment).toEqual(mixed)
    expect(dissect.counter(COUNTER_FRAGMENT_CONFLICTS)).toBe(2)
  })

  it('ends where the first tail ends', () => {
    expect(last([ipv4Fragment(whole.subarray(0, 2000), 1480, 2000), ipv4Fragment(whole, 0, 1480)])).toMatchObject({
      length: 2000,
    })
    const sent = [ipv4Fragment(whole.subarray(0, 2000), 1600, 2000), ipv4Fragment(whole, 1480, 3020)]
    expect(last([...sent, ipv4Fragment(whole, 0, 1480)])).toMatchObject({ length: 2000 })
  })

  it('goes on with the protocol of its first fragment, in IPv6', () => {
    expect(last([ipv6Fragment(whole, 1480, 3020, 1, 17), ipv6Fragment(whole, 0, 1480)])).toMatchObject(expected)
  })

  it('may hold extension headers', () => {
    const behind = join('06 00 0104 00000000', whole)
    expect(last([ipv6Fragment(behind, 0, 1480, 9, 60), ipv6Fragment(behind, 1480, 3028, 9, 60)])).toMatchObject(
      expected,
    )
  })

  it('of 64 KiB is the longest', () => {
    const long = segment(65_495)
    expect(last(pieces(long, 1480).map(([from, to]) => ipv4Fragment(long, from, to)))?.segment).toEqual(long)
    expect(ip(ipv4(whole, { fragment: 0x1fff }))).toBeNull()
  })

  it('stays unfinished where the capture or the frame cut a fragment', () => {
    const tail = ipv4Fragment(whole, 1480, 3020)
    expect(ip(ipv4Fragment(whole, 0, 1480))).toBeNull()
    expect(ip(tail.subarray(0, 500), tail.length)).toBeNull()
    expect(ip(tail.subarray(0, 500))).toBeNull()
    expect(ip(tail)).toMatchObject(expected)
  })

  it('gives way, the oldest first, when too many are under way', () => {
    const firsts = Array.from({ length: 257 }, (_, id) => ipv4Fragment(whole, 0, 1480, { id }))
    expect(all(firsts).every((found) => found === null)).toBe(true)
    expect(dissect.counter(COUNTER_ABANDONED_DATAGRAMS)).toBe(1)
    expect(ip(ipv4Fragment(whole, 1480, 3020, { id: 1 }))).toMatchObject(expected)
    expect(ip(ipv4Fragment(whole, 1480, 3020, { id: 256 }))).toMatchObject(expected)
    expect(ip(ipv4Fragment(whole, 1480, 3020, { id: 0 }))).toBeNull()
  })

  it('is given up where it has too many gaps', () => {
    const long = segment(8000)
    const everyOther = pieces(long, 24).filter((_, i) => i % 2 === 0)
    all(everyOther.map(([from, to]) => ipv4Fragment(long, from, to)))
    expect(dissect.counter(COUNTER_ABANDONED_DATAGRAMS)).toBe(1)
  })
})

describe('a datagram in a fragmented tunnel', () => {
  it('is looked into', () => {
    const inner = ipv4(segment(1400), { from: '10.1.0.1', to: '10.1.0.2' })
    const found = last([
      ipv4Fragment(inner, 0, 1000, { protocol: 4 }),
      ipv4Fragment(inner, 1000, 1440, { protocol: 4 }),
    ])
    expect(found).toMatchObject({ source: '10.1.0.1', destination: '10.1.0.2', segment: segment(1400) })
  })

  it('may be a fragment itself, of the very same addresses and id', () => {
    const whole = segment(2000)
    const twice = (from: number, to: number): (Found | null)[] => {
      const inner = ipv4Fragment(whole, from, to, { protocol: 6 })
      const cut = 8 * Math.floor(inner.length / 16)
      return all([
        ipv4Fragment(inner, 0, cut, { protocol: 4 }),
        ipv4Fragment(inner, cut, inner.length, { protocol: 4 }),
      ])
    }
    expect(twice(0, 1000)).toEqual([null, null])
    expect(twice(1000, 2020)).toMatchObject([null, { segment: whole, source: CLIENT, destination: SERVER }])
  })
})

describe('any fragments', () => {
  it('never trap, and what they make lies in what they said', () => {
    const fragment = fc.record({
      bytes: fc.nat(300),
      offset: fc.oneof(fc.nat(40), fc.nat(0x1fff)),
      more: fc.boolean(),
      id: fc.nat(3),
      version6: fc.boolean(),
      cut: fc.oneof(fc.constant(0), fc.nat(60)),
    })
    const property = fc.property(fc.array(fragment, { minLength: 1, maxLength: 60 }), (fragments) => {
      for (const { bytes, offset, more, id, version6, cut } of fragments) {
        const body = segment(bytes)
        const end = 8 * offset + body.length
        const datagram = new Uint8Array(end + (more ? 1 : 0))
        datagram.set(body, 8 * offset)
        const packet = version6
          ? ipv6Fragment(datagram, 8 * offset, end, id)
          : ipv4Fragment(datagram, 8 * offset, end, { id })
        const found = ip(packet.subarray(0, packet.length - Math.min(cut, packet.length)), packet.length)
        if (Number.isNaN(found?.at)) expect(found?.length).toBeLessThanOrEqual(65_536)
      }
    })
    fc.assert(property, { seed: 2, numRuns: 400 })
  })
})

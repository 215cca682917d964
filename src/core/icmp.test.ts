import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FREE_ROW,
  ICMP_CODE,
  ICMP_DESTINATION_PORT,
  ICMP_FLOW,
  ICMP_FRAME,
  ICMP_IS_IPV6,
  ICMP_MTU,
  ICMP_REPORTER,
  ICMP_SEQ,
  ICMP_SOURCE_PORT,
  ICMP_TIME,
  ICMP_TYPE,
} from '../contracts/abi'
import { captureOf } from '../scenario/capture'
import {
  type Bytes,
  CLIENT,
  CLIENT_6,
  ethernet,
  ipv4,
  ipv4Fragment,
  ipv6,
  join,
  PORTS,
  SERVER,
  SERVER_6,
  word,
} from './testing/node/headers'
import { type Run, run } from './testing/node/runCore'

const ROUTER = '10.0.0.254'
const ROUTER_6 = '2001:db8:0:0:0:0:0:fe'
const OPEN = `A = ${CLIENT}:${PORTS[0]}\nB = ${SERVER}:${PORTS[1]}\n+0 A > B S\n`
const OPEN_6 = `A = [2001:db8::1]:${PORTS[0]}\nB = [2001:db8::2]:${PORTS[1]}\n+0 A > B S\n`

/** The first 8 bytes of a TCP header. */
const ports = (from: number, to: number) => join(word(from), word(to), '01020304')
const quoted = ports(...PORTS)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const line = (frame: Uint8Array) => `+0.010 frame x"${hex(frame)}"\n`

/** An ICMP error from the router to the client. `start`: type, code, checksum and four more bytes. */
const error = (start: string, packet: Bytes) =>
  ethernet(0x0800, ipv4(join(start, packet), { protocol: 1, from: ROUTER, to: CLIENT }))
const error6 = (start: string, packet: Bytes) =>
  ethernet(0x86dd, ipv6(join(start, packet), { next: 58, from: ROUTER_6, to: CLIENT_6 }))

function errorsOf({ core }: Run) {
  const view = new DataView(core.memory.buffer)
  return Array.from({ length: core.icmpCount() }, (_, i) => {
    const at = core.icmp(i) >>> 0
    const flow = view.getUint32(at + ICMP_FLOW, true)
    const isIpv6 = view.getUint8(at + ICMP_IS_IPV6) === 1
    return {
      frame: view.getUint32(at + ICMP_FRAME, true),
      time: view.getBigUint64(at + ICMP_TIME, true),
      flow: flow === FREE_ROW ? null : `${flow >>> 1} from ${flow & 1 ? 'B' : 'A'}`,
      type: view.getUint8(at + ICMP_TYPE),
      code: view.getUint8(at + ICMP_CODE),
      isIpv6,
      mtu: view.getUint32(at + ICMP_MTU, true),
      seq: view.getUint32(at + ICMP_SEQ, true),
      ports: [view.getUint16(at + ICMP_SOURCE_PORT, true), view.getUint16(at + ICMP_DESTINATION_PORT, true)],
      reporter: hex(new Uint8Array(core.memory.buffer, at + ICMP_REPORTER, isIpv6 ? 16 : 4)),
    }
  })
}

function read(script: string) {
  const result = run(captureOf(script))
  expect(result.error).toBe(0)
  return { rows: result.rows, errors: errorsOf(result) }
}

const reported = (frame: Uint8Array, open = OPEN) => read(open + line(frame)).errors

describe('an ICMP error', () => {
  const packet = ipv4(quoted)

  it('is tied to the flow whose segment it quotes, which is no segment', () => {
    const { rows, errors } = read(OPEN + line(error('030d 0000 00000000', packet)))
    expect(rows).toHaveLength(1)
    expect(errors).toEqual([
      {
        frame: 2,
        time: (rows[0]?.time ?? 0n) + 10_000_000n,
        flow: '0 from A',
        type: 3,
        code: 13,
        isIpv6: false,
        mtu: 0,
        seq: 0x01020304,
        ports: PORTS,
        reporter: '0a0000fe',
      },
    ])
  })

  it('knows which end sent the quoted segment', () => {
    const answer = ipv4(ports(PORTS[1], PORTS[0]), { from: SERVER, to: CLIENT })
    expect(reported(error('030a 0000 00000000', answer))).toMatchObject([{ flow: '0 from B', ports: [80, 49152] }])
  })

  it.each([
    ['port unreachable', '0303 0000 0000 0000', { type: 3, code: 3, mtu: 0 }],
    ['fragmentation needed', '0304 0000 0000 0578', { type: 3, code: 4, mtu: 1400 }],
    ['fragmentation needed by an old router', '0304 0000 0000 0000', { type: 3, code: 4, mtu: 0 }],
    ['time exceeded', '0b00 0000 0000 0578', { type: 11, code: 0, mtu: 0 }],
    ['parameter problem', '0c00 0000 1400 0000', { type: 12, code: 0, mtu: 0 }],
  ])('may be: %s', (_, start, expected) => {
    expect(reported(error(start, packet))).toMatchObject([{ ...expected, flow: '0 from A' }])
  })

  it.each([
    ['echo', '0800 0000 0001 0001'],
    ['source quench', '0400 0000 0000 0000'],
    ['redirect', '0501 0000 0a000001'],
  ])('is not: %s', (_, start) => {
    expect(reported(error(start, packet))).toEqual([])
  })

  it('is kept, tied to no flow, where the capture shows none before', () => {
    const early = read(line(error('0301 0000 00000000', packet)) + OPEN)
    expect(early.errors).toMatchObject([{ frame: 1, flow: null, ports: PORTS }])
    expect(reported(error('0301 0000 00000000', ipv4(ports(49153, 80))))).toMatchObject([{ flow: null }])
  })

  it('says nothing of TCP where it quotes another protocol, a later fragment or less than 8 bytes of TCP', () => {
    const start = '0301 0000 00000000'
    expect(reported(error(start, ipv4(quoted, { protocol: 17 })))).toEqual([])
    expect(reported(error(start, ipv4(quoted, { fragment: 0x0003 })))).toEqual([])
    expect(reported(error(start, packet.subarray(0, 27)))).toEqual([])
    expect(reported(error(start, packet.subarray(0, 19)))).toEqual([])
    expect(reported(error(start, ''))).toEqual([])
    expect(reported(error(start, ipv6(quoted)))).toEqual([])
  })

  it('may quote IP options, the first fragment of a datagram, and the length of a packet that it cut', () => {
    const start = '0304 0000 0000 0240'
    const options = ipv4(quoted, { options: '01010101', fragment: 0x2000, totalLength: 1500 })
    expect(reported(error(start, options))).toMatchObject([{ flow: '0 from A', seq: 0x01020304, mtu: 576 }])
  })

  it('does not become part of a datagram by quoting a fragment of it', () => {
    const whole = join(quoted, '00000000 5010 2000 00000000', new Uint8Array(20))
    const first = ethernet(0x0800, ipv4Fragment(whole, 0, 24, { id: 7 }))
    const tail = error('0b01 0000 00000000', ipv4Fragment(whole, 24, 40, { id: 7 }))
    expect(read(OPEN + line(first) + line(tail)).rows).toHaveLength(1)
  })

  it('may come in fragments', () => {
    const message = join('0301 0000 00000000', packet)
    const fragment = (from: number, to: number) =>
      line(ethernet(0x0800, ipv4Fragment(message, from, to, { protocol: 1, from: ROUTER, to: CLIENT })))
    const { errors } = read(OPEN + fragment(0, 16) + fragment(16, message.length))
    expect(errors).toMatchObject([{ frame: 3, flow: '0 from A', reporter: '0a0000fe' }])
  })

  it('may come as often as it likes', () => {
    const { errors } = read(OPEN + line(error('0301 0000 00000000', packet)).repeat(200))
    expect(errors.map(({ frame }) => frame)).toEqual(Array.from({ length: 200 }, (_, i) => i + 2))
    expect(new Set(errors.map(({ seq, flow }) => `${flow} ${seq}`))).toEqual(new Set(['0 from A 16909060']))
  })
})

describe('an ICMPv6 error', () => {
  const packet = ipv6(quoted)
  const later = (frame: Uint8Array) => reported(frame, OPEN_6)

  it.each([
    ['destination unreachable', '0101 0000 00000000', { type: 1, code: 1, mtu: 0 }],
    ['packet too big', '0200 0000 00000500', { type: 2, code: 0, mtu: 1280 }],
    ['time exceeded', '0300 0000 00000000', { type: 3, code: 0, mtu: 0 }],
    ['parameter problem', '0401 0000 00000028', { type: 4, code: 1, mtu: 0 }],
  ])('may be: %s', (_, start, expected) => {
    const common = { isIpv6: true, flow: '0 from A', seq: 0x01020304, reporter: '20010db80000000000000000000000fe' }
    expect(later(error6(start, packet))).toMatchObject([{ ...expected, ...common }])
  })

  it.each([
    ['echo', '8000 0000 0001 0001'],
    ['neighbour solicitation', '8700 0000 0000 0000'],
  ])('is not: %s', (_, start) => {
    expect(later(error6(start, packet))).toEqual([])
  })

  it('may quote extension headers before the segment', () => {
    const headers = '2b 00 0104 00000000  2c 00 04 00 00000000  06 00 0001 00000009'
    const behind = ipv6(join(headers, quoted), { next: 0 })
    expect(later(error6('0200 0000 00000500', behind))).toMatchObject([{ flow: '0 from A' }])
    const laterFragment = ipv6(join('06 00 0100 00000009', quoted), { next: 44 })
    expect(later(error6('0200 0000 00000500', laterFragment))).toEqual([])
  })

  it('knows which end sent the quoted segment', () => {
    const answer = ipv6(ports(PORTS[1], PORTS[0]), { from: SERVER_6, to: CLIENT_6 })
    expect(later(error6('0200 0000 00000500', answer))).toMatchObject([{ flow: '0 from B' }])
  })
})

describe('any ICMP message', () => {
  it('never traps, and is tied to a flow that there is or to none', () => {
    const change = fc.tuple(fc.nat(), fc.nat(255))
    const message = fc.tuple(fc.boolean(), fc.array(change, { maxLength: 6 }), fc.nat(60))
    const property = fc.property(fc.array(message, { minLength: 1, maxLength: 20 }), (messages) => {
      const lines = messages.map(([isVersion6, changes, cut]) => {
        const quote = isVersion6 ? ipv6(quoted) : ipv4(quoted)
        const body = join(isVersion6 ? '0200 0000 00000500' : '0304 0000 00000500', quote)
        for (const [at, value] of changes) body[at % body.length] = value
        const kept = body.subarray(0, body.length - Math.min(cut, body.length))
        return line(isVersion6 ? error6('', kept) : error('', kept))
      })
      const { errors, rows } = read(OPEN + lines.join(''))
      expect(rows).toHaveLength(1)
      expect(errors.length).toBeLessThanOrEqual(messages.length)
      for (const { flow } of errors) expect([null, '0 from A', '0 from B']).toContain(flow)
    })
    fc.assert(property, { seed: 3, numRuns: 300 })
  })
})

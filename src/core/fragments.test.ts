import { describe, expect, it } from 'vitest'
import {
  COUNTER_ABANDONED_DATAGRAMS,
  FRAGMENT_BYTES,
  FRAGMENT_DATA,
  FRAGMENT_FRAME,
  FRAGMENT_LENGTH,
  FRAGMENT_MORE,
  FRAGMENT_NESTED,
  FRAGMENT_OFFSET,
  FRAGMENT_PLACE,
  FRAGMENT_PROTOCOL,
  FRAGMENT_SEGMENT,
} from '../contracts/abi'
import { captureOf } from '../scenario/capture'
import { CLIENT, ethernet, ipv4, ipv4Fragment, join, PORTS, SERVER, tcp } from './testing/node/headers'
import { replayed, run } from './testing/node/runCore'

const OPEN = `A = ${CLIENT}:${PORTS[0]}\nB = ${SERVER}:${PORTS[1]}\n+0 A > B S\n`
const whole = join(tcp().subarray(0, 20), new Uint8Array(980))
const fragment = (from: number, to: number) =>
  `frame x"${Buffer.from(ethernet(0x0800, ipv4Fragment(whole, from, to))).toString('hex')}"\n`

describe('a segment in fragments', () => {
  const script = `${OPEN}+0.010 ${fragment(504, 1000)}+0.010 ${fragment(0, 504)}`

  it('is a row at the frame that made it whole, with its whole length', () => {
    const { core, rows } = run(captureOf(script))
    expect(rows).toMatchObject([{ flags: 'SYN' }, { frame: 3, flow: 0, from: 'A', flags: 'PSH,ACK', length: 980 }])
    expect((rows[1]?.time ?? 0n) - (rows[0]?.time ?? 0n)).toBe(20_000_000n)
    expect(replayed(core, 0)).toEqual(rows)
  })

  it('is the same however the input is cut into chunks', () => {
    const capture = captureOf(script)
    for (const chunk of [1, 7, 60, 600]) expect(run(capture, chunk).rows).toEqual(run(capture).rows)
  })

  it('is given up when the rest does not come within a minute', () => {
    const abandoned = (script: string) => {
      const { core, rows } = run(captureOf(script))
      const counters = core.counters() >>> 0
      return [rows.length, new DataView(core.memory.buffer).getUint32(counters + COUNTER_ABANDONED_DATAGRAMS, true)]
    }
    expect(abandoned(`${OPEN}+0 ${fragment(0, 504)}+60 ${fragment(504, 1000)}`)).toEqual([2, 0])
    expect(abandoned(`${OPEN}+0 ${fragment(0, 504)}+60.001 ${fragment(504, 1000)}`)).toEqual([1, 1])
    const begunAnew = `${OPEN}+0 ${fragment(0, 504)}+60.001 ${fragment(504, 1000)}+0 ${fragment(0, 504)}`
    expect(abandoned(begunAnew)).toEqual([2, 1])
  })
})

describe('the fragments of a segment', () => {
  const script = `${OPEN}+0.010 ${fragment(504, 1000)}+0.010 ${fragment(0, 504)}`
  const kept = (capture: Uint8Array, chunk?: number) => {
    const { core } = run(capture, chunk)
    const count = core.fragmentCount() >>> 0
    return Array.from({ length: count }, (_, index) => {
      const view = new DataView(core.memory.buffer, core.fragment(index) >>> 0, FRAGMENT_BYTES)
      const place = view.getUint16(FRAGMENT_PLACE, true)
      return {
        offset: Number(view.getBigUint64(FRAGMENT_OFFSET, true)),
        frame: view.getUint32(FRAGMENT_FRAME, true),
        segment: view.getUint32(FRAGMENT_SEGMENT, true),
        data: view.getUint32(FRAGMENT_DATA, true) & FRAGMENT_NESTED,
        protocol: view.getUint8(FRAGMENT_PROTOCOL),
        from: (place & (FRAGMENT_MORE - 1)) * 8,
        hasMore: (place & FRAGMENT_MORE) !== 0,
        length: view.getUint16(FRAGMENT_LENGTH, true),
      }
    })
  }

  it('are kept in the order in which they came, wherever the input is cut', () => {
    const capture = captureOf(script)
    const common = { segment: 1, data: 34, protocol: 6 }
    expect(kept(capture)).toMatchObject([
      { ...common, frame: 2, from: 504, length: 496, hasMore: false },
      { ...common, frame: 3, from: 0, length: 504, hasMore: true },
    ])
    for (const chunk of [1, 7, 600]) expect(kept(capture, chunk)).toEqual(kept(capture))
  })

  it('name the frames of all when a fragment itself came in fragments', () => {
    const inner = ipv4Fragment(whole, 0, 504)
    const rest = ipv4Fragment(whole, 504, 1000)
    const tunnel = (from: number, to: number) =>
      `frame x"${Buffer.from(ethernet(0x0800, ipv4Fragment(inner, from, to, { protocol: 4, id: 9 }))).toString('hex')}"\n`
    const last = `frame x"${Buffer.from(ethernet(0x0800, ipv4(rest, { protocol: 4 }))).toString('hex')}"\n`
    const nested = kept(captureOf(`${OPEN}+0 ${tunnel(0, 200)}+0 ${tunnel(200, inner.length)}+0 ${last}`))
    expect(nested.map(({ frame, data, from }) => ({ frame, data, from }))).toEqual([
      { frame: 2, data: FRAGMENT_NESTED, from: 0 },
      { frame: 3, data: FRAGMENT_NESTED, from: 0 },
      { frame: 4, data: 54, from: 504 },
    ])
  })

  it('are none of datagrams without a segment, and none beyond what a datagram may have', () => {
    expect(kept(captureOf(`${OPEN}+0 ${fragment(0, 504)}`))).toEqual([])
    const again = `+0 ${fragment(0, 504)}`.repeat(200)
    expect(kept(captureOf(`${OPEN}${again}+0 ${fragment(504, 1000)}`))).toHaveLength(128)
  })
})

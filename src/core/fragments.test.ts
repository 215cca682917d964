import { describe, expect, it } from 'vitest'
import { COUNTER_ABANDONED_DATAGRAMS } from '../contracts/abi'
import { captureOf } from '../scenario/capture'
import { CLIENT, ethernet, ipv4Fragment, join, PORTS, SERVER, tcp } from './testing/node/headers'
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

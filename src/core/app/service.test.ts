import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NAME_LENGTH, NAME_TEXT, SERVICE_ALPN, SERVICE_LOOKUP_NAME, SERVICE_NAME, Service } from '../../contracts/abi'
import { captureOf } from '../../scenario/capture'
import { run } from '../testing/node/runCore'

const ENDS = 'A = 10.0.0.5:51000\nB = 192.0.2.10:'
const OPEN = '+0 A > B S\n+0.01 B > A S.\n+0.01 A > B .\n'
/** How messages that we know begin. */
const STARTS = [
  '',
  '16030100f8010000f40303',
  '160303007a020000760303',
  '474554202f20485454502f312e310d0a486f73743a20',
  '485454502f312e3120313031',
  '802e0103010015000000100100',
  '4a0000000a382e302e3336',
  '0000000804d2162f',
  '2a310d0a24',
  '240000000100000000000000dd070000',
  '0000001200120003000000010004',
  '100c00044d515454',
  '0400000001',
  '030000130ee0000000000001000800',
  '300c0201016007',
  '12010034000000000000',
  '001e000781800001000100000000',
].map((hex) => Buffer.from(hex, 'hex'))
const TAIL = fc.uint8Array({ maxLength: 300 })
const payload = fc.tuple(fc.constantFrom(...STARTS), TAIL).map(([start, tail]) => Buffer.concat([start, tail]))
const segments = fc.array(fc.record({ fromA: fc.boolean(), skip: fc.integer({ min: -40, max: 40 }), payload }), {
  maxLength: 12,
})
const ports = fc.constantFrom(53, 25, 443, 179, 3389, 9092, 40_000)

type Segments = typeof segments extends fc.Arbitrary<infer Value> ? Value : never

/** Segments with gaps and overlaps between them. */
function scriptOf(port: number, list: Segments): string {
  const next = { A: 1, B: 1 }
  const lines = list.map(({ fromA, skip, payload: bytes }) => {
    const from = fromA ? 'A' : 'B'
    const seq = Math.max(1, next[from] + (skip % 3 === 0 ? skip : 0))
    next[from] = seq + bytes.length
    const text = bytes.length === 0 ? '' : ` x"${bytes.toString('hex')}"`
    return `+0.01 ${from} > ${fromA ? 'B' : 'A'} P. ${seq}:${next[from]}(${bytes.length}) ack 1${text}\n`
  })
  return `${ENDS}${port}\n${OPEN}${lines.join('')}`
}

describe('what a flow is for', () => {
  it('never traps, whatever its payload is, and tells names of visible ASCII', () => {
    fc.assert(
      fc.property(ports, segments, (port, list) => {
        const { core, error } = run(captureOf(scriptOf(port, list)))
        expect(error).toBe(0)
        const record = core.service(0) >>> 0
        if (record === 0) return
        const view = new DataView(core.memory.buffer)
        expect(Service[view.getUint8(record)]).toBeDefined()
        for (const field of [SERVICE_NAME, SERVICE_LOOKUP_NAME, SERVICE_ALPN]) {
          const name = view.getUint32(record + field, true)
          if (name === 0) continue
          const length = view.getUint16(name + NAME_LENGTH, true)
          const text = Buffer.from(core.memory.buffer, name + NAME_TEXT, length).toString('latin1')
          expect(text).toMatch(/^[!-~]{1,255}$/)
        }
      }),
      { numRuns: 600, seed: 11 },
    )
  })

  it('survives DNS answers of any bytes', () => {
    const header = Buffer.from('000781800001000100000000', 'hex')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        const udp = Buffer.alloc(8)
        udp.writeUInt16BE(53, 0)
        udp.writeUInt16BE(5353, 2)
        const message = Buffer.concat([udp, header, body])
        const ip = Buffer.from('450000000000000040110000c63364350a000005', 'hex')
        ip.writeUInt16BE(20 + message.length, 2)
        const frame = Buffer.concat([Buffer.alloc(12), Buffer.from('0800', 'hex'), ip, message])
        const script = `${ENDS}443\n+0 frame x"${frame.toString('hex')}"\n${OPEN}`
        expect(run(captureOf(script)).error).toBe(0)
      }),
      { numRuns: 300, seed: 12 },
    )
  })

  it('forgets who waits for more while hundreds of others come', () => {
    const hello = Buffer.from('16030110000100', 'hex').toString('hex')
    const flows = Array.from({ length: 600 }, (_, at) => {
      const client = `C${at} = 10.1.${at >> 8}.${at & 255}:50000\n`
      return { client, lines: `+0 C${at} > B P. 1:8(7) ack 1 x"${hello}"\n` }
    })
    const script = `B = 192.0.2.10:443\n${flows.map(({ client }) => client).join('')}${flows.map(({ lines }) => lines).join('')}`
    const { core, error } = run(captureOf(script))
    expect(error).toBe(0)
    const view = new DataView(core.memory.buffer)
    const protocols = flows.map((_, flow) => view.getUint8(core.service(flow) >>> 0))
    expect(new Set(protocols)).toEqual(new Set([Service.TLS]))
  })
})

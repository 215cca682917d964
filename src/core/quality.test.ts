import { describe, expect, it } from 'vitest'
import {
  COUNTER_BAD_CHECKSUMS,
  COUNTER_DROPS,
  COUNTER_DUPLICATES,
  COUNTER_OFFLOADED_CHECKSUMS,
  COUNTER_SUPER_SEGMENTS,
  FLOW_BITS,
  FlowBit,
} from '../contracts/abi'
import { joinChunks } from '../pcapng/chunks'
import { PcapngWriter } from '../pcapng/writer'
import { captureOf } from '../scenario/capture'
import { type Run, run } from './testing/node/runCore'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = '+0 A > B S <mss 1460>\n+0.02 B > A S. <mss 1400>\n+0 A > B .\n'

const track = (script: string): Run => run(captureOf(ENDPOINTS + script))

function counter({ core }: Run, offset: number): number {
  return Number(new DataView(core.memory.buffer).getBigUint64((core.counters() >>> 0) + offset, true))
}

function has({ core }: Run, bit: FlowBit): boolean {
  return (new DataView(core.memory.buffer).getUint32((core.flow(0) >>> 0) + FLOW_BITS, true) & bit) !== 0
}

describe('a frame captured twice', () => {
  it('is marked, and moves no state', () => {
    const close = `${OPEN}+1 A > B F. repeat 2\n+0.02 B > A . repeat 2\n`
    const result = track(close)
    expect(counter(result, COUNTER_DUPLICATES)).toBe(2)
    expect(has(result, FlowBit.DUPLICATES)).toBe(true)
    expect(result.rows.map(({ a, b }) => `${a} ${b}`).slice(3)).toEqual([
      'FIN_WAIT_1 ESTABLISHED?',
      'FIN_WAIT_1 ESTABLISHED?',
      'FIN_WAIT_2? CLOSE_WAIT',
      'FIN_WAIT_2? CLOSE_WAIT',
    ])
  })

  it('is told apart from a segment that was sent again', () => {
    const again = `${OPEN}+0.1 A > B P. 1:101(100) ack 1\n+0.3 A > B P. 1:101(100) ack 1\n`
    expect(counter(track(again), COUNTER_DUPLICATES)).toBe(0)
  })
})

describe('checksums', () => {
  it('are right in what the scenario writes, IPv4 and IPv6, odd and even lengths', () => {
    const six = run(captureOf(`A = [2001:db8::1]:1\nB = [2001:db8::2]:2\n${OPEN}+0 A > B P. (1)\n+0 A > B P. (1447)\n`))
    const four = track(`${OPEN}+0 A > B P. (3)\n+0 A > B P. (40)\n`)
    for (const result of [four, six]) {
      expect([counter(result, COUNTER_BAD_CHECKSUMS), counter(result, COUNTER_OFFLOADED_CHECKSUMS)]).toEqual([0, 0])
    }
  })

  it('that are wrong are counted for their sender', () => {
    const result = track(`${OPEN}+0 B > A P. (100) badsum\n`)
    expect(counter(result, COUNTER_BAD_CHECKSUMS)).toBe(1)
    expect([has(result, FlowBit.BAD_CHECKSUM_A), has(result, FlowBit.BAD_CHECKSUM_B)]).toEqual([false, true])
  })

  it('left to the network card are no errors', () => {
    const bytes = captureOf(`${ENDPOINTS}${OPEN}`, { format: 'pcap' })
    // The first record: 24 bytes of file header, 16 of record header, 14 of Ethernet, 20 of IPv4, 16 into TCP.
    bytes.fill(0, 24 + 16 + 14 + 20 + 16, 24 + 16 + 14 + 20 + 18)
    const result = run(bytes)
    expect(counter(result, COUNTER_OFFLOADED_CHECKSUMS)).toBe(1)
    expect(counter(result, COUNTER_BAD_CHECKSUMS)).toBe(0)
  })
})

it('names segments that are longer than the peer accepts', () => {
  const result = track(`${OPEN}+0 A > B P. (1400)\n+0 A > B P. (2800)\n`)
  expect(counter(result, COUNTER_SUPER_SEGMENTS)).toBe(1)
  expect([has(result, FlowBit.SUPER_SEGMENTS_A), has(result, FlowBit.SUPER_SEGMENTS_B)]).toEqual([true, false])
})

it('keeps the drops that the capturing program told, the newest count of each interface', () => {
  for (const isLittle of [true, false]) {
    const writer = new PcapngWriter(isLittle)
    const bytes = joinChunks([
      writer.section({ application: 'test' }),
      writer.interface({ linkType: 1 }),
      writer.interface({ linkType: 1 }),
      writer.statistics({ time: 0n, dropped: 5n }, 0),
      writer.statistics({ time: 0n, dropped: 2n }, 1),
      writer.statistics({ time: 1n, dropped: 7n }, 0),
    ])
    expect(counter(run(bytes), COUNTER_DROPS)).toBe(9)
  }
})

it('adds up the drops that packets tell, beside which statistics count where they tell more', () => {
  const drops = (count: number): Uint8Array => Uint8Array.of(4, 0, 8, 0, count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  const writer = new PcapngWriter()
  const head = [writer.section({}), writer.interface({ linkType: 1 })]
  const packetOf = (count: number): Uint8Array => {
    const body = writer.packet({ time: 0n, bytes: Uint8Array.of(1, 2, 3, 4), originalLength: 4 }).slice(8, -4)
    return writer.block(6, joinChunks([body, drops(count)]))
  }
  const dropped = (...blocks: Uint8Array[]): number => counter(run(joinChunks([...head, ...blocks])), COUNTER_DROPS)
  expect(dropped(packetOf(3), packetOf(4))).toBe(7)
  expect(dropped(packetOf(3), writer.statistics({ time: 1n, dropped: 5n }), packetOf(4))).toBe(7)
  expect(dropped(packetOf(3), writer.statistics({ time: 1n, dropped: 9n }))).toBe(9)
})

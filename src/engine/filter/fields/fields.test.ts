import { beforeAll, describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { coreOf, memorySource } from '../../capture.fixture'
import { SegmentRecord } from '../../segmentRecord'
import { Judge } from '../../verdicts/judge'
import { type Filtered, passingSegments, readFilter } from '../index'
import { holdsAt } from '../run/holds'
import { Row } from '../run/row'

const ARP = 'frame x"ffffffffffff 00005e005301 0806 0001080006040001 00005e005301 0a000005 000000000000 0a000001"'
const PLENTY = 5000

/** Frames that hold no segment come between, before the first page's end and at its end. */
const SCRIPT = `
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 ${ARP}
+0.5 A > B S <mss 1460, sackOK, TS val 1 ecr 0, nop, wscale 7>
+0.25 B > A S. <mss 1460, sackOK, TS val 1 ecr 1, nop, wscale 7>
+0.125 A > B . <nop, nop, TS val 2 ecr 1>
+0.1 ${ARP}
+0.1 ${ARP}
+0.3 A > B P. 1:101(100) <nop, nop, TS val 3 ecr 1>
+0.1 A > B P. 201:301(100) <nop, nop, TS val 3 ecr 1>
+0.01 B > A . ack 101 <nop, nop, sack 201:301>
+0.01 B > A . ack 101 <nop, nop, sack 201:301>
+0.01 B > A . ack 101 <nop, nop, sack 201:301>
+1 A > B P. 101:201(100) <nop, nop, TS val 4 ecr 1>
${`+0.001 A > B P. (1)\n`.repeat(PLENTY)}+0.2 ${ARP}
+0.3 B > A F. ack 301
+0.1 A > B R.
`

function withReservedBits(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes)
  // The first segment's header: ports 51514 and 80.
  const at = changed.indexOf(Buffer.of(0xc9, 0x3a, 0, 80))
  changed[at + 12] = (changed[at + 12] as number) | 0x0e
  return changed
}

let capture: Filtered
let frames: (text: string) => number[]

beforeAll(async () => {
  const bytes = withReservedBits(captureOf(SCRIPT))
  const core = await coreOf(bytes)
  core.buildIndex()
  const source = memorySource(bytes)
  capture = { core, source, judge: new Judge(core, source) }
  const segment = new SegmentRecord(core)
  frames = (text) => {
    const read = readFilter(text, 'segments')
    if (!read.ok) throw new Error(`${read.problem.column}: ${read.problem.message}`)
    const passed = passingSegments(read.node, capture)
    // Asked by the page and one by one: the same.
    const row = new Row(capture)
    for (let index = 0; index < passed.length; index += 97)
      if (index < passed.length) expect(holdsAt(read.node, row.atSegment(index))).toBe(passed[index] === 1)
    return [...passed.keys()].filter((index) => passed[index] === 1).map((index) => segment.at(index).frame)
  }
})

const LAST = 12 + PLENTY + 3

describe('fields', () => {
  test.each<[string, number[]]>([
    ['frame.time_delta == 0.5', [2]],
    ['frame.time_delta == 250ms', [3]],
    ['frame.time_delta == 0.3', [7, LAST - 1]],
    ['frame.time_delta > 0.29', [2, 7, 12, LAST - 1]],
    ['frame.time_delta < 0.001', []],
    ['tcp.time_relative == 0.375', [4]],
    ['tcp.time_delta == 0', [2]],
    ['tcp.time_delta == 0.5', [7, LAST - 1]],
    ['tcp && tcp.flags.res == 1', [2]],
    ['tcp.flags == 0xe02', [2]],
    ['tcp.flags & 0xe00', [2]],
    ['tcp.flags.str contains "S"', [2, 3]],
    ['tcp.flags.str == "RRR·······S·"', [2]],
    ['tcp.connection.syn', [2]],
    ['tcp.connection.synack', [3]],
    ['tcp.connection.fin', [LAST - 1]],
    ['tcp.connection.rst', [LAST]],
    ['tcp.option_kind == 3', [2, 3]],
    ['tcp.option_len == 4 && tcp.flags.ack == 0', [2]],
    ['tcp.options.wscale.multiplier == 128', [2, 3]],
    ['tcp.options.sack_le == 201 && tcp.options.sack_re == 301', [9, 10, 11]],
    ['tcp.options.sack.count == 1', [9, 10, 11]],
    ['tcp.analysis.duplicate_ack_num == 2', [11]],
    ['tcp.analysis.duplicate_ack_frame == 9', [10, 11]],
    ['ip.flags == 2 && tcp.connection.syn', [2]],
  ])('%s', (text, expected) => {
    expect(frames(text)).toEqual(expected)
  })

  test('time between frames is the same for each, asked by the page or alone', () => {
    expect(frames('frame.time_delta == 0.001')).toHaveLength(PLENTY)
  })

  test('data sent again tells of the oldest that waits for its ACK', async () => {
    expect(frames('tcp.analysis.rto')).toEqual(
      frames('tcp.analysis.retransmission && !tcp.analysis.fast_retransmission'),
    )
  })
})

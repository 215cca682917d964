import { describe, expect, it } from 'vitest'
import type { FieldNode, SegmentDetail } from '../../contracts/segment'
import { captureOf } from '../../scenario/capture'
import { coreOf, memorySource } from '../capture.fixture'
import { passingSegments, readFilter } from '../filter/index'
import { fragmentFrames, lastFrameOf } from '../fragments.fixture'
import { fragmentsOf } from '../packets/fragments'
import { packetReader } from '../packets/packetFacts'
import { SegmentRecord } from '../segmentRecord'
import { Judge } from '../verdicts/judge'
import { describeSegment } from './index'

const OPEN = `A = 10.0.0.5:51514
B = 192.0.2.10:443
+0 A > B S win 64240 <mss 1460, TS val 1 ecr 0>
+0.02 B > A S. win 65160 <mss 1460, TS val 7 ecr 1>
+0.001 A > B . win 502 <nop, nop, TS val 2 ecr 7>
`
const DATA = '+0.01 A > B P. 1:501(500) ack 1 win 502 <nop, nop, TS val 3 ecr 7>\n'

const walk = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...walk(node.children)])
const named = (detail: SegmentDetail | null, filter: string): FieldNode[] =>
  walk(detail?.layers ?? []).filter((node) => node.filter === filter)

/** The fourth segment, which came in the fragments of these places, in this order. */
async function inFragments(cuts: readonly number[], order: readonly number[]) {
  const frames = fragmentFrames(await lastFrameOf(captureOf(OPEN + DATA)), cuts)
  const capture = captureOf(OPEN + order.map((index) => `+0.001 ${frames[index]}`).join(''))
  const core = await coreOf(capture)
  const source = memorySource(capture)
  return { core, source, detail: describeSegment(core, source, 3) }
}

describe('a segment whose datagram came in fragments', () => {
  it('shows every fragment, and the header from all of them', async () => {
    const { core, detail } = await inFragments([16, 256], [0, 1, 2])
    expect(fragmentsOf(core, 2)).toEqual([])
    expect(detail?.frame).toBe(6)
    expect(detail?.layers.map(({ name }) => name)).toEqual(['Frame', 'Ethernet', 'IPv4', 'Fragments', 'TCP', 'Payload'])
    expect(named(detail, 'ip.fragments')[0]?.value).toBe('3, 532 B')
    expect(named(detail, 'ip.fragment').map(({ value }) => value)).toEqual([
      'frame 4: offset 0, 16 B, more fragments follow',
      'frame 5: offset 16, 240 B, more fragments follow',
      'frame 6: offset 256, 276 B, the last fragment',
    ])
    expect(named(detail, 'tcp.srcport')[0]?.value).toBe('51514')
    expect(named(detail, 'tcp.options.timestamp.tsval')[0]?.value).toBe('3')
    expect(named(detail, 'tcp.checksum')[0]?.meaning).toBe('Correct.')
    expect(named(detail, 'tcp.payload')[0]?.value).toBe('500 B')
  })

  it('marks the bytes that this frame holds, and none for those of other frames', async () => {
    const { detail } = await inFragments([16, 256], [0, 1, 2])
    const [payload] = named(detail, 'tcp.payload')
    expect([payload?.start, payload?.length]).toEqual([34, 276])
    expect(named(detail, 'tcp.srcport')[0]?.length).toBe(0)
  })

  it('reads the header where the first fragment came last', async () => {
    const { detail } = await inFragments([256], [1, 0])
    const [port] = named(detail, 'tcp.srcport')
    expect([port?.value, port?.start, port?.length]).toEqual(['51514', 34, 2])
    expect(named(detail, 'tcp.checksum')[0]?.meaning).toBe('Correct.')
  })

  it('tells verdicts what the first fragment says of the packet', async () => {
    const { core, source } = await inFragments([256], [0, 1])
    const reader = packetReader(core, source)
    const facts = reader(new SegmentRecord(core).at(3), { source: 51514, destination: 443 })
    expect(facts).toMatchObject({ ttl: 64, hasTimestamps: true, timestamp: 3, timestampEcho: 7 })
  })

  it('is filtered by its whole header and payload', async () => {
    const { core, source } = await inFragments([16, 256], [0, 1, 2])
    const capture = { core, source, judge: new Judge(core, source) }
    const passes = (text: string): number | undefined => {
      const read = readFilter(text, 'segments', 0n)
      return read.ok ? passingSegments(read.node, capture)[3] : undefined
    }
    for (const text of [
      'tcp.hdr_len == 32',
      'tcp.options.timestamp.tsval == 3',
      'len(tcp.payload) == 500',
      'tcp[0:2] == c9:3a',
      'ip.frag_offset == 32',
      'ip[9] == 6',
    ])
      expect(passes(text), text).toBe(1)
    expect(passes('tcp.hdr_len == 20')).toBe(0)
  })

  it('keeps to the first of overlapping bytes', async () => {
    const frames = fragmentFrames(await lastFrameOf(captureOf(OPEN + DATA)), [64])
    const other = fragmentFrames(await lastFrameOf(captureOf(OPEN + DATA.replace('500) ack 1', '500) ack 9'))), [64])
    const capture = captureOf(`${OPEN}+0.001 ${frames[0]}+0.001 ${other[0]}+0.001 ${frames[1]}`)
    const core = await coreOf(capture)
    const detail = describeSegment(core, memorySource(capture), 3)
    expect(named(detail, 'ip.fragment')).toHaveLength(3)
    expect(named(detail, 'tcp.ack')[0]?.value).toMatch(/^1\b/)
    expect(named(detail, 'tcp.checksum')[0]?.meaning).toBe('Correct.')
  })
})

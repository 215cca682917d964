import { describe, expect, it } from 'vitest'
import type { FieldNode, SegmentDetail } from '../../contracts/segment'
import { captureOf } from '../../scenario/capture'
import { coreOf, memorySource } from '../capture.fixture'
import { describeSegment } from './index'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const FLOW = `${ENDPOINTS}iss A = 4294967200
+0 A > B S win 64240 <mss 1460, sackOK, TS val 1 ecr 0, nop, wscale 7>
+0.020 B > A S. win 65160 <mss 1400, nop, wscale 9>
+0.001 A > B . win 502
+0.001 A > B P. (412)
+0.030 B > A . win 501
+0.500 A > B F.
+0.028 B > A .
`
async function described(script: string, pcap = false): Promise<SegmentDetail[]> {
  const bytes = captureOf(script, pcap ? { format: 'pcap', littleEndian: false } : {})
  const core = await coreOf(bytes)
  const source = memorySource(bytes)
  const all = Array.from({ length: core.segmentLimit() }, (_, segment) => describeSegment(core, source, segment))
  return all.filter((detail) => detail !== null)
}
const walk = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...walk(node.children)])
const value = (detail: SegmentDetail | undefined, filter: string): string | undefined =>
  walk(detail?.layers ?? []).find((node) => node.filter === filter)?.value

describe('describeSegment', () => {
  it('reads the frame back from either format and lays its layers out', async () => {
    for (const pcap of [false, true]) {
      const details = await described(FLOW, pcap)
      expect(details.map(({ frame }) => frame)).toEqual([1, 2, 3, 4, 5, 6, 7])
      expect(details[3]?.layers.map(({ name }) => name)).toEqual(['Frame', 'Ethernet', 'IPv4', 'TCP', 'Payload'])
      expect(details[3]?.bytes).toHaveLength(details[3]?.originalLength ?? 0)
      expect(value(details[3], 'frame.time')).toMatch(/^2026-01-15 09:30:00\.022000000 UTC$/)
    }
  })

  it('shows relative numbers beside those on the wire, also past 2^32', async () => {
    const details = await described(FLOW)
    expect(value(details[3], 'tcp.seq')).toBe('1')
    expect(value(details[3], 'tcp.seq_raw')).toBe('4294967201')
    expect(value(details[5], 'tcp.seq')).toBe('413')
    expect(value(details[5], 'tcp.seq_raw')).toBe('317')
    expect(details.map((detail) => value(detail, 'tcp.nxtseq'))).toEqual(['1', '1', '1', '413', '1', '414', '1'])
    expect(value(details[3], 'tcp.len')).toBe('412')
  })

  it('counts the edges of SACK blocks as the peer’s sequence numbers', async () => {
    const sack = '+0.01 A > B P. 413:513(100)\n+0.01 B > A . ack 413 <sack 413:513>\n'
    const details = await described(FLOW.replace('+0.030 B > A . win 501\n', `+0.030 B > A . win 501\n${sack}`))
    expect(walk(details[6]?.layers ?? []).filter(({ filter }) => filter.startsWith('tcp.options.sack'))).toMatchObject([
      { filter: 'tcp.options.sack' },
      { filter: 'tcp.options.sack_le', value: '413', meaning: 'On the wire 317.' },
      { filter: 'tcp.options.sack_re', value: '513' },
    ])
  })

  it('sums up what each ACK answers', async () => {
    const details = await described(FLOW)
    expect(details.map((detail) => value(detail, 'tcp.ack'))).toEqual([
      '0',
      '1 = 0 + 1 (SYN)',
      '1 = 0 + 1 (SYN)',
      expect.stringMatching(/^1/),
      '413 = 1 + 412 B',
      expect.stringMatching(/^1/),
      '414 = 413 + 1 (FIN)',
    ])
  })

  it('scales windows by what their own sender offered, a SYN’s never', async () => {
    const details = await described(FLOW)
    const windows = details.map((detail) => value(detail, 'tcp.window_size'))
    expect(windows.slice(0, 5)).toEqual([
      '64,240',
      '65,160',
      '64,256 (502 × 128)',
      '64,256 (502 × 128)',
      '256,512 (501 × 512)',
    ])
  })

  it('tells bytes in flight, the round trip by timestamps, and what is dropped or challenged', async () => {
    const ts = (value: number, echo: number): string => `<nop, nop, TS val ${value} ecr ${echo}>`
    const open = `${ENDPOINTS}+0 A > B S <mss 1460, TS val 100 ecr 0>\n+0.02 B > A S. <mss 1460, TS val 7 ecr 100>\n+0.001 A > B . ${ts(120, 7)}\n`
    const data = `+0.1 A > B P. (400) ${ts(220, 7)}\n+0.01 A > B P. (100) ${ts(230, 7)}\n+0.03 B > A . ack 401 ${ts(50, 220)}\n`
    const dropped = `+1 A > B P. 501:511(10) ack 1 ${ts(90, 7)}\n+0.02 B > A . ack 501 ${ts(60, 230)}\n+0.02 A > B P. 501:511(10) ack 1 ${ts(80, 7)}\n+0.02 B > A . ack 501 ${ts(60, 230)}\n`
    const details = await described(open + data + dropped)
    const named = (detail: SegmentDetail | undefined, name: string): FieldNode | undefined =>
      walk(detail?.layers ?? []).find((node) => node.name === name)
    expect(details.map((detail) => value(detail, 'tcp.analysis.bytes_in_flight')).slice(3, 5)).toEqual(['400', '500'])
    expect(value(details[4], 'tcp.analysis.push_bytes_sent')).toBe('100')
    expect(named(details[1], '[Round trip by timestamps]')).toMatchObject({ value: '20 ms' })
    expect(named(details[5], '[Round trip by timestamps]')).toMatchObject({
      value: '40 ms',
      meaning: 'Since frame 4, whose timestamp this segment echoes (RFC 7323 §4).',
    })
    expect(named(details[8], '[Dropped]')?.value).toBe('timestamp too old')
    expect(named(details[9], '[Answer]')?.meaning).toContain('Answers frame 9')
  })

  it('describes frames of segmentation offload, larger than what is read at first', async () => {
    const big = `${ENDPOINTS}+0 A > B P. (65400)\n+0.01 B > A P. (65495)\n+0.01 A > B .\n`
    const details = await described(big)
    expect(details.map((detail) => value(detail, 'tcp.payload'))).toEqual(['65.4 kB', '65.5 kB', undefined])
    expect(details[1]?.bytes).toHaveLength(65549)
  })

  it('says so when the file is no longer what it was', async () => {
    const bytes = captureOf(FLOW)
    const core = await coreOf(bytes)
    expect(() => describeSegment(core, memorySource(bytes.subarray(0, 200)), 3)).toThrow(
      /the file changed since it was read/,
    )
  })

  it('answers null for an index that no segment has', async () => {
    const bytes = captureOf(FLOW)
    const core = await coreOf(bytes)
    const holes = Array.from({ length: core.segmentLimit() }, (_, i) => describeSegment(core, memorySource(bytes), i))
    expect(holes.filter((detail) => detail !== null)).toHaveLength(7)
  })
})

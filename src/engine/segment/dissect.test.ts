import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinkType } from '../../contracts/abi'
import type { FieldNode } from '../../contracts/segment'
import { frameNumber } from '../../contracts/units'
import { dissect } from './dissect'
import { FrameBytes } from './frameBytes'
import type { SegmentFacts } from './segmentFacts'

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(/\s/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const walk = (nodes: readonly FieldNode[]): FieldNode[] => nodes.flatMap((node) => [node, ...walk(node.children)])
const tree = (
  hex: string,
  linkType: number,
  facts: SegmentFacts | null = null,
  original?: number,
): readonly FieldNode[] => {
  const bytes = bytesOf(hex)
  return dissect(new FrameBytes(bytes, original ?? bytes.length), linkType, facts)
}
const find = (nodes: readonly FieldNode[], filter: string): FieldNode => {
  const found = walk(nodes).find((node) => node.filter === filter)
  if (found === undefined) throw new Error(`no ${filter} in ${walk(nodes).map((node) => node.filter)}`)
  return found
}
const names = (nodes: readonly FieldNode[]): string[] => nodes.map((node) => node.name)

// 10.0.0.1:40000 → 10.0.0.2:80, checksums right.
const IP = '4500 0034 0001 4000 4006 26c1 0a000001 0a000002'
const SYN_TCP = '9c40 0050 00000064 00000000 8002 faf0 0000 0000 0204 05b4 0101 0402 0103 0307'
const SYN = `${IP} ${SYN_TCP}`

describe('dissect', () => {
  it('reads Ethernet, VLAN tags, IPv4 and TCP with Wireshark’s filter names and the bytes of each field', () => {
    const nodes = tree(`001122334455 66778899aabb 8100 2064 0800 ${SYN}`, LinkType.ETHERNET)
    expect(names(nodes)).toEqual(['Ethernet', 'VLAN tag', 'IPv4', 'TCP'])
    expect(find(nodes, 'vlan.id')).toMatchObject({ value: '100', start: 14, length: 2 })
    expect(find(nodes, 'ip.src')).toMatchObject({ value: '10.0.0.1', start: 30, length: 4 })
    expect(find(nodes, 'tcp.srcport')).toMatchObject({ value: '40000', start: 38, length: 2 })
    expect(find(nodes, 'tcp.flags')).toMatchObject({ value: 'SYN', meaning: '0x002', start: 50, length: 2 })
    expect(find(nodes, 'tcp.options.mss_val').value).toBe('1460')
    expect(find(nodes, 'tcp.options.wscale').value).toBe('× 128')
    expect(find(nodes, 'tcp.options.sack_perm').name).toBe('SACK permitted')
  })

  it('follows every link type and tunnel to the segment inside', () => {
    const udp = (port: string, inner: string): string => {
      const length = (bytesOf(inner).length + 8).toString(16).padStart(4, '0')
      const total = (bytesOf(inner).length + 28).toString(16).padStart(4, '0')
      return `4500 ${total} 0001 0000 4011 0000 0a000001 0a000002 c000 ${port} ${length} 0000 ${inner}`
    }
    const ethernet = `001122334455 66778899aabb 0800 ${SYN}`
    const frames: readonly (readonly [LinkType, string])[] = [
      [LinkType.NULL, `02000000 ${SYN}`],
      [LinkType.LOOP, `00000002 ${SYN}`],
      [LinkType.RAW, SYN],
      [LinkType.IPV4, SYN],
      [LinkType.PPP, `ff03 0021 ${SYN}`],
      [LinkType.PPP_HDLC, `21 ${SYN}`],
      [LinkType.PPP_ETHER, `1100 0001 0036 0021 ${SYN}`],
      [LinkType.C_HDLC, `0f00 0800 ${SYN}`],
      [LinkType.FDDI, `50 001122334455 66778899aabb aaaa03 000000 0800 ${SYN}`],
      [LinkType.LINUX_SLL, `0000 0001 0006 0011223344550000 0800 ${SYN}`],
      [LinkType.LINUX_SLL2, `0800 0000 00000001 0001 00 06 0011223344550000 ${SYN}`],
      [LinkType.IEEE802_11, `0801 0000 001122334455 66778899aabb ccddeeff0011 0000 aaaa03 000000 0800 ${SYN}`],
      [
        LinkType.IEEE802_11_RADIOTAP,
        `00 00 0800 00000000 0801 0000 001122334455 66778899aabb ccddeeff0011 0000 aaaa03 000000 0800 ${SYN}`,
      ],
      [
        LinkType.IEEE802_11_AVS,
        `80211001 00000008 0801 0000 001122334455 66778899aabb ccddeeff0011 0000 aaaa03 000000 0800 ${SYN}`,
      ],
      [LinkType.IEEE802_5, `0040 001122334455 66778899aabb aaaa03 000000 0800 ${SYN}`],
      [LinkType.PPI, `0000 0800 01000000 001122334455 66778899aabb 0800 ${SYN}`],
      [LinkType.PKTAP, `0c000000 01000000 01000000 001122334455 66778899aabb 0800 ${SYN}`],
      [LinkType.NFLOG, `02 00 0000 0500 0a00 61000000 3800 0900 ${SYN}`],
      [LinkType.IPOIB, `${'00'.repeat(40)} 0800 0000 ${SYN}`],
      [LinkType.SLIP, `0040 ${'00'.repeat(14)} ${SYN}`],
      [LinkType.ETHERNET, `001122334455 66778899aabb 8903 0001 001122334455 66778899aabb 0800 ${SYN}`],
      [LinkType.ETHERNET, `001122334455 66778899aabb 005a aaaa03 000000 0800 ${SYN}`],
      [LinkType.ETHERNET, `001122334455 66778899aabb 8847 00064040 000c8140 ${SYN}`],
      [LinkType.ETHERNET, `001122334455 66778899aabb 8864 1100 0001 0036 0021 ${SYN}`],
      [LinkType.RAW, `4500 004c 0001 0000 402f 0000 0a000001 0a000002 2000 0800 00000007 ${SYN}`],
      [LinkType.RAW, `4500 0048 0001 0000 4004 0000 0a000001 0a000002 ${SYN}`],
      [LinkType.RAW, udp('12b5', `08000000 00002a00 ${ethernet}`)],
      [LinkType.RAW, udp('17c1', `0000 6558 00002a00 ${ethernet}`)],
      [LinkType.RAW, udp('0868', `30ff 0034 00000001 ${SYN}`)],
    ]
    for (const [linkType, hex] of frames) expect(names(tree(hex, linkType)), hex).toContain('TCP')
  })

  it('gives numbers where Wireshark has numbers: flags, offsets, tunnels', () => {
    const values = (hex: string, linkType: number, filters: readonly string[]): string[] => {
      const nodes = tree(hex, linkType)
      return filters.map((filter) => find(nodes, filter).value)
    }
    const fragment = SYN.replace('4000 4006', '2003 4006')
    expect(values(fragment, LinkType.RAW, ['ip.flags', 'ip.flags.mf', 'ip.flags.df', 'ip.frag_offset'])).toEqual([
      'more fragments follow',
      'set',
      'not set',
      '3',
    ])
    expect(find(tree(fragment, LinkType.RAW), 'ip.flags')).toMatchObject({ meaning: '0x1', length: 1 })
    expect(values(SYN.replace('4500 0034', '4502 0000'), LinkType.RAW, ['ip.len'])).toEqual(['52'])
    expect(find(tree(SYN.replace('8002', '8c02'), LinkType.RAW), 'tcp.flags').meaning).toBe('0xc02')
    const tagged = `001122334455 66778899aabb 893f 3001 1002 0304 0800 ${SYN}`
    const channels = ['etag.pcp', 'etag.dei', 'etag.iecid_base', 'etag.group', 'etag.ecid_base', 'etag.ecid_ext']
    expect(values(tagged, LinkType.ETHERNET, channels)).toEqual(['1', 'yes', '1', '1', '2', '4'])
    const cooked = (length: string): string => `0000 0001 ${length} 0a00000100000000 0800 ${SYN}`
    expect(values(cooked('0004'), LinkType.LINUX_SLL, ['sll.src.ipv4'])).toEqual(['10.0.0.1'])
    expect(walk(tree(cooked('0000'), LinkType.LINUX_SLL)).some(({ name }) => name === 'Link address')).toBe(false)
  })

  it('reads IPv6 and its extension headers', () => {
    const hex = `6000 0000 0030 0040 ${'00'.repeat(15)}01 ${'00'.repeat(15)}02 2c00 0104 00000000 0600 0000 00000009 ${SYN_TCP}`
    const nodes = tree(hex, LinkType.RAW)
    expect(names(nodes)).toEqual(['IPv6', 'Hop-by-hop options', 'Fragment header', 'TCP'])
    expect(find(nodes, 'ipv6.src').value).toBe('::1')
    expect(find(nodes, 'ip.version').value).toBe('6')
  })

  it('says whether a checksum is right, left to the card, wrong, or not to be known', () => {
    const checked = (checksum: string, hex = SYN_TCP): string => hex.replace('faf0 0000', `faf0 ${checksum}`)
    const meaning = (checksum: string, original?: number): string =>
      find(tree(`${IP} ${checked(checksum)}`, LinkType.RAW, null, original), 'tcp.checksum').meaning
    const right = /should be 0x([0-9a-f]{4})/.exec(meaning('1234'))?.[1] ?? ''
    expect(right).toMatch(/^[0-9a-f]{4}$/)
    expect(meaning(right)).toBe('Correct.')
    expect(meaning('0000')).toBe('Unset: filled in by the network card (offload).')
    // 0a00+0001 + 0a00+0002 + 6 + 32: the pseudo header's sum, as Linux leaves it for the card.
    expect(meaning('1429')).toBe('Unset: filled in by the network card (offload).')
    const long = `4500 0440 0001 4000 4006 0000 0a000001 0a000002 ${SYN_TCP}`
    expect(find(tree(long, LinkType.RAW, null, 1088), 'tcp.checksum').meaning).toBe(
      'Not verifiable: the capture cut the segment.',
    )
    expect(find(tree(SYN, LinkType.RAW), 'ip.checksum').meaning).toBe('Correct.')
  })

  it('shows what the acknowledgment number sums to, and the scaled window, of the segment meant', () => {
    const facts: SegmentFacts = {
      seq: 0x1000,
      ack: 0x2000,
      sourcePort: 8443,
      relativeSeq: 51245,
      relativeAck: 414,
      acked: { frame: frameNumber(812), relativeSeq: 413, length: 0, hasSyn: false, hasFin: true, rttNs: 28e6 },
      windowFactor: 128,
      analysis: 0x0840,
      isTooOld: false,
      challenge: null,
      conversation: { inFlight: null, pushedBytes: null, echo: null },
      datagram: null,
    }
    const hex = '4500 0028 0001 4000 4006 0000 0a000002 0a000001 20fb c000 00001000 00002000 5010 01f5 0000 0000'
    const nodes = tree(hex, LinkType.RAW, facts)
    expect(find(nodes, 'tcp.seq')).toMatchObject({ value: '51,245', meaning: 'Takes no sequence number.' })
    expect(find(nodes, 'tcp.ack')).toMatchObject({
      value: '414 = 413 + 1 (FIN)',
      meaning: 'Next expected: 414. Answers frame 812, 28 ms later.',
    })
    expect(find(nodes, 'tcp.window_size').value).toBe('64,128 (501 × 128)')
    expect(find(nodes, 'tcp.analysis.flags').value).toBe('duplicate ack, window update')
    const other = tree(hex, LinkType.RAW, { ...facts, seq: 0x1001 })
    expect(walk(other).some((node) => node.filter === 'tcp.seq')).toBe(false)
  })

  it('decodes every option, and keeps what it does not know as bytes', () => {
    const options = [
      '02 04 05b4',
      '03 03 10',
      '04 02',
      '05 0a 00000001 00000005',
      '08 0a 00000001 00000002',
      '22 02',
      '1e 04 2000',
    ].join('')
    const more = ['13 12 00112233445566778899aabbccddeeff', '1d 06 01 02 aabb', 'fe 04 f989', '45 04 aabb', '00'].join(
      '',
    )
    const segment = (hex: string): readonly FieldNode[] => {
      const padded = hex.replaceAll(' ', '').padEnd(Math.ceil(hex.replaceAll(' ', '').length / 8) * 8, '0')
      const words = (5 + padded.length / 8).toString(16)
      const total = (40 + padded.length / 2).toString(16).padStart(4, '0')
      return tree(
        `4500 ${total} 0001 4000 4006 0000 0a000002 0a000001 20fb c000 00001000 00002000 ${words}010 01f5 0000 0000 ${padded}`,
        LinkType.RAW,
      )
    }
    expect(names(find(segment(options), 'tcp.options').children).slice(0, 7)).toEqual([
      'Maximum segment size',
      'Window scale',
      'SACK permitted',
      'Selective acknowledgment',
      'Timestamps',
      'Fast open',
      'Multipath TCP',
    ])
    expect(find(segment(options), 'tcp.options.wscale').meaning).toContain('count as 14')
    expect(find(segment(options), 'mptcp').value).toBe('DSS')
    expect(find(segment(options), 'tcp.options.sack_re').value).toBe('5')
    expect(find(segment(more), 'tcp.options.experimental.exid').value).toBe('0xf989')
    const ends = find(segment('00 00 01 02'), 'tcp.options').children
    expect(names(ends)).toEqual(['End of options', 'End of options', 'Padding'])
    expect(names(find(segment(more), 'tcp.options').children).slice(0, 5)).toEqual([
      'MD5 signature',
      'Authentication',
      'Fast open',
      'Encryption negotiation',
      'End of options',
    ])
    const malformed = find(segment('0101 02 40'), 'tcp.options').children.at(-1)
    expect(malformed).toMatchObject({
      value: 'malformed',
      meaning: 'At offset 42: length 64, 2 bytes are left of the header.',
    })
    expect(find(segment('02 03 05 00'), 'tcp.options.mss').meaning).toContain('length 3 at offset 41')
  })

  it('says where a header is cut or malformed', () => {
    const cut = tree(SYN.slice(0, 60), LinkType.RAW, null, 52)
    expect(cut.at(-1)).toMatchObject({ name: 'TCP', value: 'cut short by the capture' })
    const short = tree('4500 0018 0001 4000 4006 0000 0a000001 0a000002 9c40 0050', LinkType.RAW)
    expect(short.at(-1)).toMatchObject({ value: 'malformed', start: 20, length: 4 })
    const offset = tree(SYN.replace('8002', '1002'), LinkType.RAW)
    expect(find(offset, 'tcp.hdr_len').meaning).toContain('Malformed')
  })

  it('never throws on any bytes, and keeps every field within the frame', () => {
    const linkTypes = Object.values(LinkType).filter((value) => typeof value === 'number')
    const frames = fc.uint8Array({ maxLength: 200 })
    const seeded = fc.tuple(
      frames,
      fc.constantFrom(...linkTypes),
      fc.nat(4000),
      fc.constantFrom('', SYN, `001122334455 66778899aabb 0800 ${SYN}`),
    )
    fc.assert(
      fc.property(
        seeded,
        fc.array(fc.tuple(fc.nat(90), fc.nat(255)), { maxLength: 6 }),
        ([random, linkType, more, start], edits) => {
          const bytes = Uint8Array.from([...bytesOf(start), ...random])
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value
          const nodes = dissect(new FrameBytes(bytes, bytes.length + more), linkType, null)
          for (const node of walk(nodes)) {
            expect(node.start).toBeGreaterThanOrEqual(0)
            expect(node.length).toBeGreaterThanOrEqual(0)
            expect(node.start + node.length).toBeLessThanOrEqual(bytes.length)
          }
        },
      ),
      { numRuns: 3000, seed: 9293 },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { build } from './build'
import { internetChecksum } from './checksum'
import { parse } from './parse'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\niss A = 1000\niss B = 5000\n'
const IPV6 = 'A = [2001:db8::a]:51514\nB = [2001:db8::b]:443\n'
const TCP = 14 + 20

const frames = (lines: string, endpoints = ENDPOINTS) => build(parse(endpoints + lines))
const view = (frame: { bytes: Uint8Array } | undefined) => {
  if (frame === undefined) throw new Error('no frame')
  return new DataView(frame.bytes.buffer, frame.bytes.byteOffset, frame.bytes.byteLength)
}
const numbers = (lines: string, endpoints?: string) =>
  frames(lines, endpoints).map((frame) => ({
    seq: view(frame).getUint32(TCP + 4),
    ack: view(frame).getUint32(TCP + 8),
  }))
const optionsHex = (options: string) =>
  Buffer.from(frames(`+0 A > B . <${options}>`)[0]?.bytes.subarray(TCP + 20) ?? []).toString('hex')

describe('frames of a segment script', () => {
  test('bear correct checksums of IP and TCP', () => {
    const [first] = frames('+0 A > B P. 1:4(3) ack 1 "odd"')
    const ip = first?.bytes.subarray(14, TCP) ?? new Uint8Array(0)
    const tcp = first?.bytes.subarray(TCP) ?? new Uint8Array(0)
    expect(internetChecksum(ip)).toBe(0)
    expect(internetChecksum(ip.subarray(12), Uint8Array.of(0, 6, 0, tcp.length), tcp)).toBe(0)
  })

  test('bear correct checksums over IPv6, and wrong ones where the script asks for that', () => {
    const sums = frames('+0 A > B P. "odd"\n+0 A > B . badsum', IPV6).map(({ bytes }) => {
      const tcp = bytes.subarray(14 + 40)
      return internetChecksum(bytes.subarray(14 + 8, 14 + 40), Uint8Array.of(0, 0, 0, tcp.length, 0, 0, 0, 6), tcp)
    })
    expect(sums[0]).toBe(0)
    expect(sums[1]).not.toBe(0)
  })

  test('count sequence numbers from each endpoint’s initial one, and wrap at 2^32', () => {
    expect(numbers('+0 A > B S 0:0(0)\n+0 B > A S. 0:0(0) ack 1\n+0 A > B P. 301:311(10) ack 1', ENDPOINTS)).toEqual([
      { seq: 1000, ack: 0 },
      { seq: 5000, ack: 1001 },
      { seq: 1301, ack: 5001 },
    ])
    expect(numbers('iss A = 4294967000\n+0 A > B . 301:301(0) ack 4294962297\n+0 A > B R =7:7(0) ack =9')).toEqual([
      { seq: 5, ack: 1 },
      { seq: 7, ack: 9 },
    ])
  })

  test('go on where the script leaves numbers out, past losses', () => {
    const lines = [
      '+0 A > B S',
      '+0 B > A S.',
      '+0 A > B P. (100)',
      '+0 A > B P. (100) lost',
      '+0 A > B P. (100)',
      '+0 B > A .',
      '+0 A > B P. 101:201(100)',
      '+0 B > A .',
      '+0 A > B P. (9) dropped',
      '+0 B > A .',
      '+0 A > B F. 301:301(0) unseen',
      '+0 B > A .',
    ]
    expect(numbers(lines.join('\n'))).toEqual([
      { seq: 1000, ack: 0 },
      { seq: 5000, ack: 1001 },
      { seq: 1001, ack: 5001 },
      { seq: 1201, ack: 5001 },
      { seq: 5001, ack: 1101 },
      { seq: 1101, ack: 5001 },
      { seq: 5001, ack: 1301 },
      { seq: 1301, ack: 5001 },
      { seq: 5001, ack: 1301 },
      { seq: 5001, ack: 1302 },
    ])
  })

  test('begin anew with a new initial sequence number', () => {
    expect(numbers('+0 A > B P. 1:11(10)\niss A = 7000\n+0 A > B S')[1]).toEqual({ seq: 7000, ack: 0 })
  })

  test('happen at relative and absolute times, repeats included', () => {
    const script = 'start = 100\n+0.5 A > B S repeat 3 every 1\n+0.25 B > A R\n@0.000000001 A > B S'
    expect(frames(script).map(({ time }) => time)).toEqual([
      100_500_000_000n,
      101_500_000_000n,
      102_500_000_000n,
      102_750_000_000n,
      100_000_000_001n,
    ])
  })

  test('carry the same filler whenever the same sequence numbers are sent', () => {
    const [whole, half] = frames('+0 A > B P. 1:201(200)\n+0 A > B P. 101:201(100)')
    expect(whole?.bytes.subarray(-100)).toEqual(half?.bytes.subarray(-100))
  })

  test('are cut by a snap length or by their line, and say how long they were', () => {
    const [all, cut, capped] = frames('+0 A > B P. (100)\n+0 A > B P. (100) cut 40')
      .concat(frames('snaplen = 60\n+0 A > B P. (100)'))
      .map(({ bytes, originalLength }) => [bytes.length, originalLength])
    expect([all, cut, capped]).toEqual([
      [154, 154],
      [40, 154],
      [60, 154],
    ])
  })

  test('carry VLAN tags, padding, time to live, identification and any data offset', () => {
    const [frame] = frames('+0 A > B . vlan 10.20 pad 6 ttl 3 ipid 77 tos 4 doff 15')
    expect(Buffer.from(frame?.bytes ?? []).toString('hex', 12, 22)).toBe('8100000a810000140800')
    expect(frame?.bytes.length).toBe(14 + 8 + 20 + 20 + 6)
    const header = view(frame)
    expect([header.getUint8(22 + 8), header.getUint16(22 + 4), header.getUint8(22 + 1)]).toEqual([3, 77, 4])
    expect(header.getUint8(22 + 20 + 12) >> 4).toBe(15)
  })

  test('encode every TCP option', () => {
    expect(optionsHex('mss 1460, sackOK, TS val 1 ecr 2, nop, wscale 7')).toBe(
      '020405b40402080a0000000100000002' + '01030307',
    )
    expect(optionsHex('nop, nop, sack 1:101 201:301')).toBe('01010512' + '00001389000013ed' + '00001451000014b5')
    expect(optionsHex('fastopen')).toBe('22020000')
    expect(optionsHex('fastopen x"0011223344556677"')).toBe('220a00112233445566770000')
    expect(optionsHex(`md5 x"${'ab'.repeat(16)}"`)).toBe(`1312${'ab'.repeat(16)}0000`)
    expect(optionsHex('ao 1 2 x"cafe"')).toBe('1d060102cafe0000')
    expect(optionsHex('mptcp x"0081"')).toBe('1e040081')
    expect(optionsHex('kind 254 x"01", eol')).toBe('fe030100')
  })

  test('run timestamps by their own clock where the script leaves them open', () => {
    const lines = 'options A = <nop, nop, TS>\n+0 B > A . <TS val 77 ecr 0>\n+0 A > B .\n+0.5 A > B .\n+0 A > B R'
    const [, first, second, reset] = frames(lines).map(view)
    const stamp = (frame: DataView | undefined) => [frame?.getUint32(TCP + 24), frame?.getUint32(TCP + 28)]
    expect(stamp(first)[1]).toBe(77)
    expect((stamp(second)[0] ?? 0) - (stamp(first)[0] ?? 0)).toBe(500)
    expect(reset?.byteLength).toBe(TCP + 20)
  })

  test('may be any bytes, and keep their comments', () => {
    const [any, commented] = frames('+0 frame x"0102"\n+0 A > B S comment "here it begins"')
    expect(any).toMatchObject({ bytes: Uint8Array.of(1, 2), originalLength: 2, comments: [] })
    expect(commented?.comments).toEqual(['here it begins'])
  })

  test('are refused with line and column where they can’t exist', () => {
    expect(() => frames('+0 A > B P. (2) "abc"')).toThrow('line 5, column 4: 3 bytes of payload in a segment of 2')
    expect(() => frames(`+0 A > B . <md5 x"${'00'.repeat(16)}", kind 9 x"${'00'.repeat(30)}">`)).toThrow(
      'line 5, column 4: 52 bytes of options: 40 fit',
    )
    expect(() => frames('+0 A > B P. (65535)')).toThrow('the segment is longer than an IP packet can be')
    expect(() => frames('C = [2001:db8::1]:1\n+0 A > C S')).toThrow('line 6, column 4: one endpoint is IPv4, the other')
  })
})

import { describe, expect, test } from 'vitest'
import { Flag } from '../contracts/abi'
import { ScriptError } from './cursor'
import { parse } from './parse'
import type { SegmentStatement } from './script'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = [2001:db8::b]:443\nC = 192.0.2.1:80\n'

function segment(line: string): SegmentStatement {
  const found = parse(ENDPOINTS + line).statements.at(-1)
  if (found?.kind !== 'segment') throw new Error(`no segment: ${line}`)
  return found
}

function mistake(text: string): { line: number; column: number; reason: string } {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ScriptError) return { line: error.line, column: error.column, reason: error.reason }
    throw error
  }
  throw new Error(`parsed: ${text}`)
}

describe('segment script', () => {
  test('begins with its title and sentence', () => {
    const script = parse('# Title\n# One sentence,\n# in two lines.\n\n# not this one\nA = 10.0.0.1:1\n')
    expect(script.title).toBe('Title')
    expect(script.sentence).toBe('One sentence, in two lines.')
    expect(parse('A = 10.0.0.1:1 # a comment').title).toBe('')
  })

  test('reads endpoints of both address families', () => {
    const [a, b] = parse(ENDPOINTS).statements
    expect(a).toMatchObject({ name: 'A', address: Uint8Array.of(10, 0, 0, 5), port: 51514 })
    expect(b).toMatchObject({ name: 'B', port: 443 })
    expect(b?.kind === 'endpoint' && Buffer.from(b.address).toString('hex')).toBe('20010db800000000000000000000000b')
  })

  test('reads a packetdrill line whole', () => {
    const { from, to, flags, moment, fields } = segment(
      '+0.010 A > C S. 0:0(0) ack 1 win 64240 <mss 1460, sackOK, TS val 1 ecr 0, nop, wscale 7>',
    )
    expect({ from, to, flags, moment }).toEqual({
      from: 'A',
      to: 'C',
      flags: Flag.SYN | Flag.ACK,
      moment: { isRelative: true, ns: 10_000_000n },
    })
    expect(fields).toEqual({
      seq: { value: 0, isRaw: false },
      length: 0,
      ack: { value: 1, isRaw: false },
      win: 64240,
      options: [
        { option: 'mss', bytes: 1460 },
        { option: 'sackOK' },
        { option: 'TS', value: 1, echo: 0 },
        { option: 'nop' },
        { option: 'wscale', shift: 7 },
      ],
    })
  })

  test('reads payload as text with escapes and as hex', () => {
    expect(segment('+0 A > C P. "GET \\"/\\"\\r\\n\\x00é # not a comment"').fields.payload).toEqual(
      Uint8Array.from(Buffer.from('GET "/"\r\n\0é # not a comment')),
    )
    expect(segment('+0 A > C P. (9) x"16 03 01" # a comment').fields).toEqual({
      length: 9,
      payload: Uint8Array.of(0x16, 3, 1),
    })
  })

  test('reads every attribute of a line', () => {
    const line =
      '@1.5 A > C . ttl 3 tos 8 ipid 7 vlan 10.20 cut 54 pad 6 doff 4 urg 1 lost dropped unseen badsum nosum comment "why" repeat 3 every 0.5'
    expect(segment(line).moment).toEqual({ isRelative: false, ns: 1_500_000_000n })
    expect(segment(line).fields).toEqual({
      ttl: 3,
      tos: 8,
      ipid: 7,
      vlan: [10, 20],
      cut: 54,
      pad: 6,
      doff: 4,
      urg: 1,
      lost: true,
      dropped: true,
      unseen: true,
      badsum: true,
      nosum: true,
      comment: 'why',
      repeat: { times: 3, everyNs: 500_000_000n },
    })
  })

  test('tells numbers on the wire from relative ones', () => {
    expect(segment('+0 A > C R. =0:0(0) ack =17').fields).toEqual({
      seq: { value: 0, isRaw: true },
      length: 0,
      ack: { value: 17, isRaw: true },
    })
  })

  test('reads settings', () => {
    const script = parse(
      `start = 1700000000.000000001\nlink = raw\nsnaplen = 96\n${ENDPOINTS}iss A = 4294967000\nmac A = 02:00:00:00:00:ff\noptions A = <nop, nop, TS>`,
    )
    expect(script).toMatchObject({ start: 1_700_000_000_000_000_001n, link: 'raw', snapLength: 96 })
    expect(script.statements.slice(3)).toMatchObject([
      { setting: 'iss', endpoint: 'A', value: 4294967000 },
      { setting: 'mac', endpoint: 'A', value: Uint8Array.of(2, 0, 0, 0, 0, 255) },
      {
        setting: 'options',
        endpoint: 'A',
        value: [{ option: 'nop' }, { option: 'nop' }, { option: 'TS', value: null }],
      },
    ])
    expect(parse('start = 2026-01-01T00:00:00.250Z').start).toBe(1_767_225_600_250_000_000n)
  })

  test.each([
    ['A = 10.0.0.300:1', 1, 5, "'10.0.0.300' is no address"],
    ['A = [2001:db8:::1]:1', 1, 5, "'[2001:db8:::1]' is no address"],
    ['A = 10.0.0.1:70000', 1, 14, 'the port is at most 65535'],
    ['A = 10.0.0.1:1\n\nA = 10.0.0.2:1', 3, 1, "'A' is an endpoint already"],
    ['iss A = 1', 1, 5, "no endpoint is called 'A'"],
    ['A = 10.0.0.1:1\ncolour A = 1', 2, 1, "'colour' is no setting"],
    ['mac = ', 1, 7, "expected an address like '192.0.2.1:80' or '[2001:db8::1]:80', found the end of the line"],
    [`${ENDPOINTS}0.1 A > C S`, 4, 1, "expected a time, an endpoint or a setting, found '0.1'"],
    [`${ENDPOINTS}+0.1 A > D S`, 4, 10, "no endpoint is called 'D'"],
    [`${ENDPOINTS}+0.1 A < C S`, 4, 8, "expected '>', found '<'"],
    [`${ENDPOINTS}+0.1 A > C X`, 4, 12, "expected flags of S F R P . U E W A, or '-' for none, found 'X'"],
    [`${ENDPOINTS}+0.1 A > C P. 1:10(10)`, 4, 17, '1 and 10 bytes end at 11'],
    [`${ENDPOINTS}+0.1 A > C . ack`, 4, 17, 'expected the acknowledgment number, found the end of the line'],
    [`${ENDPOINTS}+0.1 A > C . win 65536`, 4, 18, "'win' is at most 65535"],
    [`${ENDPOINTS}+0.1 A > C . speed 1`, 4, 14, "'speed' is no field of a segment"],
    [`${ENDPOINTS}+0.1 A > C S <mss 1460 sackOK>`, 4, 24, "expected ',' or '>', found 'sackOK>'"],
    [`${ENDPOINTS}+0.1 A > C S <window 3>`, 4, 15, "'window' is no TCP option"],
    [`${ENDPOINTS}+0.1 A > C P. "GET`, 4, 15, 'this text has no closing quote'],
    [`${ENDPOINTS}+0.1 A > C P. "\\q"`, 4, 15, "'\\q' is no escape"],
    [`${ENDPOINTS}+0.1 A > C P. x"abc"`, 4, 15, 'hex takes two digits a byte'],
    [`${ENDPOINTS}+0.1 frame 12`, 4, 12, 'expected bytes like x"00ff"'],
  ])('names line and column of the mistake in %j', (text, line, column, reason) => {
    expect(mistake(text)).toEqual({ line, column, reason })
  })
})

import { describe, expect, it } from 'vitest'
import {
  FLOW_HISTORY,
  HISTORY_BITS,
  HISTORY_FILLED,
  HISTORY_LETTERS,
  HISTORY_MORE,
  HISTORY_MORE_BEFORE,
  HISTORY_MORE_FILLED,
  HISTORY_MORE_LETTERS,
  HISTORY_STATES,
  HistoryBit,
  LinkType,
  ZeekState,
} from '../../contracts/abi'
import { joinChunks } from '../../pcapng/chunks'
import { pcapHeader, pcapRecord } from '../../pcapng/pcap'
import { build } from '../../scenario/build'
import { captureOf } from '../../scenario/capture'
import { parse } from '../../scenario/parse'
import { run } from '../testing/node/runCore'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:9000\n'
const OPEN = '+0 A > B S\n+0.020 B > A S.\n+0 A > B .\n'
const REQUEST = '+0 A > B P. (100)\n+0 B > A .\n+0 B > A P. (200)\n+0 A > B .\n'
const CLOSE = '+0 A > B F.\n+0 B > A .\n+0 B > A F.\n+0 A > B .\n'

interface Zeek {
  history: string
  originator: 'A' | 'B'
  a: string
  b: string
}

/** What the core keeps of the script's last flow. */
function follow(script: string, endpoints = ENDPOINTS): Zeek {
  return followCapture(captureOf(endpoints + script))
}

const ETHERNET_BYTES = 14
const PPPOE_BYTES = 8

/** The script's packets in PPPoE session frames; the length field of the last one leaves out `excluded` bytes. */
function overPppoe(script: string, excluded: number): Uint8Array {
  const layout = { linkType: LinkType.PPP_ETHER, littleEndian: true, resolution: 'ns' } as const
  const records = build(parse(ENDPOINTS + script)).map((frame, index, { length: frames }) => {
    const packet = frame.bytes.subarray(ETHERNET_BYTES)
    const length = packet.length + 2 - (index === frames - 1 ? excluded : 0)
    const bytes = joinChunks([Uint8Array.of(0x11, 0, 0, 1, length >> 8, length & 255, 0, 0x21), packet])
    return pcapRecord({ ...frame, bytes, originalLength: packet.length + PPPOE_BYTES }, layout)
  })
  return joinChunks([pcapHeader(layout), ...records])
}

function followCapture(capture: Uint8Array): Zeek {
  const { core, error } = run(capture)
  expect(error).toBe(0)
  const view = new DataView(core.memory.buffer)
  const text = (at: number, filled: number): string =>
    Array.from({ length: view.getUint8(filled) }, (_, index) => String.fromCharCode(view.getUint8(at + index))).join('')
  const record = view.getUint32((core.flow(core.flowCount() - 1) >>> 0) + FLOW_HISTORY, true)
  let further = ''
  for (let more = view.getUint32(record + HISTORY_MORE, true); more !== 0; ) {
    further = text(more + HISTORY_MORE_LETTERS, more + HISTORY_MORE_FILLED) + further
    more = view.getUint32(more + HISTORY_MORE_BEFORE, true)
  }
  const state = (side: number): string => ZeekState[view.getUint8(record + HISTORY_STATES + side) & 15] as string
  return {
    history: text(record + HISTORY_LETTERS, record + HISTORY_FILLED) + further,
    originator: (view.getUint8(record + HISTORY_BITS) & HistoryBit.ORIGINATOR_IS_B) === 0 ? 'A' : 'B',
    a: state(0),
    b: state(1),
  }
}

const history = (script: string, endpoints?: string): string => follow(script, endpoints).history

describe('letters', () => {
  it('tell a whole connection, each kind once a side', () => {
    expect(follow(OPEN + REQUEST + REQUEST + CLOSE)).toEqual({
      history: 'ShADadFf',
      originator: 'A',
      a: 'CLOSED',
      b: 'CLOSED',
    })
  })

  it('are the same where sequence numbers wrap', () => {
    const wrap = 'iss A = 4294967200\niss B = 4294967290\n'
    expect(history(wrap + OPEN + REQUEST + REQUEST + CLOSE)).toBe('ShADadFf')
    expect(history(`${wrap + OPEN}+0 A > B P. (100)\n+0.3 A > B P. 1:101(100) ack 1\n`)).toBe('ShADT')
  })

  it('repeat SYN, FIN and RST only where the number is another', () => {
    expect(history('+0 A > B S\n+1 A > B S 0:0(0)\n')).toBe('S')
    expect(history(`${OPEN}+0 A > B F.\n+1 A > B F. 1:1(0) ack 1\n`)).toBe('ShAF')
    expect(history(`${OPEN}+0 A > B F.\n+1 A > B F. 1:21(20) ack 1\n`)).toBe('ShAFF')
    expect(history(`${OPEN}+0 B > A R. 1:1(0) ack 1\n+0 B > A R. 1:1(0) ack 1\n`)).toBe('ShAr')
    expect(history(`${OPEN}+0 B > A R. 1:1(0) ack 1\n+0 B > A R. 2:2(0) ack 1\n`)).toBe('ShArr')
  })

  it('count repeats of data and zero windows in powers of ten', () => {
    const again = '+0.3 A > B P. 1:101(100) ack 1\n'
    expect(history(`${OPEN}+0 A > B P. (100)\n${again.repeat(9)}`)).toBe('ShADT')
    expect(history(`${OPEN}+0 A > B P. (100)\n${again.repeat(10)}`)).toBe('ShADTT')
    expect(history(`${OPEN}+0 A > B P. (100)\n${again.repeat(100)}`)).toBe('ShADTTT')
    expect(history(`${OPEN + '+0 B > A . win 0\n'.repeat(10)}`)).toBe('ShAaww')
  })

  it('take a window that closes after the peer has closed for nothing', () => {
    expect(history(`${OPEN}+0 A > B F.\n+0 B > A . win 0\n`)).toBe('ShAFa')
  })

  it('tell odd combinations of control bits', () => {
    expect(history('+0 A > B SF 0:0(0)\n')).toBe('Q')
    expect(history(`${OPEN}+0 A > B FR. 1:1(0) ack 1\n`)).toBe('ShAI')
  })

  it('go on beyond the first record, however many there are', () => {
    const resets = Array.from({ length: 60 }, (_, i) => `+0 B > A R. ${i + 1}:${i + 1}(0) ack 1\n`).join('')
    expect(history(OPEN + resets)).toBe(`ShA${'r'.repeat(60)}`)
  })
})

describe('gaps', () => {
  it('are data acknowledged and never seen', () => {
    expect(history(`${OPEN}+0 A > B P. 1:101(100) ack 1\n+0 A > B P. 201:301(100) ack 1\n+0 B > A . ack 301\n`)).toBe(
      'ShADaG',
    )
    expect(history(`${OPEN}+0 A > B P. 1:101(100) ack 1\n+0 B > A . ack 501\n`)).toBe('ShADaG')
  })

  it('are none where the data comes before its ACK, however late', () => {
    const late = '+0 A > B P. 201:301(100) ack 1\n+0 A > B P. 101:201(100) ack 1\n+0 B > A . ack 301\n'
    expect(history(`${OPEN}+0 A > B P. 1:101(100) ack 1\n${late}`)).toBe('ShADTa')
  })

  it('are not the number that a FIN takes', () => {
    expect(history(OPEN + REQUEST + CLOSE)).not.toMatch(/g/i)
  })

  it('are told of frames cut short: their payload was not captured', () => {
    const cut = '+0 A > B P. (100) cut 60\n+0 B > A . \n'
    expect(history(OPEN + cut.repeat(9))).toBe('ShADaG')
    expect(history(OPEN + cut.repeat(10))).toBe('ShADaGG')
    expect(history(OPEN + cut.repeat(1000))).toBe('ShADaGGGG')
  })

  it('are left by segments whose header contradicts itself: Zeek passes over them', () => {
    const bad = '+0 A > B P. 201:301(100) ack 401 doff 4\n+0 B > A . 401:401(0) ack 301\n'
    expect(history(OPEN + REQUEST + REQUEST + bad)).toBe('ShADadG')
  })

  it('are not told of a connection that began before the capture', () => {
    expect(history('+0 A > B P. 100:200(100) ack 500\n+0 B > A . 500:500(0) ack 900\n')).toBe('Da')
  })
})

describe('roles', () => {
  it('are exchanged at once where the sender of the first segment has a likely server port', () => {
    const web = 'A = 192.0.2.10:80\nB = 10.0.0.5:51514\n'
    expect(follow('+0 A > B S. 0:0(0) ack 1\n+0 B > A . 1:1(0) ack 1\n', web)).toMatchObject({
      history: '^hA',
      originator: 'B',
      a: 'ESTABLISHED',
      b: 'ESTABLISHED',
    })
    expect(history('+0 A > B P. 100:200(100) ack 500\n', web)).toBe('^d')
  })

  it('stay as they are where the first segment is a SYN', () => {
    expect(history('+0 A > B S\n', 'A = 192.0.2.10:80\nB = 10.0.0.5:51514\n')).toBe('S')
  })

  it('between two likely servers fall to the lower port, unless it is a SYN,ACK', () => {
    const servers = 'A = 192.0.2.10:80\nB = 10.0.0.5:443\n'
    expect(history('+0 A > B P. 100:200(100) ack 500\n', servers)).toBe('^d')
    expect(history('+0 A > B S. 0:0(0) ack 1\n', servers)).toBe('H')
  })

  it('are exchanged once traffic follows a SYN,ACK without SYN', () => {
    expect(history('+0 A > B S. 0:0(0) ack 1\n')).toBe('H')
    expect(follow('+0 A > B S. 0:0(0) ack 1\n+0 B > A . 1:1(0) ack 1\n')).toMatchObject({
      history: '^hA',
      originator: 'B',
    })
  })

  it('are exchanged where the SYN comes after its SYN,ACK', () => {
    expect(follow('iss B = 7\n+0 A > B S. 0:0(0) ack 1\n+0 B > A S 0:0(0)\n')).toMatchObject({
      history: 'Hs^',
      originator: 'B',
      a: 'ESTABLISHED',
      b: 'ESTABLISHED',
    })
  })
})

describe('states', () => {
  const ends = (script: string): string => {
    const { a, b } = follow(script)
    return `${a} ${b}`
  }

  it('follow the control bits', () => {
    expect(ends('+0 A > B S\n')).toBe('SYN_SENT INACTIVE')
    expect(ends('+0 A > B S\n+0 B > A R. =0:0(0) ack 1\n')).toBe('SYN_SENT RESET')
    expect(ends(OPEN)).toBe('ESTABLISHED ESTABLISHED')
    expect(ends(`${OPEN}+0 B > A F.\n`)).toBe('ESTABLISHED CLOSED')
    expect(ends('+0 A > B P. 100:200(100) ack 500\n')).toBe('PARTIAL INACTIVE')
  })

  it('keep a connection closed when a reset comes after both FINs', () => {
    expect(ends(`${OPEN + CLOSE}+0 B > A R. 2:2(0) ack 2\n`)).toBe('CLOSED CLOSED')
  })

  it('close a connection whose reset came between the FINs', () => {
    const between = '+0 A > B F.\n+0 A > B R. 2:2(0) ack 1\n'
    expect(ends(OPEN + between)).toBe('RESET ESTABLISHED')
    expect(ends(`${OPEN + between}+0 B > A F. 1:1(0) ack 2\n`)).toBe('CLOSED CLOSED')
  })
})

describe('the IP header against a link layer', () => {
  it('has the last word on how long the payload is', () => {
    const script = `${OPEN}+0 B > A . 1:7(6) ack 1\n`
    expect(followCapture(overPppoe(script, 0)).history).toBe('ShAd')
    expect(followCapture(overPppoe(script, 6)).history).toBe('ShAd')
  })

  it('leaves the segment itself as long as the link layer says', () => {
    const { rows } = run(overPppoe(`${OPEN}+0 B > A . 1:7(6) ack 1\n`, 6))
    expect(rows.map(({ length }) => length)).toEqual([0, 0, 0, 0])
  })
})

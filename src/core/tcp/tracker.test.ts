import { describe, expect, it } from 'vitest'
import { Analysis, FLOW_ANALYSIS } from '../../contracts/abi'
import { captureOf } from '../../scenario/capture'
import { run, type Tracked } from '../testing/node/runCore'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = `
+0     A > B S
+0.020 B > A S.
+0     A > B .
`

function track(script: string): Tracked[] {
  const { rows, error } = run(captureOf(ENDPOINTS + script))
  expect(error).toBe(0)
  return rows
}

/** States of A and B after each segment; `?` is presumed. */
const states = (script: string): string[] => track(script).map(({ a, b }) => `${a} ${b}`)
const last = (script: string): string | undefined => states(script).at(-1)
const analysis = (script: string): string[] => track(script).map((row) => row.analysis.join('+'))

describe('opening', () => {
  it('proves what is sent and presumes what is received', () => {
    expect(states(`${OPEN}+0.001 B > A . \n`)).toEqual([
      'SYN_SENT LISTEN?',
      'SYN_SENT SYN_RCVD',
      'ESTABLISHED ESTABLISHED?',
      'ESTABLISHED ESTABLISHED',
    ])
  })

  it('no longer presumes a listener once a SYN is repeated', () => {
    expect(states('+0 A > B S\n+1 A > B S 0:0(0)\n')).toEqual(['SYN_SENT LISTEN?', 'SYN_SENT UNKNOWN'])
  })

  it('goes back to SYN_RCVD when the SYN,ACK comes again', () => {
    expect(last(`${OPEN}+1 B > A S. 0:0(0) ack 1\n`)).toBe('ESTABLISHED SYN_RCVD')
  })

  it('keeps ESTABLISHED when an old SYN,ACK comes after data proved it', () => {
    expect(last(`${OPEN}+0 B > A P. (10)\n+0 A > B .\n+0 B > A S. 0:0(0) ack 1\n`)).toBe('ESTABLISHED ESTABLISHED')
  })

  it('follows SYNs that cross', () => {
    const crossing =
      '+0 A > B S 0:0(0)\n+0.001 B > A S 0:0(0)\n+0.01 A > B S. 0:0(0) ack 1\n+0.01 B > A S. 0:0(0) ack 1\n'
    expect(states(crossing)).toEqual([
      'SYN_SENT LISTEN?',
      'SYN_SENT SYN_SENT',
      'SYN_RCVD SYN_SENT',
      'ESTABLISHED? ESTABLISHED?',
    ])
  })

  it('presumes the side that was not captured to follow', () => {
    expect(states('+0 A > B S\n+0.02 A > B . 1:1(0) ack 1\n+0 A > B P. 1:101(100) ack 1\n')).toEqual([
      'SYN_SENT LISTEN?',
      'ESTABLISHED ESTABLISHED?',
      'ESTABLISHED ESTABLISHED?',
    ])
  })

  it('begins unknown in the middle and knows more once data was acknowledged both ways', () => {
    const middle =
      '+0 A > B P. 100:200(100) ack 500\n+0 B > A P. 500:700(200) ack 200\n+0 A > B P. 200:201(1) ack 700\n+0 B > A . 700:700(0) ack 201\n'
    expect(states(middle)).toEqual([
      'UNKNOWN UNKNOWN',
      'UNKNOWN UNKNOWN',
      'ESTABLISHED? ESTABLISHED?',
      'ESTABLISHED? ESTABLISHED',
    ])
  })
})

describe('closing', () => {
  it('takes four segments', () => {
    const close = `${OPEN}+1 A > B F.\n+0.01 B > A .\n+1 B > A F.\n+0.01 A > B .\n`
    expect(states(close).slice(3)).toEqual([
      'FIN_WAIT_1 ESTABLISHED?',
      'FIN_WAIT_2? CLOSE_WAIT',
      'FIN_WAIT_2? LAST_ACK',
      'TIME_WAIT CLOSED?',
    ])
  })

  it('takes three where the FIN rides on the ACK', () => {
    const close = `${OPEN}+1 A > B F.\n+0.01 B > A F.\n+0.01 A > B .\n`
    expect(states(close).slice(3)).toEqual(['FIN_WAIT_1 ESTABLISHED?', 'FIN_WAIT_2? LAST_ACK', 'TIME_WAIT CLOSED?'])
  })

  it('passes through CLOSING where the FINs cross', () => {
    const close = `${OPEN}+1 A > B F. 1:1(0) ack 1\n+0.001 B > A F. 1:1(0) ack 1\n+0.01 A > B . 2:2(0) ack 2\n+0.01 B > A . 2:2(0) ack 2\n`
    expect(states(close).slice(3)).toEqual([
      'FIN_WAIT_1 ESTABLISHED?',
      'FIN_WAIT_1 FIN_WAIT_1',
      'CLOSING CLOSING?',
      'TIME_WAIT? TIME_WAIT?',
    ])
  })

  it('is back in LAST_ACK when the FIN comes again, and closed when it is acknowledged again', () => {
    const close = `${OPEN}+1 A > B F.\n+0 B > A F.\n+0 A > B .\n+0.2 B > A F. 1:1(0) ack 2\n+0 A > B . 2:2(0) ack 2\n`
    expect(states(close).slice(5)).toEqual(['TIME_WAIT CLOSED?', 'TIME_WAIT LAST_ACK', 'TIME_WAIT CLOSED?'])
  })

  it('is back in FIN_WAIT_1 when the first FIN comes again', () => {
    const close = `${OPEN}+1 A > B F.\n+0 B > A .\n+0.2 A > B F. 1:1(0) ack 1\n`
    expect(last(close)).toBe('FIN_WAIT_1 CLOSE_WAIT')
  })

  it('takes a FIN that only crossed its ACK for what it is', () => {
    const close = `${OPEN}+1 A > B F.\n+0.01 B > A .\n+0.005 A > B F. 1:1(0) ack 1\n`
    expect(last(close)).toBe('FIN_WAIT_2? CLOSE_WAIT')
  })

  it('stays half-closed while the other side sends data', () => {
    const close = `${OPEN}+1 A > B F.\n+0 B > A .\n+1 B > A P. (1000)\n+0 A > B .\n`
    expect(last(close)).toBe('FIN_WAIT_2? CLOSE_WAIT')
  })

  it('does not take an unacknowledged FIN as received', () => {
    expect(last(`${OPEN}+0 B > A . \n+1 A > B F.\n+0.2 A > B F. 1:1(0) ack 1\n`)).toBe('FIN_WAIT_1 ESTABLISHED')
  })

  it('matches the FIN by its number where sequence numbers wrap', () => {
    const wrapped = `iss A = 4294967295\niss B = 4294967290\n${OPEN}+0 B > A P. (20)\n+0 A > B .\n+1 A > B F.\n+0 B > A .\n+0 B > A F.\n+0 A > B .\n`
    expect(last(wrapped)).toBe('TIME_WAIT CLOSED?')
    expect(track(wrapped).at(-1)).toMatchObject({ seq: 2, ack: 22 })
  })
})

describe('resets', () => {
  it('refuses a SYN only where the reset acknowledges it', () => {
    expect(last('+0 A > B S\n+0 B > A R. =0:0(0) ack 1\n')).toBe('CLOSED? CLOSED')
    expect(last('+0 A > B S\n+0 B > A R. =0:0(0) ack 2000\n')).toBe('SYN_SENT CLOSED?')
    expect(last('+0 A > B S\n+0 B > A R =0:0(0)\n')).toBe('SYN_SENT CLOSED?')
  })

  it('ends the connection at RCV.NXT', () => {
    expect(last(`${OPEN}+0 A > B R. 1:1(0) ack 1\n`)).toBe('CLOSED CLOSED?')
  })

  it('is ignored outside the window: RFC 5961 §3.2', () => {
    expect(last(`${OPEN}+0 B > A .\n+0 A > B R 900000:900000(0)\n`)).toBe('CLOSED? ESTABLISHED')
  })
})

describe('what a segment is', () => {
  it('tells a fast retransmission, a late one and one that was needless', () => {
    const loss = `${OPEN}+0.1 A > B P. 1:101(100) ack 1\n+0 A > B P. 101:201(100) ack 1\n+0 A > B P. 201:301(100) ack 1
+0.02 B > A . 1:1(0) ack 1\n+0 B > A . 1:1(0) ack 1\n+0 B > A . 1:1(0) ack 1\n+0.001 A > B P. 1:101(100) ack 1
+0.02 B > A . 1:1(0) ack 301\n+0.1 A > B P. 101:201(100) ack 1\n`
    expect(analysis(loss).slice(6)).toEqual([
      'duplicate_ack',
      'duplicate_ack',
      'duplicate_ack',
      'retransmission+fast_retransmission',
      '',
      'retransmission+spurious_retransmission',
    ])
  })

  it('tells a gap, its late filling, and an ACK of what was never seen', () => {
    const gap = `${OPEN}+0.1 A > B P. 1:101(100) ack 1\n+0 A > B P. 201:301(100) ack 1\n+0.001 A > B P. 101:201(100) ack 1\n+0 B > A . 1:1(0) ack 901\n`
    expect(analysis(gap).slice(4)).toEqual(['lost_segment', 'out_of_order', 'ack_lost_segment'])
  })

  it('tells zero windows, probes and keep-alives apart', () => {
    const probes = `${OPEN}+0 A > B P. 1:101(100) ack 1\n+0 B > A . 1:1(0) ack 101 win 0\n+0.2 A > B . 101:102(1) ack 1\n+0 B > A . 1:1(0) ack 101 win 0
+0 B > A . 1:1(0) ack 101 win 500\n+9 A > B . 100:100(0) ack 1\n+0 B > A . 1:1(0) ack 101 win 500\n`
    expect(analysis(probes).slice(4)).toEqual([
      'zero_window',
      'zero_window_probe',
      'zero_window+zero_window_probe_ack',
      'window_update',
      'keep_alive',
      'keep_alive_ack',
    ])
  })

  it('begins another flow where a SYN brings another ISN, and not where it repeats the first', () => {
    const reused = `${OPEN}+0 A > B F.\n+0 B > A F.\n+0 A > B .\niss A = 77\n+9 A > B S\n+1 A > B S 0:0(0)\n`
    expect(track(reused).map(({ flow }) => flow)).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
    expect(analysis(reused).slice(6)).toEqual(['reused_ports', 'retransmission'])
  })

  it('names both SYN,ACKs whose ISNs differ, and counts each', () => {
    const changed = `+0 A > B S\n+0.02 B > A S.\n+1 B > A S. 0:0(0) ack 1\niss B = 77\n+0 B > A S. 0:0(0) ack 1\n`
    const { core, rows } = run(captureOf(ENDPOINTS + changed))
    const flags = rows.map((row) => row.analysis.filter((flag) => flag === 'reused_ports').length)
    expect(flags).toEqual([0, 1, 1, 1])
    expect(rows.map(({ flow }) => flow)).toEqual([0, 0, 0, 0])
    const view = new DataView(core.memory.buffer)
    const counts = view.getUint32((core.flow(0) >>> 0) + FLOW_ANALYSIS, true)
    expect(view.getUint32(counts + 4 * Math.log2(Analysis.REUSED_PORTS), true)).toBe(3)
  })

  it('lets the SYN be when its sender brings a SYN,ACK with another ISN', () => {
    const split = '+0 A > B S\n+0.02 B > A S.\niss A = 424242\n+0 A > B S. 0:0(0) ack 1\n'
    expect(analysis(split).map((flags) => flags.includes('reused_ports'))).toEqual([false, false, true])
  })

  it('leaves a SYN,ACK that only comes again alone', () => {
    expect(analysis('+0 A > B S\n+0.02 B > A S.\n+1 B > A S. 0:0(0) ack 1\n')).toEqual(['', '', 'retransmission'])
  })

  it('counts from 0 again after a SYN,ACK whose ISN lies 2^31 ahead or behind', () => {
    for (const iss of [77, 0x60000000, 0xe0000000]) {
      const changed = `iss B = 1\n+0 A > B S\n+0.02 B > A S.\niss B = ${iss}\n+0 B > A S. 0:0(0) ack 1\n`
      expect(track(changed).map(({ seq }) => seq)).toEqual([0, 0, 0])
    }
  })

  it('names the segment that an ACK acknowledges', () => {
    const rows = track(`${OPEN}+0 A > B P. (100)\n+0 A > B P. (100)\n+0.02 B > A .\n`)
    expect(rows.at(-1)?.acks).toBe(4)
  })
})

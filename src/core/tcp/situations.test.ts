/** Situations that RFC 9293 and its companions name, as states after each segment; see also tracker.test.ts. */
import { describe, expect, it } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { run } from '../testing/node/runCore'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = '+0 A > B S\n+0.020 B > A S.\n+0 A > B .\n+0 B > A .\n'
const CLOSED = `${OPEN}+1 A > B F.\n+0.01 B > A F.\n+0.01 A > B .\n`

/** Flow and states of A and B after each segment; `?` is presumed. */
function states(script: string, start = ''): string[] {
  const { rows, error } = run(captureOf(ENDPOINTS + start + script))
  expect(error).toBe(0)
  return rows.map(({ flow, a, b }) => `${flow} ${a} ${b}`)
}
const WRAPPING = 'iss A = 4294967295\niss B = 4294967295\n'

describe.each(['', WRAPPING])('%j', (start) => {
  it('data in the SYN, acknowledged by the SYN,ACK (TCP Fast Open)', () => {
    const fast = '+0 A > B S 0:100(100) <mss 1460, fastopen x"0011223344556677">\n'
    const script = `${fast}+0.02 B > A S. 0:0(0) ack 101\n+0 B > A P. 1:201(200) ack 101\n+0.02 A > B . 101:101(0) ack 201\n`
    expect(states(script, start)).toEqual([
      '0 SYN_SENT LISTEN?',
      '0 SYN_SENT SYN_RCVD',
      '0 SYN_SENT ESTABLISHED',
      '0 ESTABLISHED ESTABLISHED',
    ])
  })

  it('data in the SYN that the server does not take', () => {
    const script =
      '+0 A > B S 0:100(100)\n+0.02 B > A S. 0:0(0) ack 1\n+0 A > B P. 1:101(100) ack 1\n+0.02 B > A . 1:1(0) ack 101\n'
    expect(states(script, start).slice(1)).toEqual([
      '0 SYN_SENT SYN_RCVD',
      '0 ESTABLISHED ESTABLISHED?',
      '0 ESTABLISHED ESTABLISHED',
    ])
  })

  it('2MSL that a repeated FIN starts anew: still TIME_WAIT after its ACK', () => {
    const again = `${CLOSED}+30 B > A F. 1:1(0) ack 2\n+0.01 A > B . 2:2(0) ack 2\n`
    expect(states(again, start).slice(-3)).toEqual([
      '0 TIME_WAIT CLOSED?',
      '0 TIME_WAIT LAST_ACK',
      '0 TIME_WAIT CLOSED?',
    ])
  })

  it('an old duplicate, its ACK and a RST end TIME_WAIT (RFC 1337)', () => {
    const killed = `${CLOSED}+1 B > A . 1:1(0) ack 2\n+0.001 A > B . 2:2(0) ack 2\n+0.02 B > A R 2:2(0)\n`
    expect(states(killed, start).at(-1)).toBe('0 CLOSED? CLOSED')
  })

  it('a simultaneous open goes on to data', () => {
    const crossing =
      '+0 A > B S 0:0(0)\n+0.001 B > A S 0:0(0)\n+0.01 A > B S. 0:0(0) ack 1\n+0.01 B > A S. 0:0(0) ack 1\n'
    const data = '+0.1 A > B P. 1:101(100) ack 1\n+0.02 B > A . 1:1(0) ack 101\n'
    expect(states(crossing + data, start).slice(-2)).toEqual([
      '0 ESTABLISHED ESTABLISHED?',
      '0 ESTABLISHED ESTABLISHED',
    ])
  })

  it('a simultaneous close ends in TIME_WAIT at both ends', () => {
    const script = `${OPEN}+1 A > B F. 1:1(0) ack 1\n+0.001 B > A F. 1:1(0) ack 1\n+0.01 A > B . 2:2(0) ack 2\n+0.01 B > A . 2:2(0) ack 2\n`
    expect(states(script, start).at(-1)).toBe('0 TIME_WAIT? TIME_WAIT?')
  })

  it('half-close: data goes on, and its own FIN ends it', () => {
    const half = `${OPEN}+1 A > B F.\n+0 B > A .\n+1 B > A P. (1000)\n+0 A > B .\n`
    expect(states(half, start).at(-1)).toBe('0 FIN_WAIT_2? CLOSE_WAIT')
    expect(states(`${half}+1 B > A F.\n+0 A > B .\n`, start).slice(-2)).toEqual([
      '0 FIN_WAIT_2? LAST_ACK',
      '0 TIME_WAIT CLOSED?',
    ])
  })

  it('a challenge ACK leaves both as they are: RST in the window, SYN again on a live connection', () => {
    const reset = `${OPEN}+1 B > A R 600:600(0)\n+0.01 A > B . 1:1(0) ack 1\n`
    expect(states(reset, start).at(-1)).toBe('0 ESTABLISHED CLOSED?')
    // Whoever sent the reset: the end in whose name it came goes on.
    const goesOn = `${reset}+0.1 B > A P. 1:11(10) ack 1\n`
    expect(states(goesOn, start).at(-1)).toBe('0 ESTABLISHED ESTABLISHED')
    const syn = `${OPEN}+1 A > B S 0:0(0)\n+0.02 B > A . 1:1(0) ack 1\n`
    expect(states(syn, start).at(-1)).toBe('0 ESTABLISHED ESTABLISHED')
  })
})

describe('a SYN on the ports of an older connection', () => {
  const again = (syn: string): string => `${CLOSED}iss A = 900000\niss B = 800000\n+5 A > B ${syn}\n`

  it('reopens TIME_WAIT as another flow, and leaves the old one as it was', () => {
    const rows = states(`${again('S')}+0.02 B > A S.\n+0 A > B .\n`, 'iss A = 1000\niss B = 2000\n')
    expect(rows.slice(-4)).toEqual([
      '0 TIME_WAIT CLOSED?',
      '1 SYN_SENT LISTEN?',
      '1 SYN_SENT SYN_RCVD',
      '1 ESTABLISHED ESTABLISHED?',
    ])
  })

  it('collides: ACK of the old one, RST, SYN again, which opens', () => {
    const collision = `${again('S')}+0.02 B > A . =2002:2002(0) ack =1002\n+0.001 A > B R =1002:1002(0)\n+1 A > B S 0:0(0)\n+0.02 B > A S. 0:0(0) ack 1\n+0 A > B . 1:1(0) ack 1\n`
    const rows = states(collision, 'iss A = 1000\niss B = 2000\n')
    expect(rows.at(-1)).toBe('1 ESTABLISHED ESTABLISHED?')
  })
})

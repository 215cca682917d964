import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { Judge } from './judge'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = `${ENDPOINTS}+0 A > B S <mss 1460>\n+0.02 B > A S. <mss 1460>\n+0.001 A > B .\n`
const DATA = '+0.01 A > B P. (100)\n+0.02 B > A .\n+0.01 B > A P. (500)\n+0.02 A > B .\n'
const CLOSE = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'
/** Another connection's segments: the capture goes on for this long. */
const later = (seconds: number): string =>
  `X = 10.9.9.9:1000\nY = 10.9.9.8:80\n+${seconds} X > Y S\n+0.01 Y > X S.\n+0.001 X > Y .\n`

async function verdictOf(script: string, flow = 0) {
  const { verdict, also } = new Judge(await coreOf(captureOf(script))).explain(flow)
  return { ...verdict, also, frames: verdict.evidence.map(({ frame }) => Number(frame)) }
}

/** A script, and the verdict and severity that its first flow gets. */
const CASES: readonly (readonly [name: string, script: string, id: string, severity: string])[] = [
  [
    'a SYN repeated in vain',
    `${ENDPOINTS}+0 A > B S\n+1 A > B S 0:0(0)\n+2 A > B S 0:0(0)\n`,
    'syn-unanswered',
    'stuck',
  ],
  ['a single SYN, and a long silence', `${ENDPOINTS}+0 A > B S\n${later(10)}`, 'syn-unanswered', 'stuck'],
  ['a SYN at the end of the capture', `${ENDPOINTS}+0 A > B S\n${later(0.5)}`, 'syn-unanswered', 'note'],
  ['a SYN answered by RST', `${ENDPOINTS}+0 A > B S\n+0.02 B > A R. 0:0(0) ack 1\n`, 'syn-refused', 'warning'],
  [
    'SYN,ACK repeated in vain',
    `${ENDPOINTS}+0 A > B S\n+0.02 B > A S.\n+1 B > A S. 0:0(0) ack 1\n`,
    'syn-ack-unanswered',
    'stuck',
  ],
  ['a handshake at the end of the capture', `${ENDPOINTS}+0 A > B S\n+0.02 B > A S.\n`, 'syn-ack-unanswered', 'note'],
  [
    'a server that does not close',
    `${OPEN}${DATA}+0.1 A > B F.\n+0.02 B > A .\n${later(840)}`,
    'server-not-closing',
    'stuck',
  ],
  [
    'a client that does not close',
    `${OPEN}${DATA}+0.1 B > A F.\n+0.02 A > B .\n${later(60)}`,
    'client-not-closing',
    'stuck',
  ],
  [
    'a server that still sends after the FIN',
    `${OPEN}+0.1 A > B F.\n+0.02 B > A .\n+4 B > A P. (900)\n+0.02 A > B .\n`,
    'server-not-closing',
    'note',
  ],
  [
    'a FIN repeated in vain',
    `${OPEN}${DATA}+0.1 A > B F.\n+0.3 A > B F. 101:101(0) ack 501\n${later(2)}`,
    'fin-unanswered',
    'stuck',
  ],
  ['a FIN at the end of the capture', `${OPEN}${DATA}+0.1 A > B F.\n`, 'fin-unanswered', 'note'],
  [
    'the second FIN repeated in vain',
    `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.3 B > A F. 1:1(0) ack 2\n+0.6 B > A F. 1:1(0) ack 2\n`,
    'last-ack-missing',
    'stuck',
  ],
  ['the second FIN, then silence', `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n${later(30)}`, 'last-ack-missing', 'warning'],
  ['a reset by the server amid data', `${OPEN}${DATA}+0.1 B > A R. \n`, 'reset-by-server', 'warning'],
  ['a reset by the client amid data', `${OPEN}${DATA}+0.1 A > B R. \n`, 'reset-by-client', 'warning'],
  [
    'a reset after FIN',
    `${OPEN}${DATA}+0.1 A > B F.\n+0.02 B > A .\n+0.01 B > A P. (10)\n+0.01 A > B R\n`,
    'reset-by-client',
    'note',
  ],
  [
    'a window that stays closed',
    `${OPEN}+0.1 A > B P. (1000)\n+0.02 B > A . win 0\n+5 A > B . 1000:1000(0) ack 1\n+0.02 B > A . win 0\n`,
    'zero-window',
    'stuck',
  ],
  [
    'a window that was closed',
    `${OPEN}+0.1 A > B P. (1000)\n+0.02 B > A . win 0\n+1 B > A . win 5000\n+0.1 A > B P. (10)\n+0.02 B > A .\n`,
    'zero-window',
    'note',
  ],
  [
    'data repeated in vain',
    `${OPEN}+0.1 A > B P. 1:101(100) ack 1\n+0.3 A > B P. 1:101(100) ack 1\n+0.6 A > B P. 1:101(100) ack 1\n${later(5)}`,
    'data-unacknowledged',
    'stuck',
  ],
  ['data without an answer', `${OPEN}+0.1 A > B P. (100)\n${later(5)}`, 'data-unacknowledged', 'warning'],
  ['data in flight at the end', `${OPEN}+0.1 A > B P. (100)\n${later(0.2)}`, 'open', 'ok'],
  ['a normal close', `${OPEN}${DATA}${CLOSE}`, 'closed-normally', 'ok'],
  ['an open connection', `${OPEN}${DATA}`, 'open', 'ok'],
  ['an idle connection', `${OPEN}${DATA}${later(600)}`, 'open', 'ok'],
  [
    'a connection older than the capture',
    `${ENDPOINTS}iss A = 1000\niss B = 5000\n+0 A > B P. 1:101(100) ack 1\n+0.02 B > A P. 1:51(50) ack 101\n+0.02 A > B . ack 51\n`,
    'mid-stream',
    'note',
  ],
]

describe('verdicts', () => {
  test.each(CASES)('%s', async (_, script, id, severity) => {
    const verdict = await verdictOf(script)
    expect({ id: verdict.id, severity: verdict.severity }).toEqual({ id, severity })
    expect(verdict.sentence).toMatch(/^[A-Z0-9].*\.$/s)
    expect(verdict.title).not.toMatch(/["\\]/)
    expect(verdict.frames).toEqual([...verdict.frames].sort((a, b) => a - b))
    expect(verdict.frames.length).toBeGreaterThan(0)
  })

  test('many retransmissions warn, a few do not', async () => {
    const lost = (times: number): string =>
      Array.from({ length: times }, (_, i) => {
        const from = 1 + 100 * i
        const range = `${from}:${from + 100}(100) ack 1`
        return `+0.05 A > B P. ${range}\n+0.3 A > B P. ${range}\n+0.02 B > A . ack ${from + 100}\n`
      }).join('')
    expect(await verdictOf(OPEN + lost(12))).toMatchObject({ id: 'heavy-retransmission', severity: 'warning' })
    expect(await verdictOf(OPEN + lost(9))).toMatchObject({ id: 'open', severity: 'ok' })
  })

  test('CLOSE_WAIT names the frames of the FIN and of its ACK, and the time that passed', async () => {
    const verdict = await verdictOf(`${OPEN}${DATA}+0.1 A > B F.\n+0.02 B > A .\n${later(840)}`)
    expect(verdict.frames).toEqual([8, 9])
    expect(verdict.sentence).toBe(
      '192.0.2.10 acknowledged the FIN in frame 9; 14 min later it has sent none: its application has not called close().',
    )
    expect(verdict.nextStep.command).toBe("sudo ss -tnp state close-wait 'src 192.0.2.10:443'")
  })

  test('missing segments lower the certainty of what rests on silence', async () => {
    const script = `${OPEN}${DATA}+0.1 A > B P. 2000:2100(100) ack 501\n+0.1 A > B F. 2100:2100(0) ack 501\n+0.02 B > A . ack 2101\n${later(60)}`
    const verdict = await verdictOf(script)
    expect(verdict).toMatchObject({ id: 'server-not-closing', certainty: 'possible' })
    expect(verdict.counterEvidence).toHaveLength(1)
  })

  test('a SYN answered by a bare ACK is no case for a judgement', async () => {
    expect(await verdictOf(`${ENDPOINTS}+0 A > B S\n+0.02 B > A . 500:500(0) ack 7000\n`)).toMatchObject({
      id: 'unclear',
      severity: 'note',
    })
  })

  test('a normal close also mentions TIME_WAIT', async () => {
    expect((await verdictOf(`${OPEN}${DATA}${CLOSE}`)).also).toEqual([
      { id: 'time-wait', severity: 'note', title: 'TIME_WAIT' },
    ])
  })
})

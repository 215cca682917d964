import { describe, expect, it } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, ENDPOINTS, OPEN, OPEN_WRAPPING } from '../../verdicts/verdict.fixture'
import { explained, told } from '../explain.fixture'

const lossOf = async (script: string, number: number) => (await explained(captureOf(script))).lost(number)
const CLOSE = '+0.1 A > B F.\n+0.02 B > A .\n+0.5 B > A F.\n+0.02 A > B .\n'

describe('a lost segment of the handshake', () => {
  it('SYN: is sent again after a second, and all comes later by that', async () => {
    const loss = await lossOf(`${OPEN}${DATA}`, 1)
    expect(loss).toMatchObject({ outcome: 'repaired', delayNs: 1e9 })
    expect(loss.timers[0]).toMatchObject({ side: 'client', name: 'SYN RTO', valueNs: 1e9 })
    expect(told(loss).map((row) => row.split(' ').at(-1))).toEqual([
      'SYN_SENT/LISTEN',
      'SYN_SENT/SYN_RCVD',
      'ESTABLISHED/SYN_RCVD',
      'ESTABLISHED/ESTABLISHED',
    ])
  })

  it('SYN that is refused: is refused again', async () => {
    const loss = await lossOf(`${ENDPOINTS}+0 A > B S\n+0.02 B > A R.\n`, 1)
    expect(loss.outcome).toBe('repaired')
    expect(told(loss).at(-1)).toMatch(/^< RST.* CLOSED\/CLOSED$/)
  })

  it('SYN,ACK: the SYN comes again first', async () => {
    const loss = await lossOf(`${OPEN}${DATA}`, 2)
    expect(loss.outcome).toBe('repaired')
    expect(loss.sentence).toContain('would stay in SYN_SENT')
  })

  it('final ACK: the data after it says as much', async () => {
    const loss = await lossOf(`${OPEN}${DATA}`, 3)
    expect(loss).toMatchObject({ outcome: 'unchanged', delayNs: null })
    expect(loss.sentence).toContain('frame 4')
  })

  it('final ACK before a silence: the SYN,ACK comes again', async () => {
    const loss = await lossOf(`${OPEN}+9 A > B P. (100)\n+0.02 B > A .\n`, 3)
    expect(loss.outcome).toBe('repaired')
    expect(told(loss)).toEqual([
      expect.stringContaining('(lost) ESTABLISHED/SYN_RCVD'),
      '< SYN,ACK seq 0 ack 1 ESTABLISHED/SYN_RCVD',
      '> ACK 1 ESTABLISHED/ESTABLISHED',
    ])
  })

  it('of a simultaneous open', async () => {
    const open = `${ENDPOINTS}+0 A > B S\n+0.001 B > A S\n+0.01 A > B S.\n+0.001 B > A S.\n+0.02 A > B P. (10)\n+0.02 B > A .\n`
    for (const number of [1, 2, 3, 4]) {
      const loss = await lossOf(open, number)
      expect(loss.rows.at(-1)).toMatchObject({ client: { state: 'ESTABLISHED' }, server: { state: 'ESTABLISHED' } })
    }
  })
})

describe('lost data', () => {
  it.each([
    ['plain', OPEN],
    ['wrapping', OPEN_WRAPPING],
  ])('waits for the timer where nothing follows: %s', async (_, open) => {
    const loss = await lossOf(`${open}${DATA}`, 4)
    expect(loss.outcome).toBe('repaired')
    expect(loss.timers).toEqual([expect.objectContaining({ side: 'client', name: 'RTO', valueNs: 200e6 })])
    expect(loss.delayNs).toBeCloseTo(200e6, -6)
  })

  it('is sent again at the third duplicate ACK where more follows', async () => {
    const more = Array.from({ length: 6 }, () => '+0.001 A > B . (1000)\n').join('')
    const loss = await lossOf(`${OPEN}${more}+0.02 B > A .\n`, 4)
    expect(loss.outcome).toBe('repaired')
    expect(loss.sentence).toContain('third')
    expect(loss.rows.filter(({ note }) => note.startsWith('duplicate ACK'))).not.toHaveLength(0)
  })

  it('pure ACK: a later one covers it, or the data comes again in vain', async () => {
    const script = `${OPEN}${DATA}`
    expect((await lossOf(script, 5)).outcome).toBe('unchanged')
    const last = await lossOf(script, 7)
    expect(last.outcome).toBe('repaired')
    expect(last.sentence).toContain('in vain')
  })

  it('window that opens: a probe finds out', async () => {
    const shut = '+0.01 A > B P. (100)\n+0.02 B > A . win 0\n+2 B > A . win 6000\n+0.01 A > B P. (100)\n+0.02 B > A .\n'
    const loss = await lossOf(`${OPEN}${shut}`, 6)
    expect(loss.outcome).toBe('repaired')
    expect(told(loss)[1]).toMatch(/^> /)
  })
})

describe('a lost segment of the close', () => {
  it('FIN: is sent again', async () => {
    const loss = await lossOf(`${OPEN}${DATA}${CLOSE}`, 8)
    expect(loss.outcome).toBe('repaired')
    expect(loss.sentence).toContain('sends its FIN again')
  })

  it('ACK of the first FIN: the FIN is sent again', async () => {
    const loss = await lossOf(`${OPEN}${DATA}${CLOSE}`, 9)
    expect(loss.outcome).toBe('repaired')
    expect(loss.sentence).toContain('FIN_WAIT_1')
  })

  it('last ACK: the FIN comes again, and 2MSL starts anew', async () => {
    const loss = await lossOf(`${OPEN}${DATA}${CLOSE}`, 11)
    expect(loss.outcome).toBe('repaired')
    expect(told(loss).slice(0, 3)).toEqual([
      expect.stringContaining('(lost) TIME_WAIT/LAST_ACK'),
      '< FIN,ACK seq 501 TIME_WAIT/LAST_ACK',
      '> ACK 502 TIME_WAIT/CLOSED',
    ])
    expect(loss.rows.at(-1)).toMatchObject({ kind: 'timer', label: '2MSL' })
    const restarted = loss.rows.at(-2)
    expect((loss.rows.at(-1)?.timeNs ?? 0) - (restarted?.timeNs ?? 0)).toBe(60e9)
  })

  it('last ACK that really was lost: says so', async () => {
    const script = `${OPEN}${DATA}${CLOSE}+0.3 B > A F. 501:501(0) ack 102\n+0.02 A > B . 102:102(0) ack 502\n`
    const loss = await lossOf(script, 11)
    expect(loss.outcome).toBe('captured')
    expect(loss.sentence).toContain('seems to have been lost on its way')
  })

  it('RST: the other end never learns, until it sends something', async () => {
    const loss = await lossOf(`${OPEN}${DATA}+0.1 B > A R.\n`, 8)
    expect(loss.outcome).toBe('doubtful')
    expect(loss.sentence).toContain('half-open')
  })
})

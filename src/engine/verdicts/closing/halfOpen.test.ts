import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, HANDSHAKE, OPEN, OPEN_WRAPPING, verdictOf } from '../verdict.fixture'

const judged = (script: string, flow = 0) => verdictOf(captureOf(script), flow)
const TALK = 'ttl B = 57\nipid B = 1000\n'
const sent = (pause: number): string => `+${pause} A > B P. 101:201(100) ack 501\n`
/** From CLOSED: no ACK, and the number that was acknowledged. */
const FORGOTTEN = '+0.02 B > A R 501:501(0)\n'

describe.each([OPEN, OPEN_WRAPPING])('data on a connection that the other end forgot %#', (open) => {
  const talk = open.replace(HANDSHAKE, TALK + HANDSHAKE) + DATA

  test('meets a bare RST with the number it acknowledged', async () => {
    const verdict = await judged(`${talk}${sent(20)}${FORGOTTEN}`)
    expect(verdict).toMatchObject({ id: 'half-open', severity: 'warning', certainty: 'likely' })
    expect(verdict.frames).toEqual([6, 8, 9])
    expect(verdict.sentence).toContain('192.0.2.10 itself sent it: TTL 57 as in its other segments')
    expect(verdict.held).toContain('warning reset-by-server')
  })

  test('is tried in vain while the host is down', async () => {
    const verdict = await judged(`${talk}${sent(1)}${sent(1)}${sent(2)}${sent(4)}${FORGOTTEN}`)
    expect(verdict.id).toBe('half-open')
    expect(verdict.sentence).toContain('after 3 retransmissions in vain')
  })

  test.each([
    ['an abort has an ACK', `${sent(20)}+0.02 B > A R. 501:501(0) ack 101\n`, 'reset-by-server'],
    ['within the conversation the application reset', `${sent(0.2)}${FORGOTTEN}`, 'reset-by-server'],
    [
      'another TTL is not its own',
      `${sent(20)}${FORGOTTEN.replace('\n', ' ttl 61 ipid 40000\n')}`,
      'reset-by-middlebox',
    ],
    [
      'an old connection forgotten on the path',
      `${sent(352)}${FORGOTTEN.replace('\n', ' ipid 40000\n')}`,
      'idle-timeout',
    ],
    ['after FIN it refuses', `+1 B > A F.\n+0.02 A > B .\n${sent(20)}+0.02 B > A R 501:501(0)\n`, 'reset-by-server'],
  ])('is not what happened where %s', async (_, script, id) => {
    const verdict = await judged(`${talk}${script}`)
    expect(verdict.held.join()).not.toContain('half-open')
    expect(verdict.id).toBe(id)
  })
})

test('a flow that began before the capture can be half-open too', async () => {
  const script = `A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B P. 1:101(100) ack 1\n+0.3 A > B P. 1:101(100) ack 1\n+0.02 B > A R 1:1(0)\n`
  expect(await judged(script)).toMatchObject({ id: 'half-open', certainty: 'possible' })
})

test('resets with several numbers are a blind reset', async () => {
  const guesses =
    '+1 B > A R 600:600(0)\n+0 A > B . 101:101(0) ack 501\n+0.1 B > A R 20000:20000(0)\n+0 A > B . 101:101(0) ack 501\n'
  const verdict = await judged(`${OPEN}${DATA}${guesses}`)
  expect(verdict.held).toContain('note reset-ignored')
  expect(JSON.stringify(verdict)).toContain('2 resets came with different numbers')
})

import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, ENDPOINTS, later, OPEN, OPEN_WRAPPING, verdictOf } from '../verdict.fixture'

const judged = (script: string, flow = 0) => verdictOf(captureOf(script), flow)
const CLOSE = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'
/** The same ports again, with these initial sequence numbers. */
const again = (seconds: number, issA = 900_000_000, issB = 800_000_000): string =>
  `iss A = ${issA}\niss B = ${issB}\n+${seconds} A > B S\n`
const OPENED = '+0.02 B > A S.\n+0.001 A > B .\n'

describe.each([
  ['low sequence numbers', `${OPEN.replace('+0 A', 'iss A = 1000\niss B = 5000\n+0 A')}`],
  ['sequence numbers that wrap', OPEN_WRAPPING],
])('%s', (_, open) => {
  test('TIME_WAIT says until when, counted from the last ACK', async () => {
    const verdict = await judged(`${open}${CLOSE}+1 B > A F. 1:1(0) ack 2\n+0.001 A > B . 2:2(0) ack 2\n${later(20)}`)
    expect(verdict.held).toContain('note time-wait')
    const frames = await judged(`${open}${CLOSE}`)
    expect(frames.held).toEqual(['ok closed-normally', 'note time-wait'])
  })

  test('a SYN above the old sequence numbers reopens TIME_WAIT', async () => {
    const verdict = await judged(`${open}${CLOSE}${again(5)}${OPENED}`, 1)
    expect(verdict).toMatchObject({ id: 'time-wait-reuse', severity: 'note', certainty: 'proved' })
    expect(verdict.sentence).toContain('Its sequence number is above the old ones')
    expect(verdict.sentence).toContain('the connection opened')
    expect(verdict.frames).toEqual([6, 7])
  })

  test('a SYN, ACK, RST, SYN is a collision', async () => {
    const script = `${open}${CLOSE}${again(2)}+0.02 B > A . =5000:5000(0) ack =77\n+0.001 A > B R =77:77(0)\n+1 A > B S 0:0(0)\n${OPENED}`
    const verdict = await judged(script, 1)
    expect(verdict).toMatchObject({ id: 'time-wait-collision', severity: 'warning', certainty: 'proved' })
    expect(verdict.frames).toEqual([6, 7, 8, 9, 10])
    expect(verdict.sentence).toContain('The SYN had to be sent again in frame 10')
  })
})

describe('near misses', () => {
  test('ports used again after the wait are nobody’s concern', async () => {
    expect((await judged(`${OPEN}${CLOSE}${again(90)}${OPENED}`, 1)).held).toEqual(['ok open'])
  })

  test('a SYN below the old sequence numbers must not be taken', async () => {
    const script = `${ENDPOINTS}iss A = 900000\n+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n${CLOSE}${again(5, 1000)}`
    expect((await judged(script, 1)).held.join()).toContain('time-wait-reuse')
  })

  test('an older timestamp does not reopen, a newer one does', async () => {
    const ts = (value: number): string => `<mss 1460, sackOK, TS val ${value} ecr 0, nop, wscale 7>`
    const script = (value: number): string =>
      `${ENDPOINTS}iss A = 900000\n+0 A > B S ${ts(1000)}\n+0.02 B > A S. ${ts(1)}\n+0.001 A > B . <nop, nop, TS val 1001 ecr 1>\n+0.1 A > B F. <nop, nop, TS val 1100 ecr 1>\n+0.02 B > A F. <nop, nop, TS val 20 ecr 1100>\n+0.001 A > B . <nop, nop, TS val 1101 ecr 20>\niss A = 1000\niss B = 70000\n+5 A > B S ${ts(value)}\n${OPENED}`
    expect((await judged(script(9000), 1)).sentence).toContain('but its timestamp is newer')
    expect((await judged(script(500), 1)).sentence).toContain('Neither its sequence number nor a timestamp')
  })

  test('a client that resets after an answered SYN collides with nothing', async () => {
    const script = `${OPEN}${DATA}+0.1 A > B R\n`
    expect((await judged(script)).held.join()).not.toContain('collision')
  })

  test('an ACK of a connection that is still open is half-open, not TIME_WAIT', async () => {
    const script = `${OPEN}${DATA}${again(30)}+0.02 B > A . =5000:5000(0) ack =77\n+0.001 A > B R =77:77(0)\n+1 A > B S 0:0(0)\n`
    const verdict = await judged(script, 1)
    expect(verdict).toMatchObject({ id: 'half-open', severity: 'warning' })
    expect(verdict.held.join()).not.toContain('time-wait-collision')
  })

  test('an old connection that the capture lacks makes a collision possible only', async () => {
    const script = `${ENDPOINTS}+0 A > B S\n+0.02 B > A . =5000:5000(0) ack =77\n+0.001 A > B R =77:77(0)\n`
    expect(await judged(script)).toMatchObject({ id: 'time-wait-collision', certainty: 'possible' })
  })

  test('ports of a connection that nobody closed are reused early', async () => {
    const verdict = await judged(`${OPEN}${DATA}${again(5)}${OPENED}`, 1)
    expect(verdict.held).toContain('note port-reused')
    expect(verdict.held.join()).not.toContain('time-wait')
  })
})

describe('time-wait-assassinated', () => {
  const rst = '+1 B > A . 1:1(0) ack 2\n+0.001 A > B . 2:2(0) ack 2\n+0.02 B > A R 2:2(0)\n'

  test.each([OPEN, OPEN_WRAPPING])('an old segment, its ACK and the RST end TIME_WAIT', async (open) => {
    const verdict = await judged(`${open}${CLOSE}${rst}`)
    expect(verdict.held).toEqual(['ok closed-normally', 'note time-wait-assassinated'])
  })

  test('a RST of the side in TIME_WAIT itself is none', async () => {
    expect((await judged(`${OPEN}${CLOSE}+1 A > B R 2:2(0)\n`)).held.join()).not.toContain('assassinated')
  })
})

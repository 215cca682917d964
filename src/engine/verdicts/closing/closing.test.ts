import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, later, OPEN, OPEN_WRAPPING, verdictOf } from '../verdict.fixture'

const judged = (script: string, flow = 0) => verdictOf(captureOf(script), flow)
const HALF = '+0.1 A > B F.\n+0.02 B > A .\n'

describe.each([
  ['low sequence numbers', OPEN],
  ['sequence numbers that wrap', OPEN_WRAPPING],
])('%s', (_, open) => {
  test('CLOSE_WAIT is stuck, and the other side waits in FIN_WAIT_2 because of it', async () => {
    const verdict = await judged(`${open}${DATA}${HALF}${later(840)}`)
    expect(verdict.held).toEqual(['stuck server-not-closing', 'note fin-wait-2'])
    expect(verdict.expectedNext).toContain('10.0.0.5 may forget the connection by frame 9 + 60 s')
  })

  test('FIN_WAIT_2 that expired refuses what comes late', async () => {
    const late = await judged(`${open}${DATA}${HALF}+70 B > A P. (50)\n+0.02 A > B R\n`)
    expect(late).toMatchObject({ id: 'fin-wait-2-expired', severity: 'warning', frames: [8, 10, 11] })
    expect(late.sentence).toContain('50 B are lost')
    const fin = await judged(`${open}${DATA}${HALF}+70 B > A F.\n+0.02 A > B R\n`)
    expect(fin.held).toContain('note fin-wait-2-expired')
  })

  test('a FIN repeated in vain tells when the sender gives up', async () => {
    const verdict = await judged(`${open}${DATA}+0.1 A > B F.\n+0.3 A > B F. 101:101(0) ack 501\n${later(2)}`)
    expect(verdict).toMatchObject({ id: 'fin-unanswered', severity: 'stuck' })
    expect(verdict.expectedNext).toContain('gives up not before frame 8 + 102 s on Linux')
  })

  test('a second FIN repeated in vain lacks the last ACK', async () => {
    const script = `${open}+0.1 A > B F.\n+0.02 B > A F.\n+0.3 B > A F. 1:1(0) ack 2\n`
    expect(await judged(script)).toMatchObject({ id: 'last-ack-missing', severity: 'stuck' })
  })

  test('FINs that cross are a simultaneous close', async () => {
    const script = `${open}+0.1 A > B F.\n+0 B > A F. 1:1(0) ack 1\n+0.02 A > B . 2:2(0) ack 2\n+0 B > A . 2:2(0) ack 2\n`
    expect((await judged(script)).held).toContain('note simultaneous-close')
  })
})

describe('near misses', () => {
  test('a FIN that crossed its ACK is not unanswered, whichever side sent it', async () => {
    const crossed = `${OPEN}+0.1 B > A F.\n+0 A > B F. 1:1(0) ack 1\n+0.0002 A > B . 2:2(0) ack 2\n+0.002 B > A F. 1:1(0) ack 2\n`
    expect((await judged(crossed)).held[0]).toBe('ok closed-normally')
    const last = await judged(`${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n+0.2 B > A F. 1:1(0) ack 2\n`)
    expect(last).toMatchObject({ id: 'last-ack-missing', severity: 'note', frames: [4, 5, 6, 7] })
    expect(last.sentence).toContain('acknowledged the second FIN in frame 6, yet it came again in frame 7')
  })

  test('a FIN that was not repeated may have been acknowledged unseen', async () => {
    expect(await judged(`${OPEN}${DATA}+0.1 A > B F.\n${later(20)}`)).toMatchObject({
      id: 'fin-unanswered',
      severity: 'warning',
    })
  })

  test('a reset soon after the FIN did not wait for a timer', async () => {
    const { held } = await judged(`${OPEN}${DATA}${HALF}+2 B > A P. (50)\n+0.02 A > B R\n`)
    expect(held.join()).not.toContain('fin-wait-2-expired')
  })

  test('a server that goes on sending after the FIN is half-closed', async () => {
    const { held } = await judged(`${OPEN}${HALF}+4 B > A P. (900)\n+0.02 A > B .\n`)
    expect(held[0]).toBe('note server-not-closing')
  })

  test('a last ACK that came again leaves nothing stuck', async () => {
    const script = `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.3 B > A F. 1:1(0) ack 2\n+0.01 A > B . 2:2(0) ack 2\n`
    expect((await judged(script)).held[0]).toBe('ok closed-normally')
  })

  test('FINs one after the other are no simultaneous close', async () => {
    const script = `${OPEN}+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n`
    expect((await judged(script)).held.join()).not.toContain('simultaneous')
  })
})

describe('silence', () => {
  test.each([OPEN, OPEN_WRAPPING])('of minutes with nothing outstanding proves nothing, and says so', async (open) => {
    expect((await judged(`${open}${DATA}${later(900)}`)).held).toContain('note silence')
  })

  test('of a minute is everyday', async () => {
    expect((await judged(`${OPEN}${DATA}${later(60)}`)).held).toEqual(['ok open'])
  })

  test('with data outstanding proves something', async () => {
    expect((await judged(`${OPEN}+0.1 A > B P. (100)\n${later(900)}`)).held.join()).not.toContain('silence')
  })
})

test('of FINs that cross, the later ACK is the last', async () => {
  const script = `${OPEN}+0.1 A > B F.\n+0 B > A F. 1:1(0) ack 1\n+0.02 A > B . 2:2(0) ack 2\n+0 B > A . 2:2(0) ack 2\n`
  expect(await judged(script)).toMatchObject({ id: 'closed-normally', frames: [1, 5, 7] })
})

test('a reset after a normal close is not the ACK of its last FIN', async () => {
  const close = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'
  const { frames, sentence } = await judged(`${OPEN}${close}+9 A > B R. 2:2(0) ack 2\n`)
  expect(frames).toEqual([1, 5, 6])
  expect(sentence).toMatch(/after 1\d\d ms; both FINs were acknowledged, the last by frame 6\.$/)
})

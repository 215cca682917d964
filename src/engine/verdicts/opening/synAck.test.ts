import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { ENDPOINTS, later, verdictOf, WRAP } from '../verdict.fixture'

const judged = (script: string, flow = 0) => verdictOf(captureOf(script), flow)
const HANDSHAKE = '@0 A > B S\n@0.02 B > A S.\n@0.021 A > B .\n'
const synAcks = (times: readonly number[]): string =>
  times.map((at) => `@${at} B > A S. 0:0(0) ack 1\n@${(at + 0.001).toFixed(3)} A > B . 1:1(0) ack 1\n`).join('')

describe.each([
  ['low sequence numbers', ENDPOINTS],
  ['sequence numbers that wrap', `${ENDPOINTS}${WRAP}`],
])('%s', (_, endpoints) => {
  test('SYN,ACK again after the ACK: the accept queue is full', async () => {
    const verdict = await judged(`${endpoints}${HANDSHAKE}${synAcks([1.03, 3.03])}`)
    expect(verdict).toMatchObject({ id: 'accept-queue-full', severity: 'stuck', certainty: 'possible' })
    expect(verdict.frames).toEqual([3, 4, 6])
  })

  test('data that the server does not acknowledge makes it likely', async () => {
    const script = `${endpoints}${HANDSHAKE}@0.03 A > B P. 1:101(100) ack 1\n@0.3 A > B P. 1:101(100) ack 1\n@1.03 B > A S. 0:0(0) ack 1\n`
    expect(await judged(script)).toMatchObject({ id: 'accept-queue-full', severity: 'stuck', certainty: 'likely' })
  })

  test('a server that answers after all accepted', async () => {
    const script = `${endpoints}${HANDSHAKE}${synAcks([1.03])}@1.2 B > A P. 1:11(10) ack 1\n@1.3 A > B . 1:1(0) ack 11\n`
    expect((await judged(script)).held).toEqual(['ok open'])
  })

  test('SYN,ACK without any ACK is half-open', async () => {
    const verdict = await judged(`${endpoints}@0 A > B S\n@0.02 B > A S.\n@1.03 B > A S. 0:0(0) ack 1\n`)
    expect(verdict).toMatchObject({ id: 'syn-ack-unanswered', severity: 'stuck', certainty: 'likely' })
    expect(verdict.sentence).toContain('the SYN came from a forged address')
    expect(verdict.expectedNext).toContain('Else the SYN,ACK again by frame 2 + 3 s')
  })

  test('SYN again after the SYN,ACK tells that it does not arrive', async () => {
    const verdict = await judged(
      `${endpoints}@0 A > B S\n@0.02 B > A S.\n@1 A > B S 0:0(0)\n@1.02 B > A S. 0:0(0) ack 1\n`,
    )
    expect(verdict).toMatchObject({ id: 'syn-ack-unanswered', frames: [2, 3, 4] })
    expect(verdict.sentence).toContain('the SYN,ACK does not reach it')
  })
})

describe('near misses', () => {
  test('a SYN,ACK that crosses the ACK on a long path is no full queue', async () => {
    const script = `${ENDPOINTS}@0 A > B S\n@1.2 B > A S.\n@1.21 A > B .\n@2.2 B > A S. 0:0(0) ack 1\n@2.21 A > B . 1:1(0) ack 1\n`
    expect((await judged(script)).held.join()).not.toContain('accept-queue-full')
  })

  test('a queue that took the connection late is a note', async () => {
    const script = `${ENDPOINTS}${HANDSHAKE}${synAcks([1.03, 3.03])}${later(60)}`
    expect(await judged(script)).toMatchObject({ id: 'accept-queue-full', severity: 'note' })
  })
})

describe('openings that are rare and healthy', () => {
  test('a simultaneous open is noted', async () => {
    const script = `${ENDPOINTS}+0 A > B S\n+0.001 B > A S 0:0(0)\n+0.02 A > B S. 0:0(0) ack 1\n+0.001 B > A S. 0:0(0) ack 1\n+0.01 A > B . 1:1(0) ack 1\n`
    expect((await judged(script)).held).toContain('note simultaneous-open')
    expect((await judged(`${ENDPOINTS}${WRAP}${script.slice(ENDPOINTS.length)}`)).held).toContain(
      'note simultaneous-open',
    )
    expect((await judged(`${ENDPOINTS}${HANDSHAKE}`)).held).toEqual(['ok open'])
  })

  const fastOpen = (ack: number, wrap = ''): string =>
    `${ENDPOINTS}${wrap}+0 A > B S 0:100(100) <mss 1460, fastopen x"0102030405060708">\n+0.02 B > A S. 0:0(0) ack ${ack}\n+0.001 A > B . 101:101(0) ack 1\n`

  test.each(['', WRAP])('data in the SYN is noted, and whether the server took it', async (wrap) => {
    expect((await judged(fastOpen(101, wrap))).held).toContain('note syn-data')
  })

  test('a SYN that only asks for a cookie bears no data', async () => {
    const script = `${ENDPOINTS}+0 A > B S <mss 1460, fastopen x"">\n+0.02 B > A S.\n+0.001 A > B .\n`
    expect((await judged(script)).held).toEqual(['ok open'])
  })
})

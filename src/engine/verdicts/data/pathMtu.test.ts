import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { errorFrame, ROUTER } from '../icmp.fixture'
import { ENDPOINTS, HANDSHAKE, later, verdictOf } from '../verdict.fixture'

const judged = (script: string) => verdictOf(captureOf(script))
/** "Fragmentation needed, MTU 1400", quoting the client's segment with this sequence number. */
const tooBig = (seq: number): string => `${errorFrame(ROUTER, 3, 4, seq, 1400)}\n`

describe.each([
  ['low sequence numbers', 1000],
  ['sequence numbers that wrap', 4294967290],
])('a hop that takes smaller packets only, %s', (_, iss) => {
  const open = `${ENDPOINTS}iss A = ${iss}\n${HANDSHAKE}`
  const large = '+0.1 A > B P. 1:1461(1460) ack 1\n'
  const told = `+0.01 ${tooBig((iss + 1) >>> 0)}`

  test('and a sender that does not heed it are stuck', async () => {
    const verdict = await judged(`${open}${large}${told}${large}+0.6 A > B P. 1:1461(1460) ack 1\n${later(5)}`)
    expect(verdict).toMatchObject({ id: 'path-mtu', severity: 'stuck', certainty: 'proved', frames: [4, 5, 7] })
    expect(verdict.sentence).toMatch(
      /^203\.0\.113\.1 told 10\.0\.0\.5 in frame 5 that the path takes packets of at most 1,400 B/,
    )
    expect(verdict.held).not.toContain('stuck mtu-black-hole')
  })

  test('and a sender that adapts are only noted', async () => {
    const verdict = await judged(
      `${open}${large}${told}+0.01 A > B P. 1:1361(1360) ack 1\n+0 A > B P. 1361:1461(100) ack 1\n+0.02 B > A . ack 1461\n${later(5)}`,
    )
    expect(verdict.held).toContain('note path-mtu')
    expect(verdict.severity).not.toBe('stuck')
  })

  test('that said nothing is no case for this rule', async () => {
    expect((await judged(`${open}${large}${large}${later(5)}`)).held.join()).not.toContain('path-mtu')
  })
})

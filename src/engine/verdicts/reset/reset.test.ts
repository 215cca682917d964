import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { DATA, ENDPOINTS, later, OPEN, OPEN_WRAPPING, verdictOf } from '../verdict.fixture'

const judged = (script: string) => verdictOf(captureOf(script))

/** Data that shows what the server's packets look like. */
const COUNTED = `ttl B = 57\nipid B = 1000\n`
const talk = (open: string): string => open.replace('+0 A', `${COUNTED}+0 A`) + DATA + DATA

describe.each([
  ['low sequence numbers', OPEN],
  ['sequence numbers that wrap', OPEN_WRAPPING],
])('a reset, %s', (_, open) => {
  test("in the server's own packets is the server's", async () => {
    const verdict = await judged(`${talk(open)}+0.1 B > A R.\n`)
    expect(verdict).toMatchObject({
      id: 'reset-by-server',
      severity: 'warning',
      certainty: 'proved',
      counterEvidence: [],
    })
    expect(verdict.sentence).toMatch(/RST,ACK in frame 12.*exact sequence number.*SO_LINGER 0.*TTL 57 as in its other/)
  })

  test("with another TTL and IP ID is a middlebox's", async () => {
    const verdict = await judged(`${talk(open)}+0.1 B > A R. ttl 61 ipid 40000\n`)
    expect(verdict).toMatchObject({ id: 'reset-by-middlebox', severity: 'warning', certainty: 'likely' })
    expect(verdict.sentence).toContain('TTL 61, where its other segments have 57; IP ID 40000')
    expect(verdict.held).not.toContain('warning reset-by-server')
  })

  test("after which the endpoint goes on is a middlebox's", async () => {
    const verdict = await judged(`${talk(open)}+0.1 B > A R. ttl 58 ipid 40000\n+0.2 B > A P. (100)\n`)
    expect(verdict.id).toBe('reset-by-middlebox')
    expect(verdict.sentence).toContain('goes on sending in frame 13')
  })

  test("with the same TTL and an odd IP ID stays the server's", async () => {
    const verdict = await judged(`${talk(open)}+0.1 B > A R. ipid 40000\n`)
    expect(verdict).toMatchObject({ id: 'reset-by-server', certainty: 'likely' })
    expect(verdict.counterEvidence).toEqual([expect.stringContaining('IP ID 40000')])
  })

  test('amid data counts what is lost', async () => {
    const verdict = await judged(`${talk(open)}+0.1 A > B P. (900)\n+0.01 B > A R. ack 201\n`)
    expect(verdict.sentence).toContain('900 B from 10.0.0.5 in frame 12 were not acknowledged and are lost')
  })

  test('bare, at the number of the ACK it answers, knows no such connection', async () => {
    const verdict = await judged(`${talk(open)}+1 A > B P. 201:301(100) ack 1001\n+0.02 B > A R 1001:1001(0)\n`)
    expect(verdict).toMatchObject({ id: 'reset-by-server', severity: 'warning' })
    expect(verdict.sentence).toContain('knows no such connection any more')
    expect(verdict.frames).toContain(12)
  })

  test('after FIN refuses late data', async () => {
    const verdict = await judged(`${open}${DATA}+0.1 A > B F.\n+0.02 B > A .\n+0.01 B > A P. (10)\n+0.01 A > B R\n`)
    expect(verdict).toMatchObject({ id: 'reset-by-client', severity: 'note' })
    expect(verdict.sentence).toContain('takes no more data')
  })

  test('after retries in vain gave up', async () => {
    const again = '+0.3 A > B P. 101:201(100) ack 501\n+0.6 A > B P. 101:201(100) ack 501\n'
    const verdict = await judged(`${open}${DATA}+0.1 A > B P. (100)\n${again}+1.2 A > B R.\n`)
    expect(verdict.sentence).toContain('gave up after 2 retransmissions')
  })

  test('in the window, not at RCV.NXT, is ignored, and challenged', async () => {
    const verdict = await judged(`${open}${DATA}+0.1 B > A R 600:600(0)\n+0.01 A > B .\n`)
    expect(verdict.held).toContain('note reset-ignored')
    expect(verdict.severity).not.toBe('warning')
  })
})

test('a reset after a normal close is not called ignored', async () => {
  const close = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'
  const { id, held } = await judged(`${OPEN}${DATA}${close}+0.1 B > A R 90000:90000(0)\n`)
  expect(id).toBe('closed-normally')
  expect(held).not.toContain('note reset-ignored')
})

test('a single segment before the reset is nothing to compare with', async () => {
  const verdict = await judged(`${ENDPOINTS}+0 A > B P. 1:101(100) ack 1\n+0.02 B > A R 1:1(0)\n${later(1)}`)
  expect(verdict.counterEvidence).toEqual([expect.stringContaining('could not be compared')])
})

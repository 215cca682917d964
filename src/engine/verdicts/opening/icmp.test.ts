import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { errorFrame, ROUTER, SERVER } from '../icmp.fixture'
import { ENDPOINTS, verdictOf } from '../verdict.fixture'

const judged = (script: string, flow = 0) => verdictOf(captureOf(script), flow)
const syn = (iss: number): string => `${ENDPOINTS}iss A = ${iss}\n+0 A > B S\n`

describe('syn-rejected-icmp', () => {
  test('a router that rejects the SYN is named, with what it says', async () => {
    const verdict = await judged(`${syn(1000)}+0.01 ${errorFrame(ROUTER, 3, 1, 1000)}\n+1 A > B S 0:0(0)\n`)
    expect(verdict).toMatchObject({ id: 'syn-rejected-icmp', severity: 'stuck', certainty: 'proved' })
    expect(verdict.frames).toEqual([1, 2, 3])
    expect(verdict.sentence).toBe(
      '203.0.113.1, on the way, answered the SYN to 192.0.2.10:443 in frame 1 with an ICMP error in frame 2: host unreachable (ICMP type 3, code 1).',
    )
  })

  test('a filter is told from a missing route, also where the quoted number wraps', async () => {
    const verdict = await judged(`${syn(4294967295)}+0.01 ${errorFrame(SERVER, 3, 13, 4294967295)}\n`)
    expect(verdict.sentence).toContain('The host itself, 192.0.2.10, answered')
    expect(verdict.sentence).toContain('A filter rejects it on purpose.')
  })

  test('a packet that is too large is no rejection', async () => {
    expect((await judged(`${syn(1000)}+0.01 ${errorFrame(ROUTER, 3, 4, 1000)}\n`)).id).toBe('syn-unanswered')
  })

  test('an error that the connection outlived is none', async () => {
    const script = `${syn(1000)}+0.01 ${errorFrame(ROUTER, 3, 1, 1000)}\n+0.02 B > A S.\n+0.001 A > B .\n`
    expect((await judged(script)).held).toEqual(['ok open'])
  })
})

import { describe, expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { FlowRecord } from '../../flowRecord'
import { courtOf, DATA, ENDPOINTS, verdictOf } from '../verdict.fixture'
import { mptcpSubflow } from './mptcpSubflow'

const OPTION = '<mss 1460, mptcp x"0181000000000000000a">'
const CONNECTION = `${ENDPOINTS}+0 A > B S ${OPTION}\n+0.02 B > A S. ${OPTION}\n+0.001 A > B .\n${DATA}`
const judged = (events: string) => verdictOf(captureOf(CONNECTION + events))

/** What the rule says and shows, whatever else holds for the flow. */
async function told(events: string) {
  const { core, judge } = await courtOf(captureOf(CONNECTION + events))
  const { evidence, words } = mptcpSubflow.explain(judge.facts.story(new FlowRecord(core).at(0)), 'note')
  return { sentence: words().sentence, frames: evidence.map(({ frame }) => Number(frame)) }
}

describe('an MPTCP subflow', () => {
  test('that is open is healthy, and named', async () => {
    expect((await judged('')).held).toEqual(['ok open', 'note mptcp-subflow'])
    expect(await told('')).toEqual({
      sentence:
        'Both SYNs, in frame 1 and in frame 2, bear the MPTCP option: this flow is a subflow of a Multipath TCP connection (RFC 8684). A FIN or RST here would end this subflow only, which is not the end of the connection: it may go on over others until DATA_FIN or MP_FASTCLOSE.',
      frames: [1, 2],
    })
  })

  test.each([
    ['FIN', '+0.1 A > B F.\n+0.02 B > A .\n'],
    ['RST', '+0.1 A > B R.\n'],
  ])('that ends with %s does not end the connection', async (flag, events) => {
    const { sentence, frames } = await told(events)
    expect(sentence).toContain(`The ${flag} in frame 8 ends this subflow only, which is not the end of the connection`)
    expect(frames).toEqual([1, 2, 8])
    expect((await judged(events)).held).toContain('note mptcp-subflow')
  })

  test('whose receiver ignores a RST goes on', async () => {
    expect((await told('+0.1 A > B R 90000:90000(0)\n')).frames).toEqual([1, 2])
  })

  test('that is half-closed is told so, with MPTCP as the doubt', async () => {
    const { id, counterEvidence } = await judged('+0.1 A > B F.\n+0.02 B > A .\n')
    expect(id).toBe('server-not-closing')
    expect(counterEvidence).toContain('This is a subflow of MPTCP: the connection may go on elsewhere.')
  })
})

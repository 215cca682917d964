import { describe, expect, test } from 'vitest'
import { Flag } from '../../contracts/abi'
import type { TwoEndsReport } from '../../contracts/twoEnds'
import { capturesOfBothEnds, type Path } from '../../scenario/bothEnds'
import { coreOf, memorySource } from '../capture.fixture'
import { alignEnds } from './index'

const MS = 1e6

const HEAD = `
A = 10.0.0.5:51514
B = 192.0.2.10:443
`
const TALK = `
+0     A > B S <mss 1460, sackOK, nop, wscale 7>
+0.030 B > A S. <mss 1460, sackOK, nop, wscale 9>
+0.030 A > B . win 502
+0.010 A > B P. (400) win 502
+0.030 B > A . win 500
+0.001 B > A P. (1000) win 500
+0.001 B > A P. (900) win 500
+0.030 A > B . win 502
+0.030 A > B P. (300) win 502
+0.030 B > A . win 500
+0.100 A > B F. win 502
+0.030 B > A F. win 500
+0.030 A > B . win 502
`

async function align(
  script: string,
  path: Partial<Path> & Pick<Path, 'passage'>,
  isTurned = false,
): Promise<TwoEndsReport> {
  const { first, second } = capturesOfBothEnds(script, path)
  const [one, two] = isTurned ? [second, first] : [first, second]
  const endOf = async (bytes: Uint8Array, name: string) => ({
    core: await coreOf(bytes),
    source: { ...memorySource(bytes), size: bytes.length, name },
  })
  return alignEnds(await endOf(one.bytes, 'client.pcapng'), await endOf(two.bytes, 'server.pcapng'))
}

const steady = { passage: () => ({ delayNs: 10 * MS }) }
const onLine = (line: number, passage: ReturnType<Path['passage']>): Path => ({
  passage: (at) => (at === line ? passage : { delayNs: 10 * MS }),
})
const sentences = ({ flows }: TwoEndsReport): readonly string[] => flows.flatMap((flow) => flow.sentences)

describe('two captures of one flow', () => {
  test('tell that all is well', async () => {
    const report = await align(HEAD + TALK, steady)
    expect(report.flows).toHaveLength(1)
    expect(report.flows[0]).toMatchObject({
      matchedBy: 'addresses',
      clientEnd: 'first',
      clientEndKnownBy: 'time to live',
    })
    expect(sentences(report)).toEqual(['All 13 segments arrived, unaltered and in order.'])
    expect(report.clock).toEqual({ offsetNs: 0, uncertaintyNs: 10 * MS, driftPpm: null, samples: 13, steps: [] })
    expect(report.flows[0]?.segments.every(({ fate, delayNs }) => fate === 'arrived' && delayNs === 10 * MS)).toBe(true)
  })

  test('are told apart by delays where nothing counts hops', async () => {
    const report = await align(HEAD + TALK, { ...steady, hops: 0, clock: (ns) => ns + 5e9 }, true)
    expect(report.flows[0]).toMatchObject({ clientEnd: 'second', clientEndKnownBy: 'delays' })
    expect(report.clock?.offsetNs).toBe(-5e9)
  })

  test('a lost segment', async () => {
    const report = await align(HEAD + TALK, onLine(7, { delayNs: 10 * MS, lost: true }))
    expect(sentences(report)).toEqual(['1 of 7 segments from the client never arrived (frame 8 of client.pcapng).'])
  })

  test('a forged reset', async () => {
    const forged = { flags: Flag.RST, fields: { ttl: 61, ipid: 7 }, afterNs: MS }
    const report = await align(HEAD + TALK, onLine(9, { delayNs: 10 * MS, forged }))
    expect(sentences(report)).toEqual([
      "The RST in frame 11 of client.pcapng was not sent by the server: something on the way forged it (server.pcapng doesn't have it, and its time to live is 61, that of segments from there 61).".replace(
        ', and its time to live is 61, that of segments from there 61',
        '',
      ),
    ])
  })
})

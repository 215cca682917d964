import { describe, expect, test } from 'vitest'
import { Flag } from '../../contracts/abi'
import type { TwoEndsReport } from '../../contracts/twoEnds'
import { capturesOfBothEnds, type Path } from '../../scenario/bothEnds'
import { captureOf } from '../../scenario/capture'
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

const SYN_CLAMPED = [
  { option: 'mss', bytes: 1400 },
  { option: 'sackOK' },
  { option: 'nop' },
  { option: 'nop' },
  { option: 'nop' },
  { option: 'nop' },
] as const

const endOf = async (bytes: Uint8Array, name: string) => ({
  core: await coreOf(bytes),
  source: { ...memorySource(bytes), size: bytes.length, name },
})

async function align(
  script: string,
  path: Partial<Path> & Pick<Path, 'passage'>,
  isTurned = false,
): Promise<TwoEndsReport> {
  const { first, second } = capturesOfBothEnds(script, path)
  const [one, two] = isTurned ? [second, first] : [first, second]
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
    const forged = { flags: Flag.RST, fields: { ttl: 44, ipid: 7 }, afterNs: MS }
    const report = await align(HEAD + TALK, onLine(9, { delayNs: 10 * MS, forged }))
    expect(sentences(report)).toEqual([
      "The RST in frame 11 of client.pcapng was not sent by the server: something on the way forged it (server.pcapng doesn't have it, and its time to live is 44, that of segments from there 61).",
    ])
  })

  test('a clamped MSS and a stripped option', async () => {
    const report = await align(HEAD + TALK, onLine(0, { delayNs: 10 * MS, altered: { options: SYN_CLAMPED } }))
    expect(sentences(report)).toEqual([
      'The path clamps MSS 1460 to 1400 (SYN of the client, frame 1 of server.pcapng).',
      "The path strips window scale 7 from the client's segments (frame 1 of server.pcapng).",
    ])
  })

  test('a middlebox that rewrites addresses and initial sequence numbers', async () => {
    const report = await align(`${HEAD}iss A = 4294967000\niss B = 7000\n${TALK}`, {
      ...steady,
      translate: (statement) =>
        statement.kind === 'setting' && statement.endpoint === 'A' && statement.setting === 'iss'
          ? { ...statement, value: 1000 }
          : statement,
    })
    expect(report.flows[0]?.sequenceShift).toEqual({ client: 1296, server: 0 })
    expect(sentences(report)).toEqual([
      "The path rewrites sequence numbers: it shifts the client's by 1296 (towards the server's end, mod 2^32).",
    ])
  })

  test('a segment that a capture missed, since the other end acknowledged it', async () => {
    const report = await align(HEAD + TALK, onLine(3, { delayNs: 10 * MS, lost: true }))
    expect(sentences(report)).toEqual([
      '1 segment from the client did arrive, but server.pcapng lacks it: capture with a larger buffer.',
    ])
  })

  test('the last segment, of which nothing proves that the other capture was still running', async () => {
    const report = await align(HEAD + TALK, onLine(12, { delayNs: 10 * MS, lost: true }))
    expect(sentences(report)).toEqual([
      "Of 1 segment from the client the captures can't tell: server.pcapng ends before.",
    ])
  })

  test('a clock that steps between two segments', async () => {
    const path = { ...steady, clock: (ns: number) => (ns < 0.15e9 ? ns : ns + 20e9) }
    const report = await align(`${HEAD}${TALK}${'+0.030 A > B P. (10)\n+0.030 B > A .\n'.repeat(4)}`, path)
    expect(report.clock?.steps).toHaveLength(1)
    expect(report.clock?.steps[0]?.ns).toBe(20e9)
    expect(report.flows[0]?.segments.every(({ delayNs }) => delayNs === 10 * MS)).toBe(true)
  })
})

describe('segmentation offload', () => {
  const SENT = `${HEAD}+0 A > B S\n+0.03 B > A S.\n+0.03 A > B .\n+0.01 A > B P. 1:4345(4344)\n+0.05 B > A .\n+0.05 A > B .\n`
  const ARRIVED = `${HEAD}ttl A = 61\n@0.01 A > B S\n@0.02 B > A S.\n@0.07 A > B .\n@0.08 A > B . 1:1449(1448)\nMIDDLE@0.0802 A > B P. 2897:4345(1448)\n@0.11 B > A . ack END\n@0.18 A > B . 4345:4345(0)\n`

  const alignTexts = async (sent: string, arrived: string): Promise<TwoEndsReport> =>
    alignEnds(await endOf(captureOf(sent), 'client.pcapng'), await endOf(captureOf(arrived), 'server.pcapng'))

  test('cuts a segment into packets that arrive', async () => {
    const middle = '@0.0801 A > B . 1449:2897(1448)\n'
    const report = await alignTexts(SENT, ARRIVED.replace('MIDDLE', middle).replace('END', '4345'))
    expect(report.flows[0]?.segments.map(({ fate }) => fate)).not.toContain('forged')
    const whole = report.flows[0]?.segments.find(({ length }) => length > 0)
    expect(whole).toMatchObject({ fate: 'arrived', length: 4344, lostBytes: 0, arrivedFrames: [4, 5, 6] })
  })

  test('cuts a segment into packets of which one is lost', async () => {
    const sent = SENT.replace('+0.05 B > A .', '+0.05 B > A . ack 1449')
    const report = await alignTexts(sent, ARRIVED.replace('MIDDLE', '').replace('END', '1449'))
    const part = report.flows[0]?.segments.find(({ length }) => length > 0)
    expect(part).toMatchObject({ fate: 'partly lost', lostBytes: 1448, arrivedFrames: [4, 5] })
    expect(sentences(report)).toContain(
      'Of 1 offloaded segment from the client 1,448 bytes never arrived (frame 4 of client.pcapng).',
    )
  })
})

test('captures without a connection in common have nothing to tell', async () => {
  const other = captureOf(
    `${HEAD.replace('10.0.0.5:51514', '10.0.0.6:51515')}iss A = 5\nipid A = 9\nipid B = 40000\n${TALK}`,
  )
  const report = alignEnds(await endOf(captureOf(HEAD + TALK), 'a.pcapng'), await endOf(other, 'b.pcapng'))
  expect(report).toMatchObject({ clock: null, flows: [], others: { first: 1, second: 1 } })
})

import { describe, expect, test } from 'vitest'
import { joinChunks } from '../../pcapng/chunks'
import { PcapngWriter } from '../../pcapng/writer'
import { captureOf } from '../../scenario/capture'
import { Answers } from '../answers'
import { loadCore, memorySource } from '../capture.fixture'
import { FlowRecord } from '../flowRecord'
import { OpenCapture } from '../openCapture'
import { CaptureReader } from '../reader'
import { DATA, later, OPEN, verdictOf, WRAP } from '../verdicts/verdict.fixture'
import { captureQuality } from './captureQuality'
import { flowQuality } from './flowQuality'

async function qualityOf(capture: Uint8Array) {
  const core = await loadCore()
  await new CaptureReader(core, memorySource(capture)).readAll(() => undefined)
  return { capture: captureQuality(core), flow: flowQuality(core, new FlowRecord(core).at(0)) }
}
const idsOf = async (capture: Uint8Array) => {
  const quality = await qualityOf(capture)
  return { capture: quality.capture.map(({ id }) => id), flow: quality.flow.map(({ id }) => id) }
}

const HALF_CLOSED = '+0.1 A > B F.\n+0.02 B > A .\n'

describe('the quality of a capture', () => {
  test('has no issues where nothing is wrong', async () => {
    expect(await idsOf(captureOf(OPEN + DATA))).toEqual({ capture: [], flow: [] })
  })

  test.each([
    ['cut frames', `snaplen = 60\n${OPEN}${DATA}`, ['cut-frames']],
    ['a clock that goes backwards', `${OPEN}@0.005 B > A .\n`, ['clock-backwards']],
    ['frames captured twice', `${OPEN}+0.1 A > B P. (10) repeat 2\n`, ['duplicates']],
    ['segments beyond the MSS', `${OPEN}+0.1 A > B P. (9000)\n`, ['super-segments']],
    ['wrong checksums', `${OPEN}+0.1 A > B P. (10) badsum\n`, ['bad-checksums']],
  ])('tells %s', async (_, script, ids) => {
    expect((await idsOf(captureOf(script))).capture).toEqual(ids)
  })

  test('tells a truncated file', async () => {
    const bytes = captureOf(OPEN + DATA)
    const { capture } = await qualityOf(bytes.subarray(0, bytes.length - 5))
    expect(capture).toEqual([
      expect.objectContaining({ id: 'truncated', sentence: expect.stringMatching(/byte \d+ only/) }),
    ])
  })
})

test('the query tells both', async () => {
  const core = await loadCore()
  const capture = new OpenCapture(core, memorySource(captureOf(`${OPEN.replaceAll(/( S.*)/g, '$1 unseen')}${DATA}`)))
  await capture.read(() => undefined)
  const answers = new Answers(capture)
  expect(answers.answer('quality', { flow: 0 })).toEqual({
    capture: [],
    flow: [expect.objectContaining({ id: 'mid-stream', lowersTo: 'possible' })],
  })
  expect(answers.answer('quality', {})).toEqual({ capture: [], flow: [] })
})

describe('the quality of a flow', () => {
  test.each([
    ['one way only', `${OPEN}`.replaceAll(/(\+\S+ B > A .*)/g, '$1 unseen'), ['one-way']],
    [
      'acknowledged data that is missing',
      `${OPEN}+0.1 A > B P. (100) unseen\n+0.1 B > A .\n`,
      ['missing-segments', 'gaps'],
    ],
    ['a start in mid-stream', OPEN.replaceAll(/( S.*)/g, '$1 unseen') + DATA, ['mid-stream']],
  ])('tells %s', async (_, script, ids) => {
    expect((await idsOf(captureOf(script))).flow).toEqual(ids)
  })
})

describe.each([
  ['low sequence numbers', ''],
  ['sequence numbers that wrap', WRAP],
])('gaps, %s', (_, iss) => {
  const open = OPEN.replace('+0 A', `${iss}+0 A`)
  const gapsIn = async (script: string) =>
    (await qualityOf(captureOf(open + script))).flow.find(({ id }) => id === 'gaps')

  test('are counted and summed up by side', async () => {
    const server = '+0.1 B > A P. (100) unseen\n+0.1 B > A P. (50)\n+0.1 B > A P. (200) unseen\n+0.1 B > A P. (50)\n'
    const client = '+0.1 A > B P. (1448) unseen\n+0.1 A > B P. (10)\n'
    expect(await gapsIn(server)).toMatchObject({
      count: 2,
      weakens: [],
      sentence: "2 gaps, 300 B of the server's stream, are not in this capture.",
    })
    expect((await gapsIn(client))?.sentence).toBe("1 gap, 1,448 B of the client's stream, is not in this capture.")
    expect((await gapsIn(server + client))?.sentence).toBe(
      "1 gap, 1,448 B of the client's stream, and 2 gaps, 300 B of the server's stream, are not in this capture.",
    )
  })

  test('that are filled later are none', async () => {
    expect(await gapsIn('+0.1 B > A P. 1:101(100) unseen\n+0.1 B > A P. 101:151(50)\n+0.3 B > A P. 1:101(100)\n')).toBe(
      undefined,
    )
  })
})

describe.each([
  ['low sequence numbers', ''],
  ['sequence numbers that wrap', WRAP],
])('verdicts, %s', (_, iss) => {
  const open = OPEN.replace('+0 A', `${iss}+0 A`)

  test('a missing FIN is stuck where the capture is whole', async () => {
    expect(await verdictOf(captureOf(`${open}${HALF_CLOSED}${later(60)}`))).toMatchObject({
      id: 'server-not-closing',
      severity: 'stuck',
      certainty: 'likely',
    })
  })

  test('a missing FIN is unknown where the capture lacks segments that arrived', async () => {
    const lacking = `${open}+0.1 A > B P. (100) unseen\n+0.1 B > A .\n${HALF_CLOSED}${later(60)}`
    const verdict = await verdictOf(captureOf(lacking))
    expect(verdict).toMatchObject({ id: 'server-not-closing', severity: 'note', certainty: 'possible' })
    expect(verdict.counterEvidence).toContainEqual(expect.stringMatching(/missing from the capture/))
  })

  test('a missing FIN is unknown where the capture dropped packets', async () => {
    const writer = new PcapngWriter()
    writer.interface({ linkType: 1 })
    const statistics = writer.statistics({ time: 0n, dropped: 3n })
    const dropping = joinChunks([captureOf(`${open}${HALF_CLOSED}${later(60)}`), statistics])
    const verdict = await verdictOf(dropping)
    expect(verdict).toMatchObject({ id: 'server-not-closing', severity: 'note', certainty: 'possible' })
    expect(verdict.counterEvidence).toEqual([expect.stringContaining('dropped 3 packets')])
  })

  test('a clock that goes backwards weakens what rests on time', async () => {
    const slow = `${open.replace('+0.02 B', '+1.5 B')}@1.4 B > A .\n${DATA}`
    const verdict = await verdictOf(captureOf(slow))
    expect(verdict).toMatchObject({ id: 'slow-handshake' })
    expect(verdict.counterEvidence).toEqual([expect.stringContaining('goes backwards at 1 frame')])
  })
})

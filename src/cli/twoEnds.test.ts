import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Flag } from '../contracts/abi'
import { coreLoader } from '../engine/loadCore'
import { CaptureReader } from '../engine/reader'
import { openSource } from '../engine/source/source'
import { alignEnds } from '../engine/twoEnds/index'
import { capturesOfBothEnds } from '../scenario/bothEnds'
import { clockLine, flowLine, twoEndsText } from './twoEndsText'

const folder = mkdtempSync(join(tmpdir(), 'lastack-ends-'))
afterAll(() => rmSync(folder, { recursive: true }))

const loadCore = coreLoader('out/core/core.wasm')
const SCRIPT = `
start = 2026-01-15T10:00:00Z
A = 10.0.0.5:51514
B = 192.0.2.10:443
+0    A > B S
+0.03 B > A S.
+0.03 A > B .
+0.01 A > B P. (100)
+0.03 B > A .
+0.10 A > B P. (50)
+0.03 B > A .
`

async function report() {
  const { first, second } = capturesOfBothEnds(SCRIPT, {
    passage: (line) => ({
      delayNs: 10e6,
      ...(line === 4 ? { forged: { flags: Flag.RST, fields: { ttl: 44, ipid: 9 }, afterNs: 1e6 } } : {}),
    }),
    clock: (ns) => ns + 2.5e9,
  })
  const read = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const result = openSource(path)
    if (!result.ok) throw new Error(result.problem.message)
    const core = await loadCore()
    await new CaptureReader(core, result.source).readAll(() => undefined)
    return { core, source: result.source }
  }
  return alignEnds(await read('client.pcapng', first.bytes), await read('server.pcapng', second.bytes))
}

test('two captures as text', async () => {
  expect([...twoEndsText(await report())]).toEqual([
    'The clock of server.pcapng is 2.5 s ahead of that of client.pcapng ± 10 ms (by 7 segments).',
    '',
    '10.0.0.5:51514 > 192.0.2.10:443  (flow 0 of client.pcapng, flow 0 of server.pcapng)',
    "  The RST in frame 6 of client.pcapng was not sent by the server: something on the way forged it (server.pcapng doesn't have it, and its time to live is 44, that of segments from there 61).",
  ])
})

test('two captures as JSON: the clocks, then a flow a line with its segments', async () => {
  const told = await report()
  expect(JSON.parse(clockLine(told))).toEqual({
    first: { name: 'client.pcapng', frames: 8, flows: 1, droppedFrames: null },
    second: { name: 'server.pcapng', frames: 7, flows: 1, droppedFrames: null },
    clock: { offsetNs: 2.5e9, uncertaintyNs: 10e6, driftPpm: null, samples: 7, steps: [] },
    others: { first: 0, second: 0 },
  })
  const [flow] = told.flows.map((line) => JSON.parse(flowLine(line)))
  expect(flow.segments).toHaveLength(8)
  expect(flow.segments[0]).toEqual({
    from: 'client',
    fate: 'arrived',
    sentFrame: 1,
    arrivedFrames: [1],
    sentAt: '1768471200.000000000',
    arrivedAt: '1768471202.510000000',
    seq: expect.any(Number),
    length: 0,
    flags: ['SYN'],
    delayNs: 10e6,
    isDelayed: false,
    isReordered: false,
    changes: [],
    lostBytes: 0,
    reason: '',
  })
})

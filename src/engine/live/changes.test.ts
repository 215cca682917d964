import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { loadCore } from '../capture.fixture'
import { createEngine } from '../session'
import type { FlowChange } from './flowChange'

const folder = mkdtempSync(join(tmpdir(), 'lastack-changes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ENDS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\nC = 10.0.0.6:51515\n'
const OPENED = '+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n+0.1 C > B S\n'
const CLOSED = '+0.5 A > B F.\n+0.02 B > A .\n'

/** Takes changes until `isEnough`. */
async function changesUntil(
  take: () => readonly FlowChange[],
  isEnough: (all: readonly FlowChange[]) => boolean,
): Promise<FlowChange[]> {
  const all: FlowChange[] = []
  for (const giveUp = performance.now() + 5000; !isEnough(all); await pause(10)) {
    if (performance.now() > giveUp) throw new Error(`only ${JSON.stringify(all.map(({ state }) => state))} changed`)
    all.push(...take())
  }
  return all
}

test('flows that changed are told once each, as they stand, and no others', async () => {
  const path = join(folder, 'live.pcapng')
  const [opened, whole] = [captureOf(ENDS + OPENED), captureOf(ENDS + OPENED + CLOSED)]
  let wallMs = 0
  writeFileSync(path, opened)
  const engine = createEngine({ loadCore, onProgress: () => undefined, live: { wallMs: () => wallMs } })
  expect(engine.changes(10)).toEqual([])
  const done = engine.follow(path)
  const first = await changesUntil(
    () => engine.changes(1),
    (all) => all.length >= 2,
  )
  expect(first).toEqual([
    {
      flow: 0,
      client: { address: '10.0.0.5', port: 51514 },
      server: { address: '192.0.2.10', port: 443 },
      state: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
      isReset: false,
      verdict: { id: 'open', severity: 'ok', title: expect.any(String) },
      last: expect.any(BigInt),
    },
    expect.objectContaining({ flow: 1, state: { client: 'SYN_SENT', server: 'LISTEN' } }),
  ])
  await pause(400)
  expect(engine.changes(10)).toEqual([])
  appendFileSync(path, whole.subarray(opened.length))
  const half = await changesUntil(
    () => engine.changes(10),
    (all) => all.some(({ state }) => state.server === 'CLOSE_WAIT'),
  )
  expect(half.map(({ flow }) => flow)).not.toContain(1)
  // Time alone makes a SYN that nobody answers one that hangs.
  wallMs = Number((half.at(-1)?.last ?? 0n) / 1_000_000n) + 4000
  const hanging = await changesUntil(
    () => engine.changes(10),
    (all) => all.some(({ flow }) => flow === 1),
  )
  expect(hanging.find(({ flow }) => flow === 1)?.verdict).toMatchObject({ id: 'syn-unanswered', severity: 'stuck' })
  engine.ended()
  await done
  engine.close()
})

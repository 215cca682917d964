import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { LadderOutline, LadderRow, LadderRows } from '../../contracts/ladderRows'
import { captureOf } from '../../scenario/capture'
import { loadCore } from '../capture.fixture'
import { createEngine } from '../session'

const folder = mkdtempSync(join(tmpdir(), 'lastack-ladder-'))
afterAll(() => rmSync(folder, { recursive: true }))

const OPEN =
  'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n+0.01 A > B P. (50)\n+0.01 B > A .\n'
const DATA = '+0.001 B > A . (1000)\n+0.001 A > B .\n'.repeat(20)
const CLOSE = '+0.1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'

/** A capture that grows by scripts, each of which goes on where the one before ended. */
async function growing(parts: readonly string[]) {
  const path = join(folder, `${parts.length}.pcapng`)
  const sizes = parts.map((_, index) => captureOf(parts.slice(0, index + 1).join('')).length)
  const whole = captureOf(parts.join(''))
  let written = 0
  const clock = { wallMs: 0 }
  const engine = createEngine({ loadCore, onProgress: () => undefined, live: { wallMs: () => clock.wallMs } })
  writeFileSync(path, new Uint8Array(0))
  const done = engine.follow(path)
  const ladder = (unfolded: number[] = []) => engine.answer('ladder', { flow: 0, unfolded }) as LadderOutline
  const rows = (): readonly LadderRow[] =>
    (engine.answer('ladderRows', { flow: 0, from: 0, to: 1000 }) as LadderRows).rows
  const grow = async (): Promise<void> => {
    const size = sizes[written] ?? whole.length
    appendFileSync(path, whole.subarray(sizes[written - 1] ?? 0, size))
    written += 1
    for (const giveUp = performance.now() + 5000; performance.now() < giveUp; ) {
      await new Promise((resolve) => setTimeout(resolve, 60))
      if ((engine.answer('summary', {}) as { bytesRead: number }).bytesRead === size) return
    }
    throw new Error('the engine does not read on')
  }
  // Planning takes at most a fifth of the time, so that a new plan may be a moment away.
  const settled = async (unfolded: number[] = []): Promise<LadderOutline> => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    return ladder(unfolded)
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
  return { engine, done, clock, grow, ladder, rows, settled }
}

test('the ladder moves with its flow, says so, and keeps open what was unfolded', async () => {
  const { engine, done, grow, rows, settled, ladder } = await growing([`${OPEN}${DATA}`, DATA, CLOSE])
  await grow()
  const folded = ladder()
  expect(await settled()).toMatchObject({ revision: folded.revision })
  const fold = rows().find(({ kind }) => kind === 'fold')
  if (fold?.kind !== 'fold') throw new Error('nothing is folded')
  const open = await settled([fold.segment])
  expect(open.rows).toBe(open.segments)
  await grow()
  const grown = await settled([fold.segment])
  expect(grown.revision).not.toBe(open.revision)
  expect(grown.segments).toBe(open.segments + 40)
  expect(grown.rows).toBe(grown.segments)
  await grow()
  const closed = await settled([fold.segment])
  expect(closed.segments).toBe(grown.segments + 3)
  expect(closed.rows).toBe(closed.segments + 1)
  engine.ended()
  await done
  expect(await settled([fold.segment])).toMatchObject({ rows: closed.rows, segments: closed.segments })
  engine.close()
})

test('a countdown on the ladder follows the clock, and stays where the capture ended', async () => {
  const { engine, done, clock, grow, rows, settled } = await growing([`${OPEN}${CLOSE}`, ''])
  await grow()
  const tail = (): string | undefined => rows().find(({ kind }) => kind === 'tail')?.label
  await settled()
  expect(tail()).toBe('60 s of 60 s left (Linux, assumed)')
  const { last } = engine.answer('summary', {}) as { last: bigint }
  clock.wallMs = Number(last / 1_000_000n) + 10_500
  await settled()
  expect(tail()).toBe('50 s of 60 s left (Linux, assumed)')
  engine.ended()
  await done
  clock.wallMs += 30_000
  await settled()
  expect(tail()).toBe('50 s of 60 s left (Linux, assumed)')
  engine.close()
})

import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SaveSelection } from '../../contracts/engineProcess'
import { captureOf } from '../../scenario/capture'
import { coreOf, memorySource } from '../capture.fixture'
import { KERNEL_CASES, type KernelCase } from '../kernel/disagreements.fixture'
import { CLIENT, SERVER, watchedCore } from '../kernel/kernel.fixture'
import { Judge, severityOf } from '../verdicts/judge'
import { type SaveOrder, saveCapture } from './index'

/** A capture of this host, whose kernel was heard, and what is saved of it. */
async function savedBeside({ fires }: KernelCase, order: Omit<SaveOrder, 'path'>) {
  const bytes = captureOf(`A = ${CLIENT.address}:${CLIENT.port}\nB = ${SERVER.address}:${SERVER.port}\n${fires.events}`)
  const core = await coreOf(bytes)
  const host = watchedCore(core, [fires.host === 'client' ? CLIENT.address : SERVER.address])
  const quiet = fires.quietMs ?? 2000
  if (fires.before) host.read(quiet - 500, fires.before, fires.table)
  for (const ms of [0, 5000, 10_000]) host.read(quiet + ms, fires.sockets, fires.table)
  const judge = new Judge(core, memorySource(bytes))
  const byPackets = severityOf(judge.code(0))
  judge.hear(host.kernel.facts)
  const codes = Uint16Array.of(judge.code(0))
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-save-')), 'out.pcapng')
  const kept = { offset: 0, framesBefore: 0 }
  const from = { core, source: memorySource(bytes), judge, verdicts: { codes }, kept, position: bytes.length }
  const { packets } = await saveCapture(from, { ...order, path })
  return { packets, byPackets, byKernel: severityOf(codes[0] as number), text: readFileSync(path, 'utf8') }
}

const overflow = KERNEL_CASES['accept-queue-overflow'] as KernelCase
const ALL: SaveSelection = { what: 'all' }

test('a filter by a program saves the flows that the list shows for it', async () => {
  const filter = { severity: null, state: null, outcome: null, timeRange: null }
  const packetsOf = async (text: string) =>
    (await savedBeside(overflow, { selection: { what: 'filtered', filter: { ...filter, text } }, hasComments: false }))
      .packets
  expect(await packetsOf('python')).toBe(3)
  expect(await packetsOf('postgres')).toBe(0)
})

test('what only the kernel knows is a comment of packets as they are, and none of anonymised ones', async () => {
  const plain = await savedBeside(overflow, { selection: ALL, hasComments: true })
  expect(plain).toMatchObject({ byPackets: 'ok', byKernel: 'stuck' })
  expect(plain.text).toContain('nginx')
  const anonymising = { hasPayloads: false }
  const { packets, text } = await savedBeside(overflow, { selection: ALL, hasComments: true, anonymising })
  expect(packets).toBe(3)
  expect(text).not.toContain('Lastack, flow')
  expect(text).not.toContain('nginx')
})

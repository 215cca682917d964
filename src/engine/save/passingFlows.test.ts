import { expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf, memorySource } from '../capture.fixture'
import { Judge } from '../verdicts/judge'
import { passingFlows } from './passingFlows'
import { Cancelled, UNWATCHED } from './writing'

const FLOWS = 3000
const script = Array.from(
  { length: FLOWS },
  (_, at) => `C${at} = 10.0.0.5:${1024 + at}\n+0.001 C${at} > S S ttl ${at % 2 === 0 ? 64 : 128}`,
)
const bytes = captureOf(`S = 192.0.2.10:80\n${script.join('\n')}\n`)

async function opened() {
  const core = await coreOf(bytes)
  const source = memorySource(bytes)
  return { core, source, judge: new Judge(core, source) }
}

test('a filter that reads every packet is told of, and gives way, while it runs', async () => {
  const shares: number[] = []
  let turns = 0
  const turn = setInterval(() => {
    turns += 1
  }, 0)
  const watched = { tell: (share: number) => shares.push(share), isCancelled: () => false }
  const passed = await passingFlows(await opened(), 'ip.ttl == 128', watched)
  clearInterval(turn)
  expect(passed?.reduce((sum, one) => sum + one, 0)).toBe(FLOWS / 2)
  expect(turns).toBeGreaterThan(0)
  expect(shares.length).toBeGreaterThan(0)
  expect(shares).toEqual([...shares].sort((one, other) => one - other))
})

test('it stops when the file is no longer wanted', async () => {
  const capture = await opened()
  const cancelled = { tell: () => undefined, isCancelled: () => true }
  await expect(passingFlows(capture, 'ip.ttl == 128', cancelled)).rejects.toThrow(Cancelled)
})

test('no filter lets all pass, a wrong one says where it is', async () => {
  const capture = await opened()
  expect(await passingFlows(capture, '', UNWATCHED)).toBeUndefined()
  await expect(passingFlows(capture, 'tcp.prot == 1', UNWATCHED)).rejects.toThrow(/^1: /)
})

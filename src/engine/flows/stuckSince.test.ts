import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { Judge } from '../verdicts/judge'
import { readFlow } from './flow'

const HOSTS = 'A = 10.0.0.9:50001\nB = 10.0.0.80:80\nC = 10.0.0.10:50002\nD = 10.0.0.80:81\n'
const SCRIPT = `${HOSTS}
+0 A > B S
+0.5 C > D S
+0.01 D > C S.
+0.01 C > D .
+0.48 A > B S 0:0(0)
+2 A > B S 0:0(0)
+30 C > D P. (10)
+0.01 D > C .
`

async function flowOf(id: number, isIndexed: boolean) {
  const core = await coreOf(captureOf(SCRIPT))
  if (isIndexed) core.buildIndex()
  return readFlow(core, id, new Judge(core))
}

describe('a stuck flow', () => {
  test('is stuck since the first frame of the evidence, not since its last repetition', async () => {
    const flow = await flowOf(0, true)
    expect(flow.verdict).toMatchObject({ severity: 'stuck', evidence: [{ frame: 1 }, { frame: 6 }] })
    expect(flow.stuckSince).toBe(flow.first)
  })

  test('says nothing before its segments are indexed', async () => {
    expect((await flowOf(0, false)).stuckSince).toBeNull()
  })

  test('says nothing where it is not stuck', async () => {
    expect((await flowOf(1, true)).stuckSince).toBeNull()
  })
})

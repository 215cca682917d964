import { expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { loadCore, memorySource } from '../capture.fixture'
import { OpenCapture } from '../openCapture'
import { planRows, prepare } from './plan'
import { longFlows } from './readAhead'
import { readFlowRows } from './readFlowRows'

const flow = (place: number, acks: number) => `
A${place} = 10.0.0.5:${50_000 + place}
B${place} = 192.0.2.10:443
+0.1 A${place} > B${place} S
+0.1 B${place} > A${place} S.
${`+0.1 A${place} > B${place} .\n`.repeat(acks)}`

async function opened(): Promise<OpenCapture> {
  const capture = new OpenCapture(await loadCore(), memorySource(captureOf(flow(0, 1) + flow(1, 6) + flow(2, 3))))
  await capture.read(() => undefined)
  return capture
}

test('long flows are read ahead, the longest first, short ones not', async () => {
  const { core } = await opened()
  expect(longFlows(core, 5)).toEqual([1, 2])
  expect(longFlows(core)).toEqual([])
})

test('a flow that was prepared is planned as any other', async () => {
  const [one, other] = [await opened(), await opened()]
  const rows = readFlowRows(one.core, 1, one.knownUntil)
  for (const step of prepare(rows)) step()
  expect(readFlowRows(one.core, 1, one.knownUntil)).toBe(rows)
  const fresh = readFlowRows(other.core, 1, other.knownUntil)
  expect(planRows(rows, new Set())).toEqual(planRows(fresh, new Set()))
})

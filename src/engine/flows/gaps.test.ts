import { expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf } from '../capture.fixture'
import { Judge } from '../verdicts/judge'
import { readFlow } from './flow'

const OPEN = '+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n'

async function gaps(script: string, start = '') {
  const core = await coreOf(captureOf(`A = 10.0.0.5:51514\nB = 192.0.2.10:443\n${start}${OPEN}${script}`))
  return readFlow(core, 0, new Judge(core)).gaps
}
const NONE = { count: 0, bytes: 0 }

test.each(['', 'iss A = 4294967200\niss B = 4294967290\n'])('gaps are counted for each side %j', async (start) => {
  const script = '+0.1 A > B P. 1:101(100) ack 1\n+0 A > B P. 301:401(100) ack 1\n+0 A > B P. 501:601(100) ack 1\n'
  expect(await gaps(script, start)).toEqual({ client: { count: 2, bytes: 300 }, server: NONE })
  const filled = `${script}+0.01 A > B P. 101:301(200) ack 1\n`
  expect(await gaps(filled, start)).toEqual({ client: { count: 1, bytes: 100 }, server: NONE })
})

test('what the peer acknowledges beyond the last segment is a gap', async () => {
  const script = '+0.1 B > A P. 1:101(100) ack 1\n+0.02 A > B . 1:1(0) ack 401\n'
  expect(await gaps(script)).toEqual({ client: NONE, server: { count: 1, bytes: 300 } })
})

test('a flow that is captured whole has none', async () => {
  expect(await gaps('+0.1 A > B P. (100)\n+0.02 B > A .\n')).toEqual({ client: NONE, server: NONE })
})

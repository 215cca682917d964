import { expect, test } from 'vitest'
import { flowId } from '../../contracts/units'
import { changeOf } from './change.fixture'
import { FlowLines } from './flowLines'

const CLOSED = { state: { client: 'TIME_WAIT', server: 'CLOSED' } } as const

test('a flow has a line when it comes and when it is in another stage', () => {
  const lines = new FlowLines()
  expect(lines.lineFor(changeOf('ok'), 5000n)).toEqual({
    time: 1000n,
    stage: 'open',
    flow: 0,
    client: { address: '10.0.0.5', port: 51514 },
    server: { address: '192.0.2.10', port: 443 },
    state: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
    verdict: { id: 'ok', severity: 'ok', title: 'ok' },
  })
  expect(lines.lineFor(changeOf('ok', 'closed-normally', { ...CLOSED, last: 2000n }), 5000n)).toMatchObject({
    time: 2000n,
    stage: 'closed',
  })
})

test('what nobody cares about has none: the same again, a note, states of the same stage', () => {
  const lines = new FlowLines()
  const halfClosed = (client: 'FIN_WAIT_1' | 'FIN_WAIT_2') => ({ state: { client, server: 'CLOSE_WAIT' } }) as const
  lines.lineFor(changeOf('ok'), 5000n)
  expect(lines.lineFor(changeOf('ok'), 6000n)).toBeNull()
  expect(lines.lineFor(changeOf('note', 'window-limited'), 6000n)).toBeNull()
  expect(lines.lineFor(changeOf('note', 'half', halfClosed('FIN_WAIT_1')), 7000n)).not.toBeNull()
  expect(lines.lineFor(changeOf('note', 'half', halfClosed('FIN_WAIT_2')), 8000n)).toBeNull()
})

test('trouble has a line when it comes, is another, and goes; its time is when it was known', () => {
  const lines = new FlowLines()
  lines.lineFor(changeOf('ok'), 5000n)
  expect(lines.lineFor(changeOf('stuck', 'zero-window'), 6000n)).toMatchObject({ time: 6000n, stage: 'open' })
  expect(lines.lineFor(changeOf('stuck', 'zero-window'), 7000n)).toBeNull()
  expect(lines.lineFor(changeOf('warning', 'heavy-loss'), 8000n)).toMatchObject({ time: 8000n })
  expect(lines.lineFor(changeOf('ok'), 9000n)).toMatchObject({ time: 9000n, verdict: { severity: 'ok' } })
})

test('flows are told apart', () => {
  const lines = new FlowLines()
  expect(lines.lineFor(changeOf('ok', 'ok', { flow: flowId(7) }), 0n)).not.toBeNull()
  expect(lines.lineFor(changeOf('ok', 'ok', { flow: flowId(3) }), 0n)).not.toBeNull()
  expect(lines.lineFor(changeOf('ok', 'ok', { flow: flowId(7) }), 0n)).toBeNull()
})

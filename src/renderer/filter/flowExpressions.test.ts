import { expect, test } from 'vitest'
import type { Flow } from '../../contracts/flow'
import { flowExpressions } from './flowExpressions'

const FLOW = {
  client: { address: '10.0.0.5', port: 50_000 },
  server: { address: '2001:db8::1', port: 443 },
  state: { client: 'FIN_WAIT_2', server: 'CLOSE_WAIT' },
  verdict: { id: 'server-not-closing' },
  service: { protocol: 'tls', name: 'api.example.org' },
  analysis: {},
  rtt: null,
  first: 0n,
  last: 1_500_000_000n,
} as unknown as Flow

test('offers what the pointed column shows first', () => {
  expect(flowExpressions(FLOW, 'state')[0]).toBe('state.client == FIN_WAIT_2 && state.server == CLOSE_WAIT')
  expect(flowExpressions(FLOW, 'verdict-lasts')[0]).toBe('verdict == "server-not-closing"')
  expect(flowExpressions(FLOW, 'lasts')[0]).toBe('duration >= 1500ms')
})

test('leaves out what is not known of the flow', () => {
  const expressions = flowExpressions(FLOW, null)
  expect(expressions.some((text) => text.startsWith('rtt') || text.startsWith('process'))).toBe(false)
  expect(expressions).toContain('host == "api.example.org"')
})

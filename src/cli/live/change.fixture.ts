/** Changes of flows as the engine tells them. */
import type { Severity } from '../../contracts/flow'
import { flowId } from '../../contracts/units'
import type { FlowChange } from '../../engine/live/flowChange'

export const changeOf = (severity: Severity, id: string = severity, given: Partial<FlowChange> = {}): FlowChange => ({
  flow: flowId(0),
  client: { address: '10.0.0.5', port: 51514 },
  server: { address: '192.0.2.10', port: 443 },
  state: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
  isReset: false,
  verdict: { id, severity, title: id },
  last: 1000n,
  ...given,
})

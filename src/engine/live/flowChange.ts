/** A flow of which something else is to be said than before: the little that a line about it needs, read cheaply. */
import { FlowBit } from '../../contracts/abi'
import type { Endpoint, Sides, Verdict } from '../../contracts/flow'
import { type StateName, stateName } from '../../contracts/names'
import { type FlowId, flowId } from '../../contracts/units'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { readEndpoint } from '../flows/flow'
import { SegmentRecord } from '../segmentRecord'
import { idOf, type Judge, severityOf, titleOf } from '../verdicts/judge'

export interface FlowChange {
  readonly flow: FlowId
  readonly client: Endpoint
  readonly server: Endpoint
  readonly state: Sides<StateName>
  readonly isReset: boolean
  readonly verdict: Pick<Verdict, 'id' | 'severity' | 'title'>
  /** Time of its last segment, nanoseconds since the epoch. */
  readonly last: bigint
}

/** A flow as it stands now. No evidence is looked for: that takes `readFlow`. */
export function readChange(core: Core, id: number, judge: Judge): FlowChange {
  const flow = new FlowRecord(core).at(id)
  const client = flow.index('client')
  const server = flow.index('server')
  const code = judge.code(id)
  return {
    flow: flowId(id),
    client: readEndpoint(core, flow, client),
    server: readEndpoint(core, flow, server),
    state: { client: stateName(flow.state(client)), server: stateName(flow.state(server)) },
    isReset: flow.has(FlowBit.RESET),
    verdict: { id: idOf(code), severity: severityOf(code), title: titleOf(code) },
    last: new SegmentRecord(core).at(flow.lastSegment).time,
  }
}

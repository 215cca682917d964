/** What the flow record tells of FINs and of the endpoint that closed first. */
import { FlowBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'

export const hasFin = (flow: FlowRecord, endpoint: EndpointIndex): boolean =>
  flow.has(endpoint === 0 ? FlowBit.FIN_FROM_A : FlowBit.FIN_FROM_B)

export const isFinAcked = (flow: FlowRecord, endpoint: EndpointIndex): boolean =>
  flow.has(endpoint === 0 ? FlowBit.FIN_OF_A_ACKED : FlowBit.FIN_OF_B_ACKED)

/** Who sent the first FIN; valid where there is one. */
export const firstCloser = (flow: FlowRecord): EndpointIndex => (flow.has(FlowBit.FIRST_FIN_FROM_B) ? 1 : 0)

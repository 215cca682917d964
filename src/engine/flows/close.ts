/** How a flow ended. */
import { FlowBit } from '../../contracts/abi'
import type { Flow } from '../../contracts/flow'
import type { FlowRecord } from '../flowRecord'

const BOTH_FINS = FlowBit.FIN_FROM_A | FlowBit.FIN_FROM_B
const BOTH_ACKED = FlowBit.FIN_OF_A_ACKED | FlowBit.FIN_OF_B_ACKED

/** Both FINs were seen and acknowledged. */
export function isGraceful(flow: FlowRecord): boolean {
  return (flow.bits & (BOTH_FINS | BOTH_ACKED)) === (BOTH_FINS | BOTH_ACKED)
}

/** `fin` names who closed first, also where a reset came later than both FINs; `reset` names who sent the reset. */
export function readClose(flow: FlowRecord): Flow['close'] {
  const { bits } = flow
  const graceful = isGraceful(flow)
  if ((bits & FlowBit.RESET) !== 0 && !graceful) {
    return { kind: 'reset', by: flow.side(bits & FlowBit.RESET_BY_B ? 1 : 0), graceful }
  }
  if ((bits & BOTH_FINS) === 0) return { kind: 'none', by: null, graceful }
  if ((bits & FlowBit.FINS_CROSSED) !== 0) return { kind: 'fin', by: 'both', graceful }
  return { kind: 'fin', by: flow.side(bits & FlowBit.FIRST_FIN_FROM_B ? 1 : 0), graceful }
}

/** Where a connection is in its life, as people put it. */
import type { StateName } from '../../contracts/names'
import type { FlowChange } from '../../engine/live/flowChange'

export const STAGES = ['opening', 'open', 'half-closed', 'closing', 'closed', 'reset'] as const
export type Stage = (typeof STAGES)[number]

const OPENING: readonly StateName[] = ['LISTEN', 'SYN_SENT', 'SYN_RCVD']
const OVER: readonly StateName[] = ['CLOSED', 'TIME_WAIT']
/** A capture that began in the middle doesn't show how a connection was opened. */
const OPEN: readonly StateName[] = ['ESTABLISHED', 'UNKNOWN']

export function stageOf({ state, isReset }: Pick<FlowChange, 'state' | 'isReset'>): Stage {
  const { client, server } = state
  const both = (states: readonly StateName[]): boolean => states.includes(client) && states.includes(server)
  if (isReset) return 'reset'
  if (OPENING.includes(client) || OPENING.includes(server)) return 'opening'
  if (both(OPEN)) return 'open'
  if (both(OVER)) return 'closed'
  // One end has closed and the other knows, and may still send.
  return client === 'CLOSE_WAIT' || server === 'CLOSE_WAIT' ? 'half-closed' : 'closing'
}

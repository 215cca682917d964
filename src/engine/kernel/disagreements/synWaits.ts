/** A SYN that arrived here and was not answered. */

import { EndpointBit, Flag, TcpState } from '../../../contracts/abi'
import type { Evidence } from '../../../contracts/flow'
import { said } from '../../said/said'
import { evidence, type FlowStory, hasFlags } from '../../verdicts/story'
import type { LocalEnd } from '../end'

export const synWaits = (end: LocalEnd): boolean =>
  !end.isReset &&
  end.flow.state(end.peer) === TcpState.SYN_SENT &&
  end.flow.endpointHas(end.peer, EndpointBit.SYN_SEEN) &&
  !end.flow.endpointHas(end.endpoint, EndpointBit.ACTIVE)

/** More tries than any system makes. */
const TRIES = 64

export function synEvidence(story: FlowStory, { peer }: LocalEnd): Evidence[] {
  const tries = story.some((segment) => segment.sender === peer && hasFlags(segment, Flag.SYN, Flag.ACK), TRIES)
  return evidence(
    [tries[0] ?? null, said`the first SYN arrives`],
    [tries.at(-1) ?? null, said`the last SYN, also unanswered`],
  )
}

/** A connection that one end forgot: what the other still sends is answered from CLOSED (RFC 9293 §3.10.7.1). */
import { Flag, FlowBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { SHORTEST_IDLE_NS } from '../data/idleTimers'
import type { ResetOrigin } from '../reset/origin'
import { answeredBy } from '../reset/why'
import type { CaptureFacts } from '../rule'
import { ANY_FIN, type FlowStory, type Found, hasFlags, isRetransmission } from '../story'

export interface Forgotten {
  /** Who forgot it. */
  readonly endpoint: EndpointIndex
  /** The last that this end said of the connection; null: nothing was captured. */
  readonly lastWord: Found | null
  /** What the reset answers. */
  readonly sent: Found
  readonly reset: Found
  /** Retransmissions of the other end that went unanswered before. */
  readonly tries: number
  /** From the last word to the reset. */
  readonly silentNs: number
  readonly origin: ResetOrigin
}

/** A host that restarts is away for a while; an abort comes within the conversation, ns. */
const AWAY_NS = 3e9

/** Null where the reset that ended a flow is of another kind. */
export function forgottenBy(flow: FlowRecord, capture: CaptureFacts): Forgotten | null {
  if (!flow.has(FlowBit.RESET) || (flow.bits & ANY_FIN) !== 0) return null
  if (!flow.has(FlowBit.HANDSHAKE_COMPLETE) && !flow.has(FlowBit.MID_STREAM)) return null
  const story = capture.story(flow)
  const endpoint: EndpointIndex = flow.has(FlowBit.RESET_BY_B) ? 1 : 0
  const reset = story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.RST))
  const sent = reset && answeredBy(story, endpoint, reset)
  if (reset === null || sent === null || story.segmentAt(sent).length === 0) return null
  const lastWord = story.last((segment) => segment.sender === endpoint, reset.index - 1)
  const silentNs = lastWord === null ? 0 : reset.ns - lastWord.ns
  const tries = triesIn(story, endpoint, lastWord, reset)
  // Without a word of this end, tries in vain must show that it was away.
  if (lastWord === null ? tries === 0 : silentNs < AWAY_NS) return null
  const origin = capture.resetOrigin(flow)
  if (origin.by === 'middlebox') return null
  // After so long a device on the path forgets too, and answers in its name: then only its own packets tell.
  if (silentNs >= SHORTEST_IDLE_NS && !(origin.by === 'endpoint' && origin.isStrong)) return null
  return { endpoint, lastWord, sent, reset, tries, silentNs, origin }
}

function triesIn(story: FlowStory, endpoint: EndpointIndex, since: Found | null, reset: Found): number {
  let tries = 0
  story.last((segment) => {
    if (segment.index <= (since?.index ?? -1)) return true
    if (segment.sender !== endpoint && isRetransmission(segment)) tries += 1
    return false
  }, reset.index - 1)
  return tries
}

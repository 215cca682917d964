import { Flag, FlowBit } from '../../../contracts/abi'
import type { EndpointIndex } from '../../flowRecord'
import { isGraceful } from '../../flows/close'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { nothingToDo, type Rule } from '../rule'
import { ackOfFin, evidence, type FlowStory, type Found, hasFlags, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

function closers(story: FlowStory): string {
  const { flow } = story
  if (flow.has(FlowBit.FINS_CROSSED)) return said`both sides at once`
  return story.named(flow.has(FlowBit.FIRST_FIN_FROM_B) ? 1 : 0)
}

/** The first ACK of an endpoint's FIN after the last FIN of all; before it where that one came again for nothing. */
function ackAround(story: FlowStory, endpoint: EndpointIndex, last: Found): Found {
  const isAck = ackOfFin(endpoint, story.flow.finEnd(endpoint))
  return story.first(isAck, last.index) ?? story.last(isAck, last.index) ?? last
}

/** What acknowledged the FIN that was not acknowledged before. @param fin the last FIN, of the endpoint `closed`. */
function lastAck(story: FlowStory, fin: Found, closed: EndpointIndex): Found {
  const { flow } = story
  const own = ackAround(story, closed, fin)
  // As a rule the second FIN is the last, and the first was acknowledged before or with it.
  const isSecond = flow.has(FlowBit.FIRST_FIN_FROM_B) === (closed === 0)
  if (isSecond && !flow.has(FlowBit.FINS_CROSSED)) return own
  const other = ackAround(story, otherEndpoint(closed), fin)
  return own.index > other.index ? own : other
}

/** Both sides closed and both FINs were acknowledged. */
export const closedNormally: Rule = {
  id: 'closed-normally',
  needs: FlowTrait.GRACEFUL,
  judge: (flow) => (isGraceful(flow) && !flow.has(FlowBit.RESET) ? 'ok' : null),
  title: () => said`Closed normally`,
  explain(story) {
    const first = story.firstSegment
    const fin = story.last((segment) => hasFlags(segment, Flag.FIN)) ?? story.lastSegment
    const closed = story.segmentAt(fin).sender
    const ack = lastAck(story, fin, closed)
    return {
      certainty: 'proved',
      evidence: evidence(
        [first, said`the first segment`],
        [fin, said`FIN from ${story.named(closed)}`],
        [ack, said`now both FINs are acknowledged`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`Healthy: closed by ${closers(story)} after ${durationWords(Math.max(0, ack.ns - first.ns))}; both FINs were acknowledged, the last by frame ${ack.frame}.`,
        expectedNext: '',
        nextStep: nothingToDo(),
      }),
    }
  },
}

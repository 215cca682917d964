import { Completeness, Flag, FlowBit } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { isGraceful } from '../../flows/close'
import { said } from '../../said/said'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, type Found, hasFlags, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { firstCloser } from './fins'

/** Both have closed, and the side that closed last sends RST to the one in TIME_WAIT. */
function isAssassinated(flow: FlowRecord): boolean {
  if ((flow.completeness & Completeness.RST) === 0 || flow.has(FlowBit.RESET) || flow.has(FlowBit.FINS_CROSSED))
    return false
  if (!isGraceful(flow)) return false
  return (flow.lastFlags & Flag.RST) !== 0 && flow.lastSender === otherEndpoint(firstCloser(flow))
}

/** The old segment that the RST goes back to, and the ACK that answered it. */
function cause(story: FlowStory, reset: Found | null): { ack: Found | null; old: Found | null } {
  const closer = firstCloser(story.flow)
  const ack = reset && story.last((segment) => segment.sender === closer, reset.index - 1)
  const old = ack && story.last((segment) => segment.sender !== closer, ack.index - 1)
  return { ack, old }
}

/** TIME_WAIT cut short by the peer's RST: RFC 1337. */
export const timeWaitAssassinated: Rule = {
  id: 'time-wait-assassinated',
  needs: FlowTrait.RESET_IGNORED,
  judge: (flow) => (isAssassinated(flow) ? 'note' : null),
  title: () => said`TIME_WAIT cut short`,
  explain(story) {
    const { flow } = story
    const closer = firstCloser(flow)
    const peer = otherEndpoint(closer)
    const reset = story.last((segment) => segment.sender === peer && hasFlags(segment, Flag.RST))
    const { ack, old } = cause(story, reset)
    return {
      certainty: 'likely',
      evidence: evidence(
        [old, said`a late segment of ${story.named(peer)}`],
        [ack, said`${story.named(closer)} acknowledges, from TIME_WAIT`],
        [reset, said`RST: ${story.named(peer)} knows nothing of it any more`],
      ),
      counterEvidence: [said`Linux ignores such a RST where net.ipv4.tcp_rfc1337 is set.`],
      words: () => ({
        sentence: said`${story.address(closer)} waited in TIME_WAIT; ${story.address(peer)}, which has no such socket any more, sent RST${inFrame(reset)} and so ended the wait early (TIME_WAIT assassination, RFC 1337). Both FINs were through: no data is lost.`,
        expectedNext: '',
        nextStep: nextStep(
          said`Harmless unless the ports are used again at once. On ${story.address(closer)}, Linux can keep the wait:`,
          {
            linux: 'sysctl net.ipv4.tcp_rfc1337',
            macos: '',
            windows: '',
          },
        ),
      }),
    }
  },
}

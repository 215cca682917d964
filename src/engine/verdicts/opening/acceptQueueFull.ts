import { Flag, FlowBit } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { isFull } from '../../kernel/listeners'
import { holderOr, queueWords } from '../../kernel/words'
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { listenerOf } from '../kernel/holder'
import { acceptQueue, nextStep } from '../nextSteps'
import type { CaptureFacts, Rule } from '../rule'
import { byAbsence, evidence, hasFlags, inFrame } from '../story'
import { assumed, secondsWords, timersOf } from '../timers'
import { FlowTrait } from '../traits'

/** A SYN,ACK this long after the ACK did not cross it on the way. */
const CROSSING_NS = 0.5e9
/** Linux tries five times. */
const ALL_TRIES = 5

/**
 * The server goes on sending SYN,ACK although the client's ACK came: Linux drops the ACK when the accept queue is full.
 *
 * @returns false where nothing but SYN,ACKs of the server tells so.
 */
export function repeatsAfterAck(flow: FlowRecord): boolean {
  const server = flow.index('server')
  if (flow.synAckRetransmissions === 0 || !flow.has(FlowBit.HANDSHAKE_COMPLETE) || flow.has(FlowBit.RESET)) return false
  if (flow.segments(server) !== 1 + flow.synAckRetransmissions) return false
  return flow.roughSentNs(server) - flow.roughOpenNs > Math.max(CROSSING_NS, flow.handshakeRtt)
}

/** The next SYN,ACK would have come by now: the server took the connection after all, or gave it up. */
function isOverdue(flow: FlowRecord, capture: CaptureFacts): boolean {
  const waitNs = 2 ** flow.synAckRetransmissions * 1e9
  return capture.endNs - flow.roughSentNs(flow.index('server')) > 1.5 * waitNs
}

export const acceptQueueFull: Rule = {
  id: 'accept-queue-full',
  needs: FlowTrait.SYN_ACK_AGAIN,
  judge(flow, capture) {
    if (!repeatsAfterAck(flow)) return null
    if (flow.bytes(flow.clientIndex) > 0 || flow.synAckRetransmissions >= ALL_TRIES) return 'stuck'
    if (flow.synAckRetransmissions < 2) return null
    return isOverdue(flow, capture) ? 'note' : 'stuck'
  },
  title: (severity) =>
    severity === 'note' ? said`Server was slow to accept` : said`Server not accepting (accept queue full)`,
  explain(story) {
    const { flow } = story
    const client = flow.clientIndex
    const server = flow.index('server')
    const ack = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.ACK, Flag.SYN | Flag.RST))
    const again = story.first(
      (segment) => segment.sender === server && hasFlags(segment, Flag.SYN | Flag.ACK),
      ack?.index,
    )
    const last = story.last((segment) => segment.sender === server)
    const data = story.first((segment) => segment.sender === client && segment.length > 0)
    const { certainty, counterEvidence } = byAbsence(story, data ? 'likely' : 'possible')
    const listener = listenerOf(story)
    const isCertain = listener !== null && isFull(listener)
    const who =
      listener === null ? said`the application on port ${flow.port(server)}` : holderOr(listener, said`the application`)
    return {
      certainty: isCertain ? 'proved' : certainty,
      counterEvidence: [
        ...counterEvidence,
        said`The ACK may also have been lost between the capture and the server.`,
        ...(data
          ? []
          : [
              said`A server that waits for data before it accepts (TCP_DEFER_ACCEPT) looks the same; the client sent none.`,
            ]),
      ],
      evidence: evidence(
        [ack, said`the client's ACK`],
        [data, said`data, not acknowledged`],
        [again, said`SYN,ACK again, as if no ACK had come`],
        [last, said`the last SYN,ACK`],
      ),
      words: () => {
        const profile = timersOf(story, server)
        return {
          sentence: said`${story.address(server)} got the ACK${inFrame(ack)}, yet sent its SYN,ACK again ${pluralWords(flow.synAckRetransmissions, 'time')}, up to frame ${last?.frame ?? story.lastSegment.frame}: its accept queue is full${isCertain ? said` (${queueWords(listener)})` : ''}, ${who} does not call accept() fast enough. The client takes the connection for open.`,
          expectedNext: said`An ACK of the data as soon as the application accepts; else the server forgets the connection ${secondsWords(profile.synAckGivesUp)} after its first SYN,ACK ${assumed(profile)}, and answers later data with RST.`,
          nextStep: nextStep(
            said`On the server, see how full the accept queue is (Recv-Q against Send-Q) and the overflows:`,
            acceptQueue(flow.port(server)),
          ),
        }
      },
    }
  },
}

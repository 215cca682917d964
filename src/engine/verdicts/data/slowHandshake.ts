import { Flag, FlowBit } from '../../../contracts/abi'
import type { EndpointIndex } from '../../flowRecord'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { connectTime, nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, type Found, hasFlags, inFrame, isAtOrAfter } from '../story'
import { FlowTrait } from '../traits'

const SLOW_NS = 1e9
/** A half of the handshake that takes this many times a later round trip the same way is its host's fault. */
const MUCH = 4

/** The handshake took over a second without a retransmission. */
export const slowHandshake: Rule = {
  id: 'slow-handshake',
  needs: FlowTrait.HANDSHAKE_COMPLETE,
  judge(flow) {
    if (!flow.has(FlowBit.HANDSHAKE_COMPLETE) || flow.handshakeRtt < SLOW_NS) return null
    return flow.synRetransmissions + flow.synAckRetransmissions === 0 ? 'note' : null
  },
  title: () => said`Slow handshake`,
  explain(story) {
    const { flow } = story
    const client = flow.index('client')
    const server = flow.index('server')
    const syn = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.SYN))
    const synAck = story.first((segment) => segment.sender === server && hasFlags(segment, Flag.SYN))
    const ack = synAck && story.first((segment) => segment.sender === client, synAck.index)
    const toServer = syn && synAck ? synAck.ns - syn.ns : 0
    const toClient = synAck && ack ? ack.ns - synAck.ns : 0
    const blame = blameOf(story, toServer, toClient, ack)
    return {
      certainty: blame === 'unknown' ? 'possible' : 'likely',
      evidence: evidence([syn, 'SYN'], [synAck, 'SYN,ACK'], [ack, 'ACK']),
      counterEvidence: [],
      words: () => ({
        sentence: said`The handshake took ${durationWords(flow.handshakeRtt)}: ${durationWords(toServer)} from SYN to SYN,ACK${inFrame(synAck)}, ${durationWords(toClient)} from there to the ACK${inFrame(ack)}. ${BLAMES[blame]()}`,
        expectedNext: '',
        nextStep: nextStep(
          said`Measure how long it takes to connect, and where on the path the time goes:`,
          connectTime(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}

const BLAMES = {
  server: () =>
    said`A later round trip to the server is far shorter, so the server, or what stands before it, took its time.`,
  client: () => said`A later round trip to the client is far shorter, so the client took its time.`,
  unknown: () => said`What was captured does not tell whether the path or a host took the time.`,
} as const

/** The longer half of the handshake is compared with data that goes the same way and is acknowledged. */
function blameOf(story: FlowStory, toServer: number, toClient: number, ack: Found | null): keyof typeof BLAMES {
  const side = toServer >= toClient ? 'server' : 'client'
  const later = ack && roundTrip(story, story.flow.index(side), ack.index)
  return later !== null && later * MUCH < Math.max(toServer, toClient) ? side : 'unknown'
}

/** Nanoseconds from the first data sent to an endpoint to its ACK; null: none was captured. */
function roundTrip(story: FlowStory, endpoint: EndpointIndex, from: number): number | null {
  const data = story.first((segment) => segment.sender !== endpoint && segment.length > 0, from)
  if (data === null) return null
  const { seq, length } = story.segmentAt(data)
  const ack = story.first(
    (segment) => segment.sender === endpoint && hasFlags(segment, Flag.ACK) && isAtOrAfter(segment.ack, seq + length),
    data.index + 1,
  )
  return ack === null ? null : ack.ns - data.ns
}

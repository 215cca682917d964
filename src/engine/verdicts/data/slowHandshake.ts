import { Flag, FlowBit } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { durationWords } from '../../words'
import { connectTime, nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, hasFlags, inFrame } from '../story'

const SLOW_NS = 1e9
/** One half of the handshake that takes this many times the other, or the later round trips, is to blame. */
const MUCH = 4

/** The handshake took over a second without a retransmission. */
export const slowHandshake: Rule = {
  id: 'slow-handshake',
  judge(flow) {
    if (!flow.has(FlowBit.HANDSHAKE_COMPLETE) || flow.handshakeRtt < SLOW_NS) return null
    return flow.synRetransmissions + flow.synAckRetransmissions === 0 ? 'note' : null
  },
  title: () => 'Slow handshake',
  explain(story) {
    const { flow } = story
    const client = flow.index('client')
    const server = flow.index('server')
    const syn = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.SYN))
    const synAck = story.first((segment) => segment.sender === server && hasFlags(segment, Flag.SYN))
    const ack = synAck && story.first((segment) => segment.sender === client, synAck.index)
    const toServer = syn && synAck ? synAck.ns - syn.ns : 0
    const toClient = synAck && ack ? ack.ns - synAck.ns : 0
    const blame = blameOf(flow, toServer, toClient)
    return {
      certainty: blame === 'network' ? 'possible' : 'likely',
      evidence: evidence([syn, 'SYN'], [synAck, 'SYN,ACK'], [ack, 'ACK']),
      counterEvidence: [],
      words: () => ({
        sentence: `The handshake took ${durationWords(flow.handshakeRtt)}: ${durationWords(toServer)} from SYN to SYN,ACK${inFrame(synAck)}, ${durationWords(toClient)} from there to the ACK${inFrame(ack)}. ${BLAMES[blame]}`,
        expectedNext: '',
        nextStep: nextStep(
          'Measure how long it takes to connect, and where on the path the time goes:',
          connectTime(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}

const BLAMES = {
  server: 'Later round trips are far shorter, so the server, or what stands before it, took its time.',
  client: 'Later round trips are far shorter, so the client took its time.',
  network: 'No later round trip is much shorter, so the path itself may be that long.',
} as const

function blameOf(flow: FlowRecord, toServer: number, toClient: number): keyof typeof BLAMES {
  const slower = toServer >= toClient ? 'server' : 'client'
  const isShorterLater = flow.rttSamples > 0 && flow.rttMin > 0 && flow.rttMin * MUCH < Math.max(toServer, toClient)
  // The handshake's own halves are samples too, so the shortest must be about the slow half's part of the path.
  return isShorterLater && flow.rttSamples > 2 ? slower : 'network'
}

import { EndpointBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex } from '../../flowRecord'
import { said } from '../../said/said'
import { localSocket, nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, inFrame } from '../story'
import { FlowTrait } from '../traits'

/** Applications that answer at all mostly answer within this time. */
const SILENT_NS = 5e9
/** So many requests with an answer each show a protocol of requests and answers. */
const EXCHANGES_MIN = 4
/** Of the flow's last segments only so many are looked at. */
const LOOK_BACK = 200

/** Whether an answer is to be expected: each request so far had one, or the server never sent anything at all. */
function expectsAnswer(story: FlowStory, server: EndpointIndex): boolean {
  if (!story.flow.endpointHas(server, EndpointBit.DATA_SEEN)) return true
  let exchanges = 0
  let looked = 0
  let later: EndpointIndex | null = null
  story.last((segment) => {
    looked += 1
    if (segment.length > 0) {
      if (later === server && segment.sender !== server) exchanges += 1
      later = segment.sender
    }
    return exchanges >= EXCHANGES_MIN || looked >= LOOK_BACK
  })
  return exchanges >= EXCHANGES_MIN
}

/** The server's TCP acknowledged the client's last data, and its application has sent nothing since. */
export const senderSilent: Rule = {
  id: 'sender-silent',
  needs: FlowTrait.ESTABLISHED,
  judge(flow, capture) {
    const client = flow.index('client')
    const server = flow.index('server')
    if (flow.state(client) !== TcpState.ESTABLISHED || flow.state(server) !== TcpState.ESTABLISHED) return null
    if (!flow.endpointHas(client, EndpointBit.DATA_SEEN) || !flow.endpointHas(server, EndpointBit.ACK_SEEN)) return null
    if (!flow.endpointHas(client, EndpointBit.SYN_SEEN) || flow.sndNxt(client) !== flow.lastAck(server)) return null
    const asked = Number(flow.sndNxtTime(client))
    if (asked <= Number(flow.sndNxtTime(server)) || capture.endNs - asked < SILENT_NS) return null
    return expectsAnswer(capture.story(flow), server) ? 'note' : null
  },
  title: () => said`Client waits for an answer`,
  explain(story) {
    const { flow } = story
    const client = flow.index('client')
    const server = flow.index('server')
    const asked = story.last((segment) => segment.sender === client && segment.length > 0)
    const ack =
      asked && story.first((segment) => segment.sender === server && segment.ack === flow.sndNxt(client), asked.index)
    return {
      certainty: 'possible',
      evidence: evidence(
        [asked, said`the last data of the client`],
        [ack, said`acknowledged by the TCP of the server`],
      ),
      counterEvidence: [said`The protocol may expect no answer here; TCP alone does not tell.`],
      words: () => ({
        sentence: said`${story.address(server)} acknowledged the last data of ${story.address(client)}${inFrame(ack ?? asked)}; ${story.untilEnd(asked?.ns ?? flow.roughLastNs)} later its application has sent no answer. The network delivered: if an answer is due, the application still works on it, or hangs.`,
        expectedNext: said`Data from ${story.address(server)} as soon as its application answers; no timer forces it.`,
        nextStep: nextStep(
          said`On ${story.address(server)}, see the process that holds the socket, and whether it has read the request (Recv-Q 0):`,
          localSocket(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}

/** One end lost the connection (restart, crash), the other still has it: half-open, RFC 9293 §3.5.1. */
import { said } from '../../said/said'
import { clauseWords, durationWords, pluralWords } from '../../words'
import { LAST_START, localSocket, nextStep } from '../nextSteps'
import type { Explanation, Rule } from '../rule'
import { evidence, type FlowStory, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { type Collision, collisionOf, lostTime, shown } from './collision'
import { forgottenBy } from './forgotten'

export const halfOpen: Rule = {
  id: 'half-open',
  needs: FlowTrait.RESET,
  judge(flow, capture) {
    const collision = collisionOf(flow, capture)
    if (collision !== null) return collision.wasClosed === false ? 'warning' : null
    return forgottenBy(flow, capture) === null ? null : 'warning'
  },
  title: () => said`Half-open: one end has lost the connection`,
  explain(story) {
    const collision = collisionOf(story.flow, story.capture)
    return collision === null ? explainData(story) : explainSyn(story, collision)
  },
}

/** A SYN meets the old connection. */
function explainSyn(story: FlowStory, collision: Collision): Explanation {
  const { flow } = story
  const client = flow.clientIndex
  const server = otherEndpoint(client)
  const { ack, reset, syn } = collision
  return {
    certainty: 'likely',
    evidence: shown(story, collision),
    counterEvidence: [],
    words: () => ({
      sentence: said`${story.address(client)} opened anew${inFrame(syn)} on the ports of flow ${flow.earlier ?? ''}, which ${story.address(server)} still held open: it answered with a challenge ACK of the old connection${inFrame(ack)}, cleared by RST${inFrame(reset)}. The client had lost that connection (restart, crash), or a NAT gave its port to another.${lostTime(collision)}`,
      expectedNext: said`The SYN again after 1 s, which then opens.`,
      nextStep: nextStep(
        said`On the server, look for connections whose client is gone; keep-alive finds them:`,
        localSocket(story.address(server), flow.port(server)),
      ),
    }),
  }
}

const notCompared = (): string =>
  said`The RST could not be compared with other packets of its sender: a device on the path may have sent it.`

/** Data meets an end that knows nothing of the connection. */
function explainData(story: FlowStory): Explanation {
  const forgotten = forgottenBy(story.flow, story.capture)
  if (forgotten === null) throw new Error(`flow ${story.flow.id} is not half-open`)
  const { endpoint, lastWord, sent, reset, tries, silentNs, origin } = forgotten
  return {
    certainty: origin.by === 'endpoint' ? 'likely' : 'possible',
    evidence: evidence(
      [lastWord, said`the last that ${story.named(endpoint)} said before`],
      [sent, said`what meets no connection`],
      [reset, said`bare RST with the number that was acknowledged`],
    ),
    counterEvidence: [
      ...(origin.by === 'unknown' ? [notCompared()] : []),
      ...origin.forMiddlebox.map((clause) => said`Something on the path may have sent the RST: ${clause}.`),
      said`A balancer that leads to another host by now looks the same.`,
    ],
    words: () => {
      const host = story.address(endpoint)
      const vain = tries > 0 ? said`, after ${pluralWords(tries, 'retransmission')} in vain` : ''
      const quiet = lastWord === null ? '' : said` It had said nothing for ${durationWords(silentNs)}:`
      const own = origin.by === 'endpoint' ? said` ${host} itself sent it: ${clauseWords(origin.forEndpoint)}.` : ''
      return {
        sentence: said`${story.address(otherEndpoint(endpoint))} sent${inFrame(sent)} on a connection that ${host} no longer knows: it answers with a bare RST${inFrame(reset)} whose number is the one acknowledged (RFC 9293 §3.10.7.1)${vain}.${quiet || said` So`} it restarted or crashed meanwhile.${own}`,
        expectedNext: '',
        nextStep: nextStep(said`On ${host}, see when it last started, then when its service did:`, LAST_START),
      }
    },
  }
}

import type { FlowRecord } from '../../flowRecord'
import type { IcmpError } from '../../icmpErrors'
import { said } from '../../said/said'
import { countWords } from '../../words'
import { largePing, nextStep } from '../nextSteps'
import { isTooBig } from '../opening/icmpWords'
import { type CaptureFacts, PATIENCE_NS, type Rule } from '../rule'
import { evidence, isAtOrAfter, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { triesOf, waitingForAck } from './outstanding'

const tooBig = (flow: FlowRecord, capture: CaptureFacts): IcmpError | null =>
  capture.icmp(flow.id).find(isTooBig) ?? null

/** A hop told a sender that its packets are too large: it adapts, or goes on in vain. */
export const pathMtu: Rule = {
  id: 'path-mtu',
  needs: FlowTrait.ICMP,
  judge(flow, capture) {
    const error = tooBig(flow, capture)
    if (error === null) return null
    const isAcked = isAtOrAfter(flow.lastAck(otherEndpoint(error.sender)), error.seq + 1)
    const isWaiting = !isAcked && waitingForAck(flow) === error.sender
    return isWaiting && capture.endNs - Number(flow.sndNxtTime(error.sender)) >= PATIENCE_NS ? 'stuck' : 'note'
  },
  title: (severity) => (severity === 'stuck' ? said`Packets too large for the path` : said`Path takes smaller packets`),
  explain(story, severity) {
    const { flow } = story
    const error = tooBig(flow, story.capture)
    if (error === null) throw new Error(`no ICMP error is about flow ${flow.id}`)
    const sender = story.address(error.sender)
    const peer = story.address(otherEndpoint(error.sender))
    const quoted = story.last(
      (segment) => segment.sender === error.sender && segment.seq === error.seq && segment.frame < error.frame,
    )
    const tries = severity === 'stuck' ? triesOf(story, error.sender) : null
    const limit = error.mtu === 0 ? said`less` : said`at most ${countWords(error.mtu)} B`
    const told = said`${error.reporter} told ${sender} in frame ${error.frame} that the path takes packets of ${limit}`
    return {
      certainty: 'proved',
      evidence: evidence(
        [quoted, said`the segment that is too large`],
        [{ index: -1, frame: error.frame, ns: error.ns }, said`ICMP: fragmentation needed, or packet too big`],
        [tries?.last ?? null, said`sent again, not acknowledged`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence:
          severity === 'stuck'
            ? said`${told}; its data is still not acknowledged ${story.untilEnd(error.ns)} later: the message never reached ${sender}, or ${sender} does not heed it.`
            : said`${told}, and ${sender} went on with smaller ones: path MTU discovery works.`,
        expectedNext: severity === 'stuck' ? said`The same data from ${sender} in smaller segments at once.` : '',
        nextStep: nextStep(
          severity === 'stuck'
            ? said`On ${sender}, let ICMP "fragmentation needed" through the local firewall, then see which size gets through:`
            : said`Nothing needs doing. To see which size gets through:`,
          largePing(peer),
        ),
      }),
    }
  },
}

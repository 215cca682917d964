import { said } from '../../said/said'
import { byteWords, pluralWords } from '../../words'
import { largePing, nextStep } from '../nextSteps'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { outstanding, triesOf, waitingForAck } from './outstanding'

/** Data that was sent and not acknowledged by the end of the capture. */
export const unacknowledgedData: Rule = {
  id: 'data-unacknowledged',
  needs: FlowTrait.DATA_WAITS,
  judge(flow, capture) {
    const endpoint = waitingForAck(flow)
    if (endpoint === null) return null
    const age = capture.endNs - Number(flow.sndNxtTime(endpoint))
    if (age < PATIENCE_NS) return null
    return flow.endsRepeating(endpoint) ? 'stuck' : 'warning'
  },
  title: () => said`Data not acknowledged`,
  explain(story) {
    const { flow } = story
    const endpoint = waitingForAck(flow) ?? 0
    const peer = otherEndpoint(endpoint)
    const tries = triesOf(story, endpoint)
    const heard = story.last((segment) => segment.sender === peer)
    const since = tries?.first.ns ?? flow.roughLastNs
    const isHeardSince = heard !== null && tries !== null && heard.index > tries.last.index
    const absence = byAbsence(story, isHeardSince ? 'possible' : 'likely')
    const retries = (tries?.count ?? 1) - 1
    const again =
      retries === 0 ? '' : said` and again ${pluralWords(retries, 'time')} up to frame ${tries?.last.frame ?? ''}`
    return {
      ...absence,
      counterEvidence: isHeardSince
        ? [
            ...absence.counterEvidence,
            said`${story.address(peer)} still sends (frame ${heard?.frame ?? ''}), so it is alive.`,
          ]
        : absence.counterEvidence,
      evidence: evidence(
        [heard, said`the last segment of ${story.named(peer)}`],
        [tries?.first ?? null, said`not acknowledged`],
        [tries?.last ?? null, said`the last try`],
      ),
      words: () => ({
        sentence: said`${byteWords(outstanding(flow, endpoint))} from ${story.address(endpoint)}, sent${inFrame(tries?.first ?? null)}${again}, are not acknowledged ${story.untilEnd(since)} later: they or the ACKs get lost, or ${story.address(peer)} is gone.`,
        expectedNext: said`ACK from ${story.address(peer)} within one round trip; else the sender repeats with growing pauses (Linux: 15 tries).`,
        nextStep: nextStep(
          said`If only large segments vanish, the path takes smaller ones only; try the size of an Ethernet frame:`,
          largePing(story.address(peer)),
        ),
      }),
    }
  },
}

import { Flag, FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { byteWords, durationWords } from '../../words'
import { closeWaits, nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { ackOfFin, byAbsence, evidence, hasFlags, inFrame, otherEndpoint } from '../story'
import { assumed, secondsWords, timersOf } from '../timers'
import { FlowTrait } from '../traits'
import { hasFin, isFinAcked } from './fins'

function waiting(flow: FlowRecord): EndpointIndex | null {
  if (flow.has(FlowBit.RESET)) return null
  if (flow.state(0) === TcpState.FIN_WAIT_2) return 0
  return flow.state(1) === TcpState.FIN_WAIT_2 ? 1 : null
}

/** One side has closed and waits for the FIN of the other: its peer's CLOSE_WAIT seen from here. */
export const finWait2: Rule = {
  id: 'fin-wait-2',
  needs: FlowTrait.FIN_WAIT_2,
  judge: (flow) => (waiting(flow) === null ? null : 'note'),
  title: () => 'FIN_WAIT_2',
  explain(story) {
    const { flow } = story
    const endpoint = waiting(flow) ?? 0
    const peer = otherEndpoint(endpoint)
    const fin = story.fin(endpoint)
    const ack = fin && story.first(ackOfFin(endpoint, flow.finEnd(endpoint)), fin.index)
    return {
      ...byAbsence(story, 'likely'),
      evidence: evidence([fin, said`the FIN`], [ack, said`the FIN is acknowledged`]),
      words: () => {
        const profile = timersOf(story, endpoint)
        const limit =
          profile.finWait2 === null
            ? said`no timer ends it`
            : said`an orphaned socket is forgotten ${secondsWords(profile.finWait2)} after frame ${ack?.frame ?? story.lastSegment.frame} ${assumed(profile)}`
        return {
          sentence: said`${story.address(endpoint)} waits in FIN_WAIT_2 since frame ${ack?.frame ?? story.lastSegment.frame}: its FIN is acknowledged, the FIN of ${story.address(peer)} is still to come. The cause is there: that side is in CLOSE_WAIT.`,
          expectedNext: said`FIN from ${story.address(peer)}. Without it: held by its application (shutdown) it waits for ever; ${limit}.`,
          nextStep: nextStep(
            said`On ${story.address(peer)}, see which process does not close:`,
            closeWaits(story.address(peer), flow.port(peer)),
          ),
        }
      },
    }
  },
}

/** No shipped timer of FIN_WAIT_2 is shorter; a reset sooner has another cause. */
const SHORTEST_FIN_WAIT_2_NS = 25e9

/** Payload that the peer of `endpoint` sent and that was never acknowledged. */
function refusedBytes(flow: FlowRecord, endpoint: EndpointIndex): number {
  const peer = otherEndpoint(endpoint)
  const end = hasFin(flow, peer) ? flow.finEnd(peer) - 1 : flow.sndNxt(peer)
  return Math.max(0, (end - flow.lastAck(endpoint)) | 0)
}

/** The endpoint that waited in FIN_WAIT_2 too long and then answered its peer with RST, or null. */
function expired(flow: FlowRecord): EndpointIndex | null {
  if (!flow.has(FlowBit.RESET)) return null
  const endpoint = flow.has(FlowBit.RESET_BY_B) ? 1 : 0
  const peer = otherEndpoint(endpoint)
  if (!hasFin(flow, endpoint) || !isFinAcked(flow, endpoint)) return null
  if (hasFin(flow, peer) && isFinAcked(flow, peer)) return null
  const waited = flow.roughSentNs(endpoint) - flow.roughAdvanceNs(endpoint)
  return waited >= SHORTEST_FIN_WAIT_2_NS ? endpoint : null
}

/** FIN_WAIT_2 ended by its timer, so what the peer sends at last is refused. */
export const finWait2Expired: Rule = {
  id: 'fin-wait-2-expired',
  needs: FlowTrait.RESET,
  judge(flow) {
    const endpoint = expired(flow)
    if (endpoint === null) return null
    return refusedBytes(flow, endpoint) > 0 ? 'warning' : 'note'
  },
  title: () => said`Closed too late (FIN_WAIT_2 expired)`,
  explain(story) {
    const { flow } = story
    const endpoint = expired(flow) ?? 0
    const peer = otherEndpoint(endpoint)
    const fin = story.fin(endpoint)
    const reset = story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.RST), fin?.index)
    const late = reset && story.last((segment) => segment.sender === peer, reset.index)
    const bytes = refusedBytes(flow, endpoint)
    const waited = durationWords(Math.max(0, (reset?.ns ?? 0) - (fin?.ns ?? 0)))
    return {
      certainty: 'likely',
      evidence: evidence(
        [fin, said`the FIN`],
        [late, said`what comes at last`],
        [reset, said`RST: that side has forgotten the connection`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`${story.address(peer)} had the FIN of frame ${fin?.frame ?? story.firstSegment.frame} for ${waited} before it went on${inFrame(late)}; by then ${story.address(endpoint)} had given up FIN_WAIT_2 and answered RST${inFrame(reset)}.${bytes > 0 ? said` ${byteWords(bytes)} are lost.` : said` No data is lost.`}`,
        expectedNext: '',
        nextStep: nextStep(
          said`On ${story.address(peer)}, see which process closes so late:`,
          closeWaits(story.address(peer), flow.port(peer)),
        ),
      }),
    }
  },
}

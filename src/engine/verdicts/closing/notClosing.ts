import { EndpointBit, FlowBit, TcpState } from '../../../contracts/abi'
import type { Side } from '../../../contracts/flow'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { sideWords } from '../../words'
import { named, processOf, socketOf } from '../kernel/holder'
import { closeWaits, nextStep, whatItDoes } from '../nextSteps'
import { CLOSE_PATIENCE_NS, type Rule } from '../rule'
import { ackOfFin, byAbsence, evidence, type FlowStory, type Found, inFrame, otherEndpoint } from '../story'
import { assumed, secondsWords, timersOf } from '../timers'
import { FlowTrait } from '../traits'

/** Since the peer's FIN, or since this side's last new data if that came later. */
function quietSince(flow: FlowRecord, side: Side): number {
  const endpoint = flow.index(side)
  return Math.max(flow.roughAdvanceNs(otherEndpoint(endpoint)), flow.roughAdvanceNs(endpoint))
}

/** CLOSE_WAIT at the end: the peer has closed, this side's application has not called close(). */
function notClosing(side: Side): Rule {
  return {
    id: `${side}-not-closing`,
    needs: FlowTrait.CLOSE_WAIT,
    judge(flow, capture) {
      if (flow.state(flow.index(side)) !== TcpState.CLOSE_WAIT || flow.has(FlowBit.RESET)) return null
      return capture.endNs - quietSince(flow, side) >= CLOSE_PATIENCE_NS ? 'stuck' : 'note'
    },
    title(severity) {
      if (severity === 'note') return said`Half-closed`
      return side === 'client' ? said`Client not closing (CLOSE_WAIT)` : said`Server not closing (CLOSE_WAIT)`
    },
    explain(story, severity) {
      const { flow } = story
      const endpoint = flow.index(side)
      const peer = otherEndpoint(endpoint)
      const fin = story.fin(peer)
      const ack = fin && story.first(ackOfFin(peer, flow.finEnd(peer)), fin.index)
      const since = story.untilEnd(ack?.ns ?? fin?.ns ?? flow.roughLastNs)
      const isMptcp = flow.endpointHas(endpoint, EndpointBit.MPTCP)
      const { certainty, counterEvidence } = byAbsence(story, severity === 'note' ? 'possible' : 'likely')
      const process = processOf(story, endpoint)
      const isCertain = socketOf(story, endpoint)?.state === 'CLOSE_WAIT'
      return {
        certainty: isCertain ? 'proved' : certainty,
        counterEvidence: isMptcp
          ? [...counterEvidence, said`This is a subflow of MPTCP: the connection may go on elsewhere.`]
          : counterEvidence,
        evidence: evidence(
          [fin, said`FIN from ${story.named(peer)}`],
          [ack, said`${story.named(endpoint)} acknowledges it`],
        ),
        words: () => ({
          sentence:
            severity === 'note'
              ? said`${story.address(endpoint)} acknowledged the FIN of its peer${inFrame(ack)} and may still send; ${story.sinceThen(ack?.ns ?? fin?.ns ?? flow.roughLastNs)}, and its own FIN has not come.`
              : said`${story.address(endpoint)} acknowledged the FIN${inFrame(ack)}; ${since} later it has sent none: ${process === null ? said`its application` : named(process)} has not called close().`,
          expectedNext: said`FIN from ${story.address(endpoint)} as soon as its application closes; no timer forces it. ${peerWords(story, peer, ack)}`,
          nextStep:
            process === null
              ? nextStep(
                  said`On the ${sideWords(side)}, see which process holds the socket:`,
                  closeWaits(story.address(endpoint), flow.port(endpoint)),
                )
              : nextStep(said`See what ${named(process)} does instead of close():`, whatItDoes(process.pid)),
        }),
      }
    },
  }
}

/** What becomes of the side that waits for the FIN meanwhile. */
function peerWords(story: FlowStory, peer: EndpointIndex, ack: Found | null): string {
  const profile = timersOf(story, peer)
  if (ack === null || profile.finWait2 === null) return ''
  return said`${story.address(peer)} may forget the connection by frame ${ack.frame} + ${secondsWords(profile.finWait2)} ${assumed(profile)}, and then answers with RST.`
}

export const serverNotClosing = notClosing('server')
export const clientNotClosing = notClosing('client')

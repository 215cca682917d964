import { EndpointBit, FlowBit, TcpState } from '../../contracts/abi'
import type { FlowRecord } from '../flowRecord'
import { said } from '../said/said'
import { nextStep, socketTowards } from './nextSteps'
import type { Rule } from './rule'
import { evidence, isAtOrAfter, otherEndpoint } from './story'
import { assumed, secondsWords, timersOf } from './timers'
import { FlowTrait } from './traits'

/** Shorter pauses are everyday; from here on some firewalls forget a connection. */
const SILENT_NS = 300e9

/** Nothing that either side sent waits for an ACK. */
const isSettled = (flow: FlowRecord): boolean =>
  ([0, 1] as const).every(
    (endpoint) =>
      !flow.endpointHas(endpoint, EndpointBit.DATA_SEEN) ||
      isAtOrAfter(flow.lastAck(otherEndpoint(endpoint)), flow.sndNxt(endpoint)),
  )

/** An open connection on which nothing happens: that alone says neither that it works nor that it doesn't. */
export const silence: Rule = {
  id: 'silence',
  needs: FlowTrait.ESTABLISHED,
  judge(flow, capture) {
    if (capture.endNs - flow.roughLastNs < SILENT_NS || flow.has(FlowBit.RESET)) return null
    const isOpen = flow.state(0) === TcpState.ESTABLISHED && flow.state(1) === TcpState.ESTABLISHED
    return isOpen && isSettled(flow) ? 'note' : null
  },
  title: () => said`Silent, which proves nothing`,
  explain(story) {
    const { flow } = story
    const last = story.lastSegment
    const client = flow.clientIndex
    const server = flow.index('server')
    return {
      certainty: 'proved',
      evidence: evidence([last, said`the last segment`]),
      counterEvidence: [],
      words: () => {
        const profile = timersOf(story, client)
        return {
          sentence: said`No segment since frame ${last.frame}, ${story.ago(last.ns)}, and nothing waits for an ACK. This silence proves nothing: an idle connection sends nothing, and one whose peer vanished looks the same.`,
          expectedNext: said`Nothing. Where keep-alive is switched on, a probe after ${secondsWords(profile.keepAlive.idle)} of silence ${assumed(profile)}.`,
          nextStep: nextStep(
            said`On ${story.address(client)}, see whether the socket is still there and whether keep-alive is on:`,
            socketTowards(story.address(server), flow.port(server)),
          ),
        }
      },
    }
  },
}

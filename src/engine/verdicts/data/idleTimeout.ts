import { Analysis, Flag, FlowBit, TcpState } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { KEEP_ALIVE_TIMERS, nextStep } from '../nextSteps'
import { PATIENCE_NS, type Rule } from '../rule'
import { ANY_FIN, byAbsence, evidence, type FlowStory, type Found, hasFlags, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { ranOut, SHORTEST_IDLE_NS } from './idleTimers'
import { waitingForAck } from './outstanding'

/** What follows the pause is short: only tries and resets. */
const LOOK_BACK = 64
const REPEATS = Analysis.RETRANSMISSION | Analysis.KEEP_ALIVE

interface Pause {
  readonly before: Found
  /** The first segment after it, and who sent that. */
  readonly after: Found
  readonly sender: 0 | 1
  readonly reset: Found | null
  readonly idleNs: number
}

/** The pause after which one side sends and the other answers with nothing but RST. */
function lastPause(story: FlowStory): Pause | null {
  const sends = [false, false]
  let reset: Found | null = null
  let later: { readonly found: Found; readonly sender: 0 | 1; readonly isNew: boolean } | null = null
  let pause: Pause | null = null
  let looked = 0
  story.last((segment) => {
    const found = story.foundAt(segment.index)
    if (later?.isNew && later.found.ns - found.ns >= SHORTEST_IDLE_NS) {
      const { sender } = later
      if (!sends[otherEndpoint(sender)]) {
        pause = { before: found, after: later.found, sender, reset, idleNs: later.found.ns - found.ns }
      }
      return true
    }
    const isReset = hasFlags(segment, Flag.RST)
    if (isReset) reset = found
    else sends[segment.sender] = true
    const isNew = !isReset && (segment.analysis & REPEATS) === 0 && (segment.length > 0 || hasFlags(segment, Flag.FIN))
    later = { found, sender: segment.sender, isNew }
    looked += 1
    return looked > LOOK_BACK
  })
  return pause
}

const isUnanswered = (flow: FlowRecord): boolean =>
  waitingForAck(flow) !== null || flow.state(0) === TcpState.FIN_WAIT_1 || flow.state(1) === TcpState.FIN_WAIT_1

/** Idle past a common NAT or firewall timeout, then reset or met with silence: a device on the path forgot it. */
export const idleTimeout: Rule = {
  id: 'idle-timeout',
  needs: FlowTrait.RESET | FlowTrait.DATA_WAITS | FlowTrait.FIN_WAIT_1,
  judge(flow, capture) {
    const isReset = flow.has(FlowBit.RESET) && (flow.bits & ANY_FIN) === 0
    if (!isReset && (flow.has(FlowBit.RESET) || !isUnanswered(flow))) return null
    if (flow.roughLastNs - flow.roughFirstNs < SHORTEST_IDLE_NS) return null
    const pause = lastPause(capture.story(flow))
    if (pause === null) return null
    if (isReset) return pause.reset === null ? null : 'warning'
    return capture.endNs - pause.after.ns >= PATIENCE_NS ? 'stuck' : null
  },
  title: (severity) => (severity === 'warning' ? said`Reset after idle time` : said`Silent after idle time`),
  explain(story, severity) {
    const pause = lastPause(story)
    const sender = pause?.sender ?? 0
    const peer = otherEndpoint(sender)
    const timer = ranOut(pause?.idleNs ?? 0)
    const named = timer === null ? said`a common timeout` : said`the ${timer.of()}`
    const isReset = severity === 'warning'
    const { certainty, counterEvidence } = byAbsence(story, isReset ? 'likely' : 'possible')
    return {
      certainty,
      counterEvidence: [
        ...counterEvidence,
        isReset
          ? said`${story.address(peer)} itself may have ended the idle connection.`
          : said`${story.address(peer)} itself may be gone.`,
      ],
      evidence: evidence(
        [pause?.before ?? null, said`the last segment before the pause`],
        [pause?.after ?? null, said`the first after it`],
        [pause?.reset ?? null, 'RST'],
      ),
      words: () => ({
        sentence: said`The connection was idle for ${durationWords(pause?.idleNs ?? 0)}, longer than ${named}; what ${story.address(sender)} then sent${inFrame(pause?.after ?? null)} ${isReset ? said`met RST${inFrame(pause?.reset ?? null)}` : said`${story.address(peer)} does not answer`}: a NAT, firewall or balancer on the path likely forgot the connection meanwhile.`,
        expectedNext: isReset ? '' : said`Retransmissions by ${story.address(sender)} until it gives up.`,
        nextStep: nextStep(
          said`Let keep-alives come more often than that: on ${story.address(sender)}, see the time before the first one:`,
          KEEP_ALIVE_TIMERS,
        ),
      }),
    }
  },
}

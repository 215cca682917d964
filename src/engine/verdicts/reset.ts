import { EndpointBit, Flag, FlowBit } from '../../contracts/abi'
import type { Side } from '../../contracts/flow'
import type { FlowRecord } from '../flowRecord'
import { ABORT_COUNTERS, nextStep } from './nextSteps'
import type { Rule } from './rule'
import { evidence, type FlowStory, type Found, hasFlags, inFrame, otherEndpoint } from './story'

const isResetBy = (flow: FlowRecord, side: Side): boolean =>
  flow.has(FlowBit.RESET) && flow.side(flow.has(FlowBit.RESET_BY_B) ? 1 : 0) === side

const ANY_FIN = FlowBit.FIN_FROM_A | FlowBit.FIN_FROM_B

/** Refusals have a rule of their own. */
const isRefusal = (flow: FlowRecord): boolean =>
  flow.endpointHas(flow.clientIndex, EndpointBit.SYN_SEEN) &&
  !flow.endpointHas(flow.index('server'), EndpointBit.SYN_SEEN) &&
  flow.bytes(flow.index('server')) === 0

/** The FIN that began the close, or null. */
function firstFin(story: FlowStory): Found | null {
  const { flow } = story
  if ((flow.bits & ANY_FIN) === 0) return null
  return story.fin(flow.has(FlowBit.FIRST_FIN_FROM_B) ? 1 : 0)
}

/** A reset that ended the flow: harmless after a FIN, a warning before. */
function resetBy(side: Side): Rule {
  return {
    id: `reset-by-${side}`,
    judge(flow) {
      if (!isResetBy(flow, side) || (side === 'server' && isRefusal(flow))) return null
      return (flow.bits & ANY_FIN) === 0 ? 'warning' : 'note'
    },
    title: (severity) => (severity === 'note' ? `Reset by ${side} after FIN` : `Reset by ${side}`),
    explain(story, severity) {
      const { flow } = story
      const endpoint = flow.index(side)
      const peer = otherEndpoint(endpoint)
      const reset = story.last((segment) => segment.sender === endpoint && hasFlags(segment, Flag.RST))
      const fin = firstFin(story)
      const who = story.address(endpoint)
      const sentence = (): string => {
        if (severity === 'note') {
          return `${who} sent RST${inFrame(reset)}, after the close had begun${inFrame(fin)}: it no longer takes what still arrives.`
        }
        if (!flow.has(FlowBit.HANDSHAKE_COMPLETE) && !flow.has(FlowBit.MID_STREAM)) {
          return `${who} sent RST${inFrame(reset)} before the handshake was complete: it gave up, or knows nothing of this connection.`
        }
        return `${who} cut the connection with RST${inFrame(reset)}, without a FIN: its application aborted or ended, or something on the path did so in its name.`
      }
      return {
        certainty: severity === 'note' ? 'proved' : 'likely',
        evidence: evidence([fin, 'FIN: the close begins'], [reset, `RST from ${story.named(endpoint)}`]),
        counterEvidence: [],
        words: () => ({
          sentence: sentence(),
          expectedNext: '',
          nextStep:
            severity === 'note'
              ? nextStep('Usually harmless. If data is missing, see whether the other side was still sending.')
              : nextStep(
                  `On ${who}, see whether its TCP aborts connections, and read the log of the application that talks to ${story.address(peer)}:`,
                  ABORT_COUNTERS,
                ),
        }),
      }
    },
  }
}

export const resetByServer = resetBy('server')
export const resetByClient = resetBy('client')

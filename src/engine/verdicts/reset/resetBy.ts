import { EndpointBit, Flag, FlowBit } from '../../../contracts/abi'
import type { Side } from '../../../contracts/flow'
import type { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { clauseWords, sideWords } from '../../words'
import type { Rule } from '../rule'
import { ANY_FIN, evidence, firstFin, hasFlags, inFrame } from '../story'
import { FlowTrait } from '../traits'
import type { ResetOrigin } from './origin'
import { answeredBy, causeOf } from './why'

/** The side whose address a reset bears that counted, or null. */
const resetSide = (flow: FlowRecord): Side | null =>
  flow.has(FlowBit.RESET) ? flow.side(flow.has(FlowBit.RESET_BY_B) ? 1 : 0) : null

/** Refusals have a rule of their own. */
const isRefusal = (flow: FlowRecord): boolean =>
  flow.endpointHas(flow.clientIndex, EndpointBit.SYN_SEEN) &&
  !flow.endpointHas(flow.index('server'), EndpointBit.SYN_SEEN) &&
  flow.bytes(flow.index('server')) === 0

/** A reset that ended the flow: harmless after a FIN, a warning before. */
function resetBy(side: Side): Rule {
  return {
    id: `reset-by-${side}`,
    needs: FlowTrait.RESET,
    judge(flow, capture) {
      if (resetSide(flow) !== side || (side === 'server' && isRefusal(flow))) return null
      if ((flow.bits & ANY_FIN) !== 0) return 'note'
      return capture.resetOrigin(flow).by === 'middlebox' ? null : 'warning'
    },
    title: (severity) =>
      severity === 'note' ? said`Reset by ${sideWords(side)} after FIN` : said`Reset by ${sideWords(side)}`,
    explain(story, severity) {
      const { flow } = story
      const endpoint = flow.index(side)
      const reset =
        story.last((segment) => segment.sender === endpoint && hasFlags(segment, Flag.RST)) ?? story.lastSegment
      const { flags } = story.segmentAt(reset)
      const name = (flags & Flag.ACK) === 0 ? 'RST' : 'RST,ACK'
      const origin = story.capture.resetOrigin(flow)
      const fin = firstFin(story)
      const answered = answeredBy(story, endpoint, reset)
      return {
        certainty: severity === 'note' || isSure(origin) ? 'proved' : 'likely',
        evidence: evidence(
          [fin, said`FIN: the close begins`],
          [answered, said`what the RST answers`],
          [origin.compared, said`an earlier segment of the same sender`],
          [reset, said`${name} from ${story.named(endpoint)}`],
        ),
        counterEvidence: doubts(origin),
        words: () => {
          const who = story.address(endpoint)
          const { why, validity, nextStep } = causeOf(story, endpoint, reset, answered)
          return {
            sentence:
              severity === 'note'
                ? said`${who} sent ${name}${inFrame(reset)}, after the close had begun${inFrame(fin)}: ${why}.`
                : said`${who} cut the connection with ${name}${inFrame(reset)}, without a FIN${validity}: ${why}.${proofWords(origin)}`,
            expectedNext: '',
            nextStep,
          }
        },
      }
    },
  }
}

const isSure = (origin: ResetOrigin): boolean => origin.by === 'endpoint' && origin.isStrong

const proofWords = (origin: ResetOrigin): string =>
  origin.by === 'endpoint' && origin.forEndpoint.length > 0
    ? said` The endpoint itself sent it: ${clauseWords(origin.forEndpoint)}.`
    : ''

function doubts(origin: ResetOrigin): string[] {
  if (origin.by === 'unknown') {
    return [
      said`Its packet could not be compared with others of this sender, so a device on the path may have sent it.`,
    ]
  }
  return origin.forMiddlebox.map((clause) => said`Something on the path may have sent it: ${clause}.`)
}

export const resetByServer = resetBy('server')
export const resetByClient = resetBy('client')

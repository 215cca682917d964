import { EndpointBit, Flag, TcpState } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { endpointText } from '../../flows/address'
import type { IcmpError } from '../../icmpErrors'
import { said } from '../../said/said'
import { nextStep, traceSyn } from '../nextSteps'
import type { CaptureFacts, Rule } from '../rule'
import { evidence, hasFlags, inFrame } from '../story'
import { FlowTrait } from '../traits'
import { icmpWords, isProhibition, isRejection } from './icmpWords'

/** The first error that rejects the SYN of a connection that never opened, or null. */
function rejection(flow: FlowRecord, capture: CaptureFacts): IcmpError | null {
  const client = flow.clientIndex
  if (flow.state(client) !== TcpState.SYN_SENT || flow.endpointHas(flow.index('server'), EndpointBit.ACTIVE))
    return null
  return capture.icmp(flow.id).find((error) => error.sender === client && isRejection(error)) ?? null
}

/** A router, a firewall or the host itself answered the SYN with an ICMP error. */
export const synRejectedIcmp: Rule = {
  id: 'syn-rejected-icmp',
  needs: FlowTrait.ICMP,
  judge: (flow, capture) => (rejection(flow, capture) === null ? null : 'stuck'),
  title: () => said`SYN rejected by ICMP`,
  explain(story) {
    const { flow } = story
    const client = flow.clientIndex
    const server = flow.index('server')
    const error = rejection(flow, story.capture)
    if (error === null) throw new Error(`no ICMP error is about flow ${flow.id}`)
    const syn = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.SYN))
    const again = story.last((segment) => segment.sender === client && hasFlags(segment, Flag.SYN))
    const target = endpointText(story.address(server), flow.port(server))
    const isHost = error.reporter === story.address(server)
    return {
      certainty: 'proved',
      evidence: evidence(
        [syn, 'SYN'],
        [{ index: -1, frame: error.frame, ns: error.ns }, said`${error.reporter}: ${icmpWords(error)}`],
        [again, said`the last SYN`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`${isHost ? said`The host itself, ${error.reporter},` : said`${error.reporter}, on the way,`} answered the SYN to ${target}${inFrame(syn)} with an ICMP error in frame ${error.frame}: ${icmpWords(error)}.${isProhibition(error) ? said` A filter rejects it on purpose.` : ''}`,
        expectedNext: said`The client may go on trying: TCP takes such an error as a hint (RFC 5461); connect() fails at once or after its last retry.`,
        nextStep: nextStep(
          isProhibition(error)
            ? said`Ask who runs ${error.reporter} for its filter rules; see that it is on the path:`
            : said`See how far a SYN to this port gets:`,
          traceSyn(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}

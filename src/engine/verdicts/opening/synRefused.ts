import { EndpointBit, Flag, FlowBit } from '../../../contracts/abi'
import { endpointText } from '../../flows/address'
import { listener, nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, hasFlags, inFrame } from '../story'

/** The server answered the SYN with RST: nothing listens there, or a firewall rejects. */
export const synRefused: Rule = {
  id: 'syn-refused',
  judge(flow) {
    if (!flow.has(FlowBit.RESET) || !flow.endpointHas(flow.clientIndex, EndpointBit.SYN_SEEN)) return null
    const server = flow.index('server')
    const isByServer = flow.has(FlowBit.RESET_BY_B) === (server === 1)
    if (!isByServer || flow.endpointHas(server, EndpointBit.SYN_SEEN)) return null
    return flow.bytes(server) === 0 ? 'warning' : null
  },
  title: () => 'Refused',
  explain(story) {
    const { flow } = story
    const server = flow.index('server')
    const syn = story.first((segment) => segment.sender !== server && hasFlags(segment, Flag.SYN))
    const reset = story.first((segment) => segment.sender === server && hasFlags(segment, Flag.RST))
    const target = endpointText(story.address(server), flow.port(server))
    return {
      certainty: 'proved',
      evidence: evidence([syn, 'SYN'], [reset, 'RST answers the SYN']),
      counterEvidence: [],
      words: () => ({
        sentence: `${target} answered the SYN${inFrame(syn)} with RST${inFrame(reset)}: nothing listens on port ${flow.port(server)} there, or a firewall rejects it.`,
        expectedNext: '',
        nextStep: nextStep('On the server, see what listens on the port:', listener(flow.port(server))),
      }),
    }
  },
}

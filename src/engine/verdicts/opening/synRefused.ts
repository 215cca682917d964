import { EndpointBit, Flag, FlowBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { listener, nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, type Found, hasFlags, inFrame } from '../story'
import { FlowTrait } from '../traits'

/** The server answered the SYN with RST: nothing listens there, or a firewall rejects. */
export const synRefused: Rule = {
  id: 'syn-refused',
  needs: FlowTrait.RESET,
  judge(flow) {
    if (!flow.has(FlowBit.RESET) || !flow.endpointHas(flow.clientIndex, EndpointBit.SYN_SEEN)) return null
    const server = flow.index('server')
    const isByServer = flow.has(FlowBit.RESET_BY_B) === (server === 1)
    if (!isByServer || flow.endpointHas(server, EndpointBit.SYN_SEEN)) return null
    return flow.bytes(server) === 0 ? 'warning' : null
  },
  title: () => said`Refused`,
  explain(story) {
    const { flow } = story
    const server = flow.index('server')
    const reset = story.first((segment) => segment.sender === server && hasFlags(segment, Flag.RST))
    const syn = story.last(
      (segment) => segment.sender !== server && hasFlags(segment, Flag.SYN),
      reset?.index ?? flow.lastSegment,
    )
    const target = endpointText(story.address(server), flow.port(server))
    return {
      certainty: 'proved',
      evidence: evidence([syn, 'SYN'], [reset, said`RST answers the SYN`]),
      counterEvidence: [],
      words: () => {
        const took = syn && reset ? said`, ${durationWords(Math.max(0, reset.ns - syn.ns))} later` : ''
        return {
          sentence: said`${target} answered the SYN${inFrame(syn)} with RST${inFrame(reset)}${took}: nothing listens on port ${flow.port(server)} there, or a firewall rejects it.${originWords(story, server, reset)}`,
          expectedNext: '',
          nextStep: nextStep(said`On the server, see what listens on the port:`, listener(flow.port(server))),
        }
      },
    }
  },
}

/** Packets of one host differ little in TTL; a device on the way is nearer, and starts from another number. */
const SAME_PATH_HOPS = 2

/** Whether the RST came from as far away as the SYN,ACK that the same host sent to another connection. */
function originWords(story: FlowStory, server: EndpointIndex, reset: Found | null): string {
  const ttl = reset && story.packet(reset)?.ttl
  if (!ttl) return ''
  const address = story.address(server)
  const other = story.nearby((flow) => isServing(flow) && isServer(story, flow, address))
  const synAck = other?.first((segment) => hasFlags(segment, Flag.SYN | Flag.ACK))
  const usual = synAck && other?.packet(synAck)?.ttl
  if (!synAck || !usual) return ''
  const proof = said`its TTL is ${ttl}, that of the SYN,ACK of ${address} in frame ${synAck.frame} is ${usual}`
  return Math.abs(ttl - usual) <= SAME_PATH_HOPS
    ? said` The host itself answered, it seems: ${proof}.`
    : said` A device on the way answered, it seems: ${proof}.`
}

function isServer(story: FlowStory, flow: FlowRecord, address: string): boolean {
  if (flow.isIpv6 !== story.flow.isIpv6) return false
  const server = flow.index('server')
  // IPv4: the number is the address. IPv6: it is where the address is.
  if (!flow.isIpv6) return flow.address(server) === story.flow.address(story.flow.index('server'))
  return story.capture.story(flow).address(server) === address
}

const isServing = (flow: FlowRecord): boolean => flow.endpointHas(flow.index('server'), EndpointBit.SYN_ACK_SEEN)

import { Analysis, EndpointBit, Flag, FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { unreadWords } from '../../kernel/words'
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { named, processOf, socketOf } from '../kernel/holder'
import { nextStep, unreadBytes, whatItDoes } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, hasFlags, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

const ZERO_WINDOW_BIT = Math.log2(Analysis.ZERO_WINDOW)
/** A window closed for less than this at the end of the capture may open any moment. */
const CLOSED_PATIENCE_NS = 1e9

/** The endpoint whose window is closed at the end of a connection that lives, or null. */
function closed(flow: FlowRecord): EndpointIndex | null {
  if (flow.has(FlowBit.RESET)) return null
  for (const endpoint of [0, 1] as const) {
    const isOver = flow.state(endpoint) === TcpState.CLOSED || flow.state(endpoint) === TcpState.TIME_WAIT
    if (!isOver && flow.endpointHas(endpoint, EndpointBit.WINDOW_CLOSED)) return endpoint
  }
  return null
}

/** The receiver's application doesn't read, so the sender may not send. */
export const zeroWindow: Rule = {
  id: 'zero-window',
  needs: FlowTrait.ANALYSIS,
  judge(flow, capture) {
    if (flow.analysisCount(ZERO_WINDOW_BIT) === 0) return null
    const endpoint = closed(flow)
    if (endpoint === null || !flow.endpointHas(otherEndpoint(endpoint), EndpointBit.ACTIVE)) return 'note'
    // The window closes on an ACK of what the peer sent last, or it was closed from the start.
    const since = Math.max(flow.roughFirstNs, Number(flow.sndNxtTime(otherEndpoint(endpoint))))
    return capture.endNs - since >= CLOSED_PATIENCE_NS ? 'stuck' : 'note'
  },
  title: (severity) => (severity === 'note' ? said`Window was closed` : said`Receiver not reading (zero window)`),
  explain(story, severity) {
    const { flow } = story
    const isClosed = (flags: number, window: number): boolean =>
      window === 0 && (flags & (Flag.SYN | Flag.FIN | Flag.RST)) === 0
    const endpoint = closed(flow)
    const first = story.first(
      (segment) =>
        (endpoint === null || segment.sender === endpoint) && (segment.analysis & Analysis.ZERO_WINDOW) !== 0,
    )
    if (endpoint === null || severity === 'note') {
      const times = flow.analysisCount(ZERO_WINDOW_BIT)
      return {
        certainty: 'proved',
        evidence: evidence([first, said`window 0`]),
        counterEvidence: [],
        words: () => ({
          sentence: said`A receiver closed its window for a while, first${inFrame(first)} (${pluralWords(times, 'segment')} with window 0): its application read more slowly than its peer sent.`,
          expectedNext: '',
          nextStep: nextStep(said`Look at what the receiving application does meanwhile.`),
        }),
      }
    }
    const peer = otherEndpoint(endpoint)
    // The window was open before its last stretch of zeros.
    const open = story.last(
      (segment) =>
        segment.sender === endpoint && !isClosed(segment.flags, segment.windowField) && hasFlags(segment, Flag.ACK),
    )
    const since = story.first(
      (segment) => segment.sender === endpoint && isClosed(segment.flags, segment.windowField),
      open?.index,
    )
    const last = story.last((segment) => segment.sender === endpoint && isClosed(segment.flags, segment.windowField))
    const who = story.address(endpoint)
    const socket = socketOf(story, endpoint)
    const process = processOf(story, endpoint)
    const isCertain = socket !== null && socket.receiveQueue > 0
    return {
      certainty: isCertain ? 'proved' : 'likely',
      evidence: evidence([since, said`window 0`], [last, said`window still 0`]),
      counterEvidence: [],
      words: () => ({
        sentence: said`${who} closed its window${inFrame(since)} and in ${story.untilEnd(since?.ns ?? flow.roughLastNs)} has not opened it: ${process === null ? said`its application` : named(process)} does not read${isCertain ? said` (${unreadWords(socket)} unread)` : ''}, so ${story.address(peer)} may not send.`,
        expectedNext: said`A window update from ${who} once its application reads; until then ${story.address(peer)} probes.`,
        nextStep:
          process === null
            ? nextStep(
                said`On ${who}, see the unread bytes (Recv-Q) and the process:`,
                unreadBytes(who, flow.port(endpoint)),
              )
            : nextStep(said`See what ${named(process)} does instead of reading:`, whatItDoes(process.pid)),
      }),
    }
  },
}

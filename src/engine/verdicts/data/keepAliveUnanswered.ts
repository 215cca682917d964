import { Analysis, Flag, FlowBit } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { nextStep, socketTowards } from '../nextSteps'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, type FlowStory, type Found, hasFlags, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { countOf } from './counts'

const PROBES_MIN = 2
const PROBES_SURE = 3

interface Probes {
  readonly sender: 0 | 1
  readonly first: Found
  readonly last: Found
  readonly count: number
  /** The prober's reset after them, if it gave up. */
  readonly reset: Found | null
  /** The last segment before them. */
  readonly before: Found | null
}

/** The keep-alives that a flow ends with, all of one side. */
function endingProbes(story: FlowStory): Probes | null {
  let probes: Probes | null = null
  let reset: Found | null = null
  const before = story.last((segment) => {
    if (probes === null && reset === null && hasFlags(segment, Flag.RST)) {
      reset = story.foundAt(segment.index)
      return false
    }
    const isProbe = (segment.analysis & Analysis.KEEP_ALIVE) !== 0
    if (!isProbe || (probes !== null && probes.sender !== segment.sender)) return true
    const found = story.foundAt(segment.index)
    probes = {
      sender: segment.sender,
      first: found,
      last: probes?.last ?? found,
      count: (probes?.count ?? 0) + 1,
      reset,
      before: null,
    }
    return false
  })
  // The closure assigned it; the compiler can't see that.
  const found = probes as Probes | null
  if (found === null) return null
  const isOwnReset = found.reset !== null && story.segmentAt(found.reset).sender === found.sender
  return found.reset !== null && !isOwnReset ? null : { ...found, before }
}

function unanswered(story: FlowStory): Probes | null {
  const probes = endingProbes(story)
  if (probes === null || probes.count < PROBES_MIN) return null
  const isWaitedFor = probes.count >= PROBES_SURE || story.capture.endNs - probes.last.ns >= PATIENCE_NS
  return probes.reset !== null || isWaitedFor ? probes : null
}

const couldAnswer = (flow: FlowRecord): boolean => flow.segments(0) > 0 && flow.segments(1) > 0

/** Keep-alives that nobody answers: the peer, or the path to it, is gone. */
export const keepAliveUnanswered: Rule = {
  id: 'keep-alive-unanswered',
  needs: FlowTrait.ANALYSIS,
  judge(flow, capture) {
    if (countOf(flow, Analysis.KEEP_ALIVE) < PROBES_MIN || !couldAnswer(flow)) return null
    if (unanswered(capture.story(flow)) === null) return null
    return flow.has(FlowBit.RESET) ? 'warning' : 'stuck'
  },
  title: () => said`Keep-alive not answered`,
  explain(story) {
    const probes = unanswered(story)
    const prober = probes?.sender ?? 0
    const peer = otherEndpoint(prober)
    const idle = probes?.before ? durationWords(Math.max(0, probes.first.ns - probes.before.ns)) : ''
    const heard = story.last((segment) => segment.sender === peer)
    const end = probes?.reset ? said`, then gave up with RST${inFrame(probes.reset)}` : ''
    return {
      ...byAbsence(story, 'likely'),
      evidence: evidence(
        [heard, said`the last segment of ${story.named(peer)}`],
        [probes?.first ?? null, said`the first keep-alive without an answer`],
        [probes?.last ?? null, said`the last one`],
        [probes?.reset ?? null, 'RST'],
      ),
      words: () => ({
        sentence: said`After ${idle} of silence ${story.address(prober)} sent ${probes?.count ?? 0} keep-alives${inFrame(probes?.first ?? null)} and later, none of which ${story.address(peer)} answered${end}: that host is gone, or a device on the path forgot the connection.`,
        expectedNext: probes?.reset
          ? ''
          : said`RST from ${story.address(prober)} when it gives up (Linux: 9 keep-alives, 75 s apart).`,
        nextStep: nextStep(
          said`On ${story.address(prober)}, see the sockets towards that host and their timers:`,
          socketTowards(story.address(peer), story.flow.port(peer)),
        ),
      }),
    }
  },
}

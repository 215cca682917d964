import type { EndpointIndex } from '../../flowRecord'
import { said } from '../../said/said'
import { byteWords, pluralWords } from '../../words'
import { largePing, nextStep } from '../nextSteps'
import { isTooBig } from '../opening/icmpWords'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, type FlowStory, type Found, isAtOrAfter, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { type Tries, triesOf, waitingForAck } from './outstanding'

/** The smallest path MTU in use (IPv6, RFC 8200 §5: 1,280 bytes) leaves room for about this much payload. */
const LARGE_BYTES = 1200
/** The first try and two more. */
const TRIES_MIN = 3
/** Of the sender's earlier segments only so many are looked at. */
const LOOK_BACK = 2000

interface BlackHole {
  readonly tries: Tries
  /** A smaller segment that was acknowledged; where none is, the handshake's ACK shows that small ones pass. */
  readonly passed: Found | null
  readonly passedBytes: number
  /** The peer was heard after the first try: it is alive. */
  readonly heard: Found | null
}

/** Only large segments vanish: smaller ones of the same endpoint were acknowledged, none as large ever was. */
function findBlackHole(story: FlowStory, endpoint: EndpointIndex): BlackHole | null {
  const tries = triesOf(story, endpoint)
  if (tries === null || tries.count < TRIES_MIN || tries.smallest < LARGE_BYTES) return null
  const unacked = story.flow.lastAck(otherEndpoint(endpoint))
  let looked = 0
  let passed: Found | null = null
  let passedBytes = 0
  let isLargePassed = false
  story.last((segment) => {
    looked += 1
    if (segment.sender !== endpoint || segment.length === 0) return looked > LOOK_BACK
    const isAcked = isAtOrAfter(unacked, segment.seq + segment.length)
    if (isAcked && segment.length > passedBytes) {
      passed = story.foundAt(segment.index)
      passedBytes = segment.length
    }
    isLargePassed = isAcked && segment.length >= tries.smallest
    return isLargePassed || looked > LOOK_BACK
  }, tries.first.index)
  if (isLargePassed || looked > LOOK_BACK) return null
  const heard = story.last((segment) => segment.sender !== endpoint)
  return { tries, passed, passedBytes, heard: heard !== null && heard.index > tries.first.index ? heard : null }
}

/** Large segments vanish and small ones pass: the path takes less than its ends think, and its ICMP gets lost. */
export const mtuBlackHole: Rule = {
  id: 'mtu-black-hole',
  needs: FlowTrait.DATA_WAITS,
  judge(flow, capture) {
    const endpoint = waitingForAck(flow)
    if (endpoint === null || capture.endNs - Number(flow.sndNxtTime(endpoint)) < PATIENCE_NS) return null
    // Where the narrow hop did tell, that says more: see path-mtu.
    if (capture.icmp(flow.id).some(isTooBig)) return null
    const hole = findBlackHole(capture.story(flow), endpoint)
    if (hole === null) return null
    // A peer that was not heard since may as well be gone, or its cable out: then large segments are just what was sent.
    return hole.heard === null ? 'note' : 'stuck'
  },
  title: (severity) =>
    severity === 'stuck' ? said`Large segments vanish (MTU)` : said`Perhaps only large segments vanish (MTU)`,
  explain(story) {
    const { flow } = story
    const endpoint = waitingForAck(flow) ?? 0
    const hole = findBlackHole(story, endpoint)
    const peer = otherEndpoint(endpoint)
    const absence = byAbsence(story, hole?.heard ? 'likely' : 'possible')
    const size = byteWords(hole?.tries.smallest ?? 0)
    const small = hole?.passed
      ? said`smaller ones pass (${byteWords(hole.passedBytes)} in frame ${hole.passed.frame})`
      : said`the handshake passes`
    return {
      certainty: absence.certainty,
      counterEvidence: hole?.heard
        ? absence.counterEvidence
        : [
            ...absence.counterEvidence,
            said`Nothing of ${story.address(peer)} was seen since, so it may as well be gone.`,
          ],
      evidence: evidence(
        [hole?.passed ?? null, said`a smaller segment that was acknowledged`],
        [hole?.tries.first ?? null, said`a large segment`],
        [hole?.heard ?? null, said`${story.named(peer)} is alive`],
        [hole?.tries.last ?? null, said`its last try`],
      ),
      words: () => ({
        sentence: said`The segment of ${size} that ${story.address(endpoint)} sent in frame ${hole?.tries.first.frame ?? ''} and again ${pluralWords((hole?.tries.count ?? 1) - 1, 'time')} is not acknowledged, while ${small}: the path likely takes only smaller packets, and the ICMP message that says so gets lost.`,
        expectedNext: said`ICMP "fragmentation needed" from the narrow hop, or smaller segments from ${story.address(endpoint)} if it probes the path (RFC 4821).`,
        nextStep: nextStep(
          said`On ${story.address(endpoint)}, see whether packets of the size of an Ethernet frame get through; lower -s until they do:`,
          largePing(story.address(peer)),
        ),
      }),
    }
  },
}

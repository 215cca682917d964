import { Flag, FlowBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import type { SegmentRecord } from '../../segmentRecord'
import { countWords, durationWords, pluralWords } from '../../words'
import { nextStep, PAWS_COUNTERS } from '../nextSteps'
import { olderSyn } from '../opening/olderSyn'
import type { Explanation, Rule } from '../rule'
import { evidence, type FlowStory, type Found, inFrame, isAtOrAfter, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

interface Drop {
  readonly sender: EndpointIndex
  /** The first that was dropped, and what its receiver said next. */
  readonly first: Found
  readonly answer: Found | null
  /** The sender's segment before it that was taken. */
  readonly taken: Found | null
  /** What it brought was acknowledged later. */
  readonly wasMendedLater: boolean
}

const endOf = ({ seq, length, flags }: SegmentRecord): number =>
  seq + length + ((flags & Flag.SYN) !== 0 ? 1 : 0) + ((flags & Flag.FIN) !== 0 ? 1 : 0)

/** What a receiver drops for its timestamp, unless its next acknowledgment shows that it took it. */
function dropIn(story: FlowStory): Drop | null {
  const { flow } = story
  if (!flow.has(FlowBit.TOO_OLD_A | FlowBit.TOO_OLD_B)) return null
  const first = story.first((segment) => segment.isTooOld && endOf(segment) !== segment.seq)
  if (first === null) return null
  const segment = story.segmentAt(first)
  const { sender } = segment
  const end = endOf(segment)
  const answer = story.first((other) => other.sender !== sender && (other.flags & Flag.ACK) !== 0, first.index + 1)
  if (answer !== null && isAtOrAfter(story.segmentAt(answer).ack, end)) return null
  const taken = story.last((other) => other.sender === sender && !other.isTooOld, first.index - 1)
  const wasMendedLater = isAtOrAfter(flow.lastAck(otherEndpoint(sender)), end)
  return { sender, first, answer, taken, wasMendedLater }
}

const mayDrop = (flow: FlowRecord): boolean => flow.has(FlowBit.TOO_OLD_A | FlowBit.TOO_OLD_B)

/** Segments, or a SYN, that arrive and are dropped because their timestamp is older than one before (RFC 7323 §5). */
export const pawsDrop: Rule = {
  id: 'paws-drop',
  needs: FlowTrait.TOO_OLD | FlowTrait.SYN_SENT,
  judge(flow, capture) {
    if (!mayDrop(flow)) return olderSyn(flow, capture) === null ? null : 'stuck'
    const drop = dropIn(capture.story(flow))
    if (drop === null) return null
    if (drop.wasMendedLater) return 'note'
    return flow.has(FlowBit.RESET) ? 'warning' : 'stuck'
  },
  title: (severity) =>
    severity === 'note' ? said`Dropped by timestamp, then taken` : said`Dropped: timestamp too old`,
  explain(story) {
    const drop = dropIn(story)
    return drop === null ? explainSyn(story) : explainDrop(story, drop)
  },
}

function explainDrop(story: FlowStory, drop: Drop): Explanation {
  const { sender, first, answer, taken, wasMendedLater } = drop
  const all = story.some((segment) => segment.isTooOld && segment.sender === sender, MOST_COUNTED)
  const last = all.at(-1) ?? first
  return {
    certainty: answer === null ? 'likely' : 'proved',
    evidence: evidence(
      [taken, said`a newer timestamp, which the receiver took`],
      [first, said`an older timestamp: dropped`],
      [answer, said`the receiver asks for the same again`],
      [last, said`the last one dropped`],
    ),
    counterEvidence: answer === null ? [said`No answer of the receiver was captured after it.`] : [],
    words: () => {
      const who = story.address(sender)
      const [old, recent] = [stampWords(story, first), stampWords(story, taken)]
      return {
        sentence: said`${story.address(otherEndpoint(sender))} drops what ${who} sent${inFrame(first)}${all.length > 1 ? said`, ${pluralWords(all.length, 'segment')} in all` : ''}: its timestamp${old} is older than${recent || said` the one`}${inFrame(taken)} (PAWS, RFC 7323).${wasMendedLater ? said` What was dropped came through later.` : ''} The clock of ${who} went back: it restarted, another host speaks from the same address (NAT), or a device rewrites timestamps.`,
        expectedNext: wasMendedLater
          ? ''
          : said`The same again with a timestamp that is not older; else ${who} gives up.`,
        nextStep: nextStep(
          said`On ${story.address(otherEndpoint(sender))}, see whether segments are dropped by PAWS:`,
          PAWS_COUNTERS,
        ),
      }
    },
  }
}

/** Enough to say that there are many. */
const MOST_COUNTED = 1000

function stampWords(story: FlowStory, found: Found | null): string {
  const packet = found && story.packet(found)
  return packet?.hasTimestamps ? ` ${countWords(packet.timestamp)}` : ''
}

function explainSyn(story: FlowStory): Explanation {
  const { flow } = story
  const older = olderSyn(flow, story.capture)
  if (older === null) throw new Error(`flow ${flow.id} holds nothing that PAWS drops`)
  const { syn, other, newer, synStamp, newerStamp } = older
  const server = flow.index('server')
  return {
    certainty: 'possible',
    evidence: evidence(
      [newer, said`a newer timestamp from the same address, in flow ${other.flow.id}`],
      [syn, said`SYN with an older timestamp: unanswered`],
      [story.lastSegment, said`the last SYN`],
    ),
    counterEvidence: [
      said`A filter that drops this SYN looks the same; Linux since 4.12 drops no SYN for the timestamps of other connections.`,
    ],
    words: () => ({
      sentence: said`${story.address(server)} answers other connections from ${story.address(flow.clientIndex)}, and not the SYN${inFrame(syn)}, whose timestamp ${countWords(synStamp)} is older than ${countWords(newerStamp)}${inFrame(newer)}, ${durationWords(Math.max(0, syn.ns - newer.ns))} before: it likely drops SYNs by timestamp for each address (tcp_tw_recycle), which hits clients that share one behind a NAT.`,
      expectedNext: said`A SYN whose timestamp is newer, or one a minute after the last connection from this address.`,
      nextStep: nextStep(
        said`On ${story.address(server)}, see whether SYNs are dropped by PAWS, and switch tcp_tw_recycle off:`,
        PAWS_COUNTERS,
      ),
    }),
  }
}

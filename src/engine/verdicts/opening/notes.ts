/** Openings that are rare and healthy: named, so that nobody takes them for a fault. */

import { EndpointBit, Flag, FlowBit } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { byteWords } from '../../words'
import { nothingToDo, type Rule } from '../rule'
import { evidence, hasFlags, inFrame, isAtOrAfter, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

/** Both sides opened at once: RFC 9293 §3.5, Figure 7. */
export const simultaneousOpen: Rule = {
  id: 'simultaneous-open',
  needs: FlowTrait.SYNS_CROSSED,
  judge: (flow) => (flow.has(FlowBit.SYNS_CROSSED) ? 'note' : null),
  title: () => said`Simultaneous open`,
  explain(story) {
    const syns = ([0, 1] as const).map((endpoint) =>
      story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.SYN, Flag.ACK)),
    )
    return {
      certainty: 'proved',
      evidence: evidence(
        [syns[0] ?? null, 'SYN'],
        [syns[1] ?? null, said`SYN of the other side, sent before it had got the first`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`Both sides sent SYN${inFrame(syns[0] ?? null)} and${inFrame(syns[1] ?? null)} before either had got the other's: a simultaneous open, rare and legal (RFC 9293 §3.5).`,
        expectedNext: said`SYN,ACK from each side.`,
        nextStep: nothingToDo(),
      }),
    }
  },
}

const hasFastOpen = (flow: FlowRecord): boolean => flow.endpointHas(flow.clientIndex, EndpointBit.FASTOPEN)

/** TCP Fast Open: the SYN bears data, RFC 7413. */
export const synData: Rule = {
  id: 'syn-data',
  needs: FlowTrait.FAST_OPEN,
  judge: (flow) => (hasFastOpen(flow) && flow.bytes(flow.clientIndex) > 0 && flow.firstLength > 0 ? 'note' : null),
  title: () => said`Data in the SYN (TCP Fast Open)`,
  explain(story) {
    const { flow } = story
    const client = flow.clientIndex
    const syn = story.firstSegment
    const length = story.segmentAt(syn).length
    const end = story.segmentAt(syn).seq + 1 + length
    const synAck = story.first(
      (segment) => segment.sender === otherEndpoint(client) && hasFlags(segment, Flag.SYN | Flag.ACK),
    )
    const isTaken = synAck !== null && isAtOrAfter(story.segmentAt(synAck).ack, end)
    const answer =
      synAck === null
        ? ''
        : isTaken
          ? said`; in frame ${synAck.frame} the server acknowledges it`
          : said`; in frame ${synAck.frame} the server acknowledges the SYN only, so the data comes again`
    return {
      certainty: 'proved',
      evidence: evidence(
        [syn, said`SYN with ${byteWords(length)}`],
        [synAck, isTaken ? said`acknowledges SYN and data` : said`acknowledges the SYN`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`${story.address(client)} sent ${byteWords(length)} with its SYN${inFrame(syn)} (TCP Fast Open, RFC 7413)${answer}.`,
        expectedNext: '',
        nextStep: nothingToDo(),
      }),
    }
  },
}

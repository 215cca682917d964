/** What a side knows after a segment, and what it can't know yet: the answer to "why three segments". */
import { Flag, TcpState } from '../../contracts/abi'
import type { Knowledge, KnowledgeId } from '../../contracts/explain'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { hasFlag, otherSide, type SideIndex, stateOf } from '../ladder/flowRows'
import { said } from '../said/said'
import { byteWords, countWords } from '../words'
import { type ExplainedFlow, numberOf, roleOf } from './explained'
import { type SideSoFar, type SoFar, showsReceipt, speakers } from './walk'

/** A statement in the making. */
interface Statement {
  readonly id: KnowledgeId
  readonly group: Knowledge['group']
  readonly known: string
  readonly unknown: string
  /** Position of the segment that teaches it; -1: none. */
  readonly taught: number
  /** Known without a segment that was captured. */
  readonly isPast?: boolean
  /** It is the side's own doing: sending it is proof. */
  readonly isOwn?: boolean
}

/** Statements about `side` after the segment at `position`, in the order of KNOWLEDGE_IDS. */
export function knowledgeOf(flow: ExplainedFlow, sides: SoFar, side: SideIndex, position: number): Knowledge[] {
  const { rows } = flow
  const me = sides[side]
  const speaks = speakers(rows)[side]
  const statements = [
    ...opening(flow, sides, side),
    ...data(flow, sides, side, position),
    ...closing(flow, me, side, position),
  ]
  return statements.map(({ id, group, known, unknown, taught, isPast, isOwn }) => {
    // A side that never speaks shows nothing: what was sent to it may have got nowhere.
    const isTaught = taught >= 0 && (speaks || isOwn === true)
    const isKnown = isTaught || isPast === true
    const told = isTaught ? taught : -1
    return {
      id,
      group,
      sentence: isKnown ? known : unknown,
      isKnown,
      isProved: isTaught && (isOwn === true || showsReceipt(rows, side, taught, position)),
      isNew: isTaught && taught === position,
      frame: told < 0 ? null : frameNumber(rows.frame[told] ?? 0),
      segment: told < 0 ? null : segmentIndex(rows.segment[told] ?? 0),
    }
  })
}

function opening(flow: ExplainedFlow, sides: SoFar, side: SideIndex): Statement[] {
  const me = sides[side]
  const other = otherSide(side)
  const peer = roleOf(other)
  const isMidStream = !hasFlag(flow.rows, 0, Flag.SYN)
  const first = (whose: SideIndex) => numberOf(flow, whose, 0).raw
  return [
    {
      id: 'own-iss',
      group: 'open',
      known:
        isMidStream && me.ownIss < 0
          ? said`It chose its first number before the capture.`
          : said`Its own numbers begin at ${first(side)}, called 0 here.`,
      unknown: said`It has not chosen a first number yet.`,
      taught: me.ownIss,
      isPast: isMidStream,
      isOwn: true,
    },
    {
      id: 'peer-iss',
      group: 'open',
      known:
        isMidStream && me.peerIss < 0
          ? said`It got the ${peer}'s first number before the capture.`
          : said`The ${peer}'s numbers begin at ${first(other)}.`,
      unknown: said`Where the ${peer}'s numbers begin is not known yet.`,
      taught: me.peerIss,
      isPast: isMidStream,
    },
    {
      id: 'can-receive',
      group: 'open',
      known: said`The ${peer} can send, and it can receive: a segment got here.`,
      unknown: said`Whether it can receive: nothing of the ${peer} has come yet.`,
      taught: me.heard,
    },
    {
      id: 'can-send',
      group: 'open',
      known: said`The ${peer} hears it: what it sent was answered.`,
      unknown: said`Whether the ${peer} hears it: nothing has been answered yet.`,
      taught: me.isHeard,
    },
    {
      id: 'peer-knows',
      group: 'open',
      known: said`The ${peer} knows that it is heard: it counts the connection as open.`,
      unknown: said`Whether the ${peer} knows that it is heard: nothing has come yet that shows it.`,
      taught: me.peerKnows,
    },
  ]
}

const isOpen = (state: TcpState): boolean => state >= TcpState.ESTABLISHED

function data(flow: ExplainedFlow, sides: SoFar, side: SideIndex, position: number): Statement[] {
  const me = sides[side]
  const other = otherSide(side)
  const peer = roleOf(other)
  const state = stateOf(flow.rows.states[position] ?? 0, side)
  if (!isOpen(state) || me.sndNxt === null) return []
  const inFlight = Math.max(0, me.sndNxt - (me.sndUna ?? 0))
  const una = me.sndUna ?? 0
  const all = said`All that it sent was acknowledged, up to ${una}.`
  const some = said`Up to ${una} was acknowledged; ${countWords(inFlight)} numbers after it are under way, or lost.`
  const list: Statement[] = [
    {
      id: 'acknowledged',
      group: 'data',
      known: inFlight === 0 ? all : some,
      unknown: said`Nothing that it sent was acknowledged yet.`,
      taught: me.acknowledged,
    },
  ]
  const window = sides[other].window
  if (flow.isScaleKnown[other] && window !== null && me.ownFin < 0) {
    const room = Math.max(0, window - inFlight)
    list.push({
      id: 'room',
      group: 'data',
      known:
        room > 0
          ? said`It may send ${byteWords(room)} more now: the ${peer}'s window is ${byteWords(window)}.`
          : said`It may send nothing now: the ${peer}'s window of ${byteWords(window)} is full.`,
      unknown: said`How much the ${peer} takes is not known yet.`,
      taught: me.room,
    })
  }
  return list
}

function closing(flow: ExplainedFlow, me: SideSoFar, side: SideIndex, position: number): Statement[] {
  const { rows } = flow
  const peer = roleOf(otherSide(side))
  const state = stateOf(rows.states[position] ?? 0, side)
  const list: Statement[] = []
  if (isOpen(state) || me.peerFin >= 0) {
    list.push({
      id: 'peer-finished',
      group: 'close',
      known: said`The ${peer} sends no more data: its FIN came.`,
      unknown: said`The ${peer} may send more at any time: no FIN of its has come.`,
      taught: me.peerFin,
    })
  }
  if (me.ownFin >= 0) {
    list.push({
      id: 'own-fin-arrived',
      group: 'close',
      known: said`The ${peer} got its FIN: it was acknowledged.`,
      unknown: said`Whether the ${peer} got its FIN: no ACK of it has come yet, so it may have to be sent again.`,
      taught: me.ownFinAcked,
    })
  }
  if (me.finAck >= 0 && state === TcpState.TIME_WAIT) {
    list.push({
      id: 'last-ack-arrived',
      group: 'close',
      known: '',
      unknown: said`Whether its ACK of the ${peer}'s FIN arrived: nothing ever says so. It waits ${flow.timers[side].timeWait} s for that FIN to come again (2MSL on ${flow.timers[side].system}, assumed).`,
      taught: -1,
    })
  }
  if (me.reset >= 0) {
    const isOwn = rows.from[me.reset] === side
    list.push({
      id: 'reset',
      group: 'close',
      known: isOwn ? said`It gave the connection up: it sent a RST.` : said`The connection is gone: a RST came.`,
      unknown: said`It does not know of the RST: nothing shows that it arrived.`,
      taught: me.reset,
      isOwn,
    })
  }
  return list
}

/** What if this segment had been lost: the flow replayed up to it, and both endpoints let go on. */
import { Flag } from '../../../contracts/abi'
import type { ExplainedLoss, LossTimer } from '../../../contracts/explain'
import { frameNumber, segmentIndex } from '../../../contracts/units'
import { hasFlag, otherSide, SIDES, type SideIndex, senderOf, sideName } from '../../ladder/flowRows'
import { firstAckOf } from '../../ladder/peers'
import { seemsLost } from '../../ladder/tries'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { type ExplainedFlow, isPassedOver, milestonesOf, roleOf } from '../explained'
import { type SoFar, walkOn, walkTo } from '../walk'
import type { Endpoint, Sent } from './endpoint'
import { type LostKind, lostKindOf } from './kind'
import { lossRows } from './lossRows'
import { type Happened, type Replayed, replay, type Why } from './replay'
import { lagOf, type Rto, rtoOf } from './rto'
import { scriptAfter } from './script'
import { type LossFacts, lossSentence, type ReplayedOutcome } from './sentence'
import { endpointAt, sentAt } from './setup'

/** Before a SYN option tells otherwise, and for flows that have sent little so far: ten segments (RFC 6928). */
const FIRST_FLIGHT = 10 * 1460
const SECOND_NS = 1e9

const AGAIN: readonly Why[] = ['timeout', 'fast', 'probe', 'refuse']

/** @param position of the segment that is lost. */
export function explainLoss(flow: ExplainedFlow, position: number): ExplainedLoss {
  const { rows } = flow
  const before = walkTo(rows, position - 1)
  const after = walkOn(rows, position, before)
  const plain = asItIs(flow, position)
  if (plain !== null) return view(flow, position, plain.outcome, plain.sentence, [], null, [])
  const kind = lostKindOf(rows, position, before)
  const lost = sentAt(rows, position)
  const rto: readonly [Rto, Rto] = [rtoOf(flow, 0, position), rtoOf(flow, 1, position)]
  if (kind === 'nothing' || kind === 'probe') {
    return view(flow, position, 'unchanged', lossSentence(factsOf(flow, lost, kind, null, null)), [], null, [])
  }
  const replayed = replay({
    ends: [endpointAt(rows, before, after, 0, position), endpointAt(rows, before, after, 1, position)],
    lost,
    timeNs: rows.time[position] ?? 0,
    script: scriptAfter(rows, position, after),
    rto,
    lagNs: [lagOf(flow, 0, position), lagOf(flow, 1, position)],
    profiles: flow.timers,
    flight: flightOf(after),
    hasSettled: (ends) => hasSettled(ends, lost, kind),
  })
  const delayNs = delayOf(flow, lost, kind, replayed)
  const facts = factsOf(flow, lost, kind, replayed, delayNs)
  const steps = lossRows(rows, position, replayed, flow.timers)
  return view(flow, position, facts.outcome, lossSentence(facts), steps, delayNs, timersOf(flow, replayed, rto))
}

const flightOf = (sides: SoFar): readonly [number, number] => [
  Math.max(sides[0].flight, FIRST_FLIGHT),
  Math.max(sides[1].flight, FIRST_FLIGHT),
]

function view(
  flow: ExplainedFlow,
  position: number,
  outcome: ExplainedLoss['outcome'],
  sentence: string,
  rows: ExplainedLoss['rows'],
  delayNs: number | null,
  timers: readonly LossTimer[],
): ExplainedLoss {
  const frame = frameNumber(flow.rows.frame[position] ?? 0)
  const segment = segmentIndex(flow.rows.segment[position] ?? 0)
  return { flow: flow.id, segment, frame, outcome, sentence, rows, delayNs, timers }
}

/** Where the capture itself shows what a loss comes to; null: it doesn't. */
function asItIs(flow: ExplainedFlow, position: number): Pick<ExplainedLoss, 'outcome' | 'sentence'> | null {
  const { rows } = flow
  const frame = rows.frame[position] ?? 0
  if (isPassedOver(rows, position))
    return {
      outcome: 'unchanged',
      sentence: said`Nothing would change: its receiver makes nothing of frame ${frame} as it is.`,
    }
  if (seemsLost(rows, position)) {
    return {
      outcome: 'captured',
      sentence: said`Frame ${frame} seems to have been lost on its way: the ladder itself shows what followed.`,
    }
  }
  const peer = otherSide(senderOf(rows, position))
  const takes = firstAckOf(rows, position) < 0 && !hasFlag(rows, position, Flag.RST)
  const isSilent = milestonesOf(flow).last[peer] < position
  if (takes && isSilent && (rows.length[position] !== 0 || hasFlag(rows, position, Flag.SYN | Flag.FIN))) {
    return {
      outcome: 'captured',
      sentence: said`Frame ${frame} may have been lost on its way: the ${roleOf(peer)} sends nothing after it, so that this capture would look the same.`,
    }
  }
  return null
}

const OPENING: readonly Endpoint['state'][] = ['LISTEN', 'SYN_SENT', 'SYN_RCVD']

function hasSettled(ends: readonly [Endpoint, Endpoint], lost: Sent, kind: LostKind): boolean {
  const me = ends[lost.side]
  const peer = ends[otherSide(lost.side)]
  if (kind === 'reset') return peer.state === 'CLOSED'
  // Refused: the SYN got its answer.
  if (kind === 'syn' && me.state === 'CLOSED') return true
  if (kind === 'window') return peer.peerWindow >= lost.window
  const isThrough = peer.rcvNxt >= lost.end && me.sndUna >= lost.end
  const isHeard = lost.ack === null || peer.sndUna >= lost.ack
  const isOpen = !lost.syn || ends.every(({ state }) => !OPENING.includes(state))
  return (lost.end === lost.seq || isThrough) && isHeard && isOpen
}

/** How much later than in truth. */
function delayOf(flow: ExplainedFlow, lost: Sent, kind: LostKind, { settledNs, happened }: Replayed): number | null {
  if (settledNs === null || !happened.some(({ why }) => AGAIN.includes(why))) return null
  const { rows } = flow
  const answered = kind === 'syn' || kind === 'syn-ack' ? milestonesOf(flow).opened : firstAckOf(rows, lost.position)
  const truly = rows.time[Math.max(answered, lost.position)] ?? 0
  return Math.max(0, settledNs - truly)
}

function factsOf(
  flow: ExplainedFlow,
  lost: Sent,
  kind: LostKind,
  replayed: Replayed | null,
  delayNs: number | null,
): LossFacts {
  const { rows } = flow
  const again = replayed?.happened.find(({ why }) => AGAIN.includes(why)) ?? null
  const lostAt = rows.time[lost.position] ?? 0
  return {
    kind,
    outcome: outcomeOf(replayed, again),
    sender: roleOf(lost.side),
    peer: roleOf(otherSide(lost.side)),
    length: rows.length[lost.position] ?? 0,
    states: [replayed?.happened[0]?.states[lost.side] ?? '', replayed?.happened[0]?.states[otherSide(lost.side)] ?? ''],
    again:
      again === null
        ? null
        : {
            isFast: again.why === 'fast',
            byPeer: again.segment.side !== lost.side,
            hasAck: again.segment.ack !== null,
            afterNs: again.timeNs - lostAt,
          },
    delayNs,
    covers: replayed === null ? null : coverOf(flow, lost, replayed),
  }
}

function outcomeOf(replayed: Replayed | null, again: Happened | null): ReplayedOutcome {
  if (replayed === null) return 'unchanged'
  if (replayed.settledNs !== null) return again === null ? 'unchanged' : 'repaired'
  return again === null || replayed.ends.some(({ state }) => state === 'CLOSED') ? 'doubtful' : 'given-up'
}

/** The segment that makes up for a lost ACK. */
function coverOf({ rows }: ExplainedFlow, lost: Sent, { happened }: Replayed): LossFacts['covers'] {
  const cover = happened.find(
    ({ segment, why }) => why === 'script' && segment.side === lost.side && (segment.ack ?? -1) >= (lost.ack ?? 0),
  )
  if (cover === undefined || cover.segment.position < 0) return null
  return {
    frame: rows.frame[cover.segment.position] ?? 0,
    afterNs: cover.timeNs - (rows.time[lost.position] ?? 0),
  }
}

function timersOf(flow: ExplainedFlow, { happened, ends }: Replayed, rto: readonly [Rto, Rto]): LossTimer[] {
  const list: LossTimer[] = []
  for (const side of SIDES) {
    const again = happened.find(({ segment, why }) => segment.side === side && (why === 'timeout' || why === 'probe'))
    if (again !== undefined) list.push(retryTimer(flow, side, again, rto[side]))
    if (ends[side].state !== 'TIME_WAIT') continue
    const { timeWait, name } = flow.timers[side]
    list.push({ side: sideName(side), name: '2MSL', valueNs: timeWait * SECOND_NS, basis: said`${name}, assumed` })
  }
  return list
}

function retryTimer({ timers }: ExplainedFlow, side: SideIndex, { segment }: Happened, rto: Rto): LossTimer {
  const { name, synRetries, synAckRetries, rtoMin } = timers[side]
  if (segment.syn) {
    const [first] = segment.ack === null ? synRetries : synAckRetries
    const what = segment.ack === null ? 'SYN RTO' : 'SYN,ACK RTO'
    return { side: sideName(side), name: what, valueNs: (first ?? 1) * SECOND_NS, basis: said`${name}, assumed` }
  }
  const least = durationWords(rtoMin * SECOND_NS)
  const basis =
    rto.samples === 0
      ? said`no round trip is known yet: the first value of RFC 6298`
      : said`by RFC 6298 from round trips of this flow (${rto.samples}), at least ${least} (${name}, assumed)`
  return { side: sideName(side), name: 'RTO', valueNs: rto.ns, basis }
}

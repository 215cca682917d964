/** What the tutorials ask about the handshake, answered with this flow's own. */
import { Flag, TcpState } from '../../../contracts/abi'
import { CLIENT, hasFlag, SERVER, SIDES, stateOf } from '../../ladder/flowRows'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { type ExplainedFlow, milestonesOf, numberOf, roleOf } from '../explained'
import { pathOf } from '../path'
import { between, frameAt, type Teller, type Told } from './told'

interface Handshake {
  readonly syn: number
  readonly synAck: number
  readonly ack: number
}

/** The three segments of a handshake that was captured whole and did not cross with another; null: it wasn't. */
function handshakeOf(flow: ExplainedFlow): Handshake | null {
  const { firstSyn, synAck, synsCrossed } = milestonesOf(flow)
  const syn = firstSyn[CLIENT]
  if (syn < 0 || synAck < 0 || synsCrossed || synAck < syn) return null
  const { rows } = flow
  for (let at = synAck + 1; at < rows.count; at++) {
    if (rows.from[at] !== CLIENT || hasFlag(rows, at, Flag.RST | Flag.SYN)) continue
    if (hasFlag(rows, at, Flag.ACK) && (rows.ack[at] ?? 0) >= 1) return { syn, synAck, ack: at }
  }
  return null
}

export const whyThree: Teller = (flow) => {
  const found = handshakeOf(flow)
  if (found === null) return crossed(flow)
  const { syn, synAck, ack } = found
  const [first, second, third] = [syn, synAck, ack].map((at) => frameAt(flow, at)) as [number, number, number]
  return {
    id: 'why-three',
    question: said`Why do three segments open a connection, and why wouldn't two do?`,
    answer: [
      said`After frame ${first} the server knows that the client can send, and that itself can receive; the client knows nothing yet.`,
      said`After frame ${second} the client knows that both directions work. The server doesn't: nothing has shown that its own segments arrive.`,
      said`Frame ${third} shows it, ${durationWords(between(flow, synAck, ack))} later: both sides now know that they hear each other, and where each other's numbers begin.`,
      said`With two segments the server would count any SYN as a connection, also an old one that comes late: it could not tell whether its own first number, ${numberOf(flow, SERVER, 0).raw}, ever arrived.`,
    ],
    evidence: [
      [syn, said`the client's first number`],
      [synAck, said`answers it, with the server's first number`],
      [ack, said`answers that`],
    ],
  }
}

/** SYNs that cross open with four segments. */
function crossed(flow: ExplainedFlow): Told | null {
  const { firstSyn, synsCrossed, opened } = milestonesOf(flow)
  if (!synsCrossed || opened < 0) return null
  return {
    id: 'why-three',
    question: said`Why do three segments open a connection, and why not here?`,
    answer: [
      said`Both ends sent a SYN before the other's arrived, in frames ${frameAt(flow, firstSyn[CLIENT])} and ${frameAt(flow, firstSyn[SERVER])}: a simultaneous open.`,
      said`Each SYN needs its own ACK, and neither could ride on the other SYN: that makes four segments, and still one connection.`,
    ],
    evidence: SIDES.map((side) => [firstSyn[side], said`the SYN of the ${roleOf(side)}`] as const),
  }
}

export const numbers: Teller = (flow) => {
  const found = handshakeOf(flow)
  if (found === null) return null
  const { syn, synAck, ack } = found
  const x = numberOf(flow, CLIENT, 0).raw
  const y = numberOf(flow, SERVER, 0).raw
  return {
    id: 'numbers',
    question: said`How do the numbers of the handshake hang together?`,
    answer: [
      said`SYN, frame ${frameAt(flow, syn)}: seq = x = ${x}.`,
      said`SYN,ACK, frame ${frameAt(flow, synAck)}: seq = y = ${y}, ack = x + 1 = ${(x + 1) >>> 0}.`,
      said`ACK, frame ${frameAt(flow, ack)}: ack = y + 1 = ${(y + 1) >>> 0}. A SYN takes one number, although it bears no byte: so it can be acknowledged, and sent again.`,
    ],
    evidence: [
      [syn, `seq = ${x}`],
      [synAck, `seq = ${y}, ack = ${(x + 1) >>> 0}`],
      [ack, `ack = ${(y + 1) >>> 0}`],
    ],
  }
}

export const ackFlag: Teller = (flow) => {
  const { firstSyn, synAck } = milestonesOf(flow)
  const { rows } = flow
  const syn = firstSyn[CLIENT]
  if (syn < 0 || hasFlag(rows, syn, Flag.ACK) || synAck < 0) return null
  return {
    id: 'ack-flag',
    question: said`What is the difference between ACK, the flag, and ack, the number?`,
    answer: [
      said`The flag says that the number counts. Frame ${frameAt(flow, syn)} has no ACK flag: whatever stands in its number means nothing.`,
      said`Frame ${frameAt(flow, synAck)} has the flag, so its number, ${rows.ack[synAck] ?? 0}, counts: it names the next byte that its sender waits for, and says that all before it arrived.`,
    ],
    evidence: [
      [syn, said`no ACK flag`],
      [synAck, said`ACK flag, and a number that counts`],
    ],
  }
}

/** States told at most. */
const MOST_TOLD = 12

export const states: Teller = (flow) => {
  const last = flow.rows.count - 1
  if (last < 0) return null
  const paths = SIDES.map((side) => pathOf(flow.rows, side, last))
  if (paths.every((path) => path.length === 0)) return null
  return {
    id: 'states',
    question: said`Which states does each side go through?`,
    answer: SIDES.flatMap((side) => {
      const path = paths[side] ?? []
      if (path.length === 0) return []
      const told = path.slice(0, MOST_TOLD)
      const way = told.map(({ to, frame }) => (frame === null ? to : said`${to} (frame ${frame})`))
      const dots = path.length > told.length ? ' → …' : ''
      return [said`The ${roleOf(side)}: ${[told[0]?.from ?? '', ...way].join(' → ')}${dots}.`]
    }),
    evidence: SIDES.flatMap((side) =>
      (paths[side] ?? []).slice(0, MOST_TOLD).flatMap(({ frame, to }) => {
        const position = frame === null ? -1 : flow.rows.frame.indexOf(frame)
        return position < 0 ? [] : [[position, said`the ${roleOf(side)} is in ${to}`] as const]
      }),
    ),
  }
}

/** What a SYN costs a server before the connection is open. */
export const halfOpenCost: Teller = (flow) => {
  const { firstSyn, synAck, synsCrossed } = milestonesOf(flow)
  const syn = firstSyn[CLIENT]
  if (syn < 0 || synAck < syn || synsCrossed) return null
  const { rows, timers } = flow
  let until = synAck
  while (until < rows.count && stateOf(rows.states[until] ?? 0, SERVER) === TcpState.SYN_RCVD) until++
  const isOpened = until < rows.count
  const { synAckRetries, synAckGivesUp, system } = timers[SERVER]
  const from = frameAt(flow, synAck)
  return {
    id: 'half-open-cost',
    question: said`What does a connection cost the server before it is open?`,
    answer: [
      isOpened
        ? said`From frame ${from} on the server kept a half-open connection in its queue, for ${durationWords(between(flow, synAck, until))}.`
        : said`From frame ${from} on the server keeps a half-open connection in its queue, and nothing in this capture ends that.`,
      said`Without an answer it would send its SYN,ACK ${synAckRetries.length} times more and give up after ${synAckGivesUp} s (${system}, assumed).`,
      said`A SYN flood lives on that: many SYNs, no third segment, and the queue is full. SYN cookies keep nothing until the third segment comes.`,
    ],
    evidence: [
      [syn, said`the server begins to keep something`],
      [synAck, said`SYN_RCVD from here`],
      ...(isOpened ? [[until, said`no longer half-open`] as const] : []),
    ],
  }
}

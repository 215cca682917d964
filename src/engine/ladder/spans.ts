/** Stretches of a flow that bear a name: how it opened, stalled, closed. */

import { Flag, TcpState } from '../../contracts/abi'
import type { LadderBracket } from '../../contracts/ladderRows'
import { said } from '../said/said'
import { durationWords } from '../words'
import { CLIENT, type FlowRows, hasFlag, otherSide, SERVER, SIDES, type SideIndex, stateOf } from './flowRows'
import type { Milestones } from './milestones'
import type { Stall } from './stalls'

/** A stretch in positions; `to` inclusive, rows.count: through the ladder's last row. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly title: string
  readonly kind: LadderBracket['kind']
}

/** All spans by their beginning; they may overlap. */
export function spansOf(flow: FlowRows, milestones: Milestones, stalls: readonly Stall[]): Span[] {
  const opening = openingOf(flow, milestones)
  const closing = closingOf(flow, milestones)
  const spans: Span[] = []
  if (opening !== null) spans.push(opening)
  for (const stall of stalls) {
    const title = said`Stalled ${durationWords(stall.durationNs)}`
    spans.push({ from: stall.from, to: stall.to, title, kind: 'stall' })
  }
  if (closing !== null) spans.push(closing)
  return spans.sort((one, other) => one.from - other.from)
}

function openingOf(flow: FlowRows, milestones: Milestones): Span | null {
  const [clientSyn, serverSyn] = milestones.firstSyn
  const from = clientSyn < 0 ? serverSyn : serverSyn < 0 ? clientSyn : Math.min(clientSyn, serverSyn)
  if (from < 0) return null
  const isCrossed = milestones.synsCrossed
  const title = isCrossed ? said`Simultaneous open` : said`Handshake`
  if (milestones.opened >= 0) return { from, to: lastOfHandshake(flow, milestones), title, kind: 'open' }
  if (milestones.reset >= 0) {
    const isRefused = milestones.synAck < 0 && !milestones.synsCrossed
    const cut = isCrossed ? said`Simultaneous open reset` : said`Handshake reset`
    return { from, to: milestones.reset, title: isRefused ? said`Refused` : cut, kind: 'reset' }
  }
  return {
    from,
    to: flow.count,
    title: isCrossed ? said`Simultaneous open not completed` : said`Handshake not completed`,
    kind: 'open',
  }
}

/** Repeated SYN,ACKs show that the first ACK didn't arrive: the handshake lasts until they end. */
function lastOfHandshake(flow: FlowRows, milestones: Milestones): number {
  let last = milestones.opened
  const until = Math.min(flow.count, last + 64)
  for (let position = last + 1; position < until; position++) {
    if (hasFlag(flow, position, Flag.SYN)) last = position
    else if (last === position - 1 && last !== milestones.opened && flow.length[position] === 0) last = position
  }
  return last
}

function closingOf(flow: FlowRows, milestones: Milestones): Span | null {
  const { fin, reset, opened, firstSyn } = milestones
  const first = firstFinSide(milestones)
  if (first === null) {
    if (reset < 0) return null
    // A reset within the handshake is part of its bracket.
    const isInOpening = opened < 0 && (firstSyn[CLIENT] >= 0 || firstSyn[SERVER] >= 0)
    return isInOpening ? null : { from: reset, to: flow.count, title: said`Reset`, kind: 'reset' }
  }
  const second = otherSide(first)
  const from = fin[first]
  if (reset > from && !isClosedBefore(flow, milestones, reset)) {
    return { from, to: reset, title: said`Close, then reset`, kind: 'reset' }
  }
  if (fin[second] < 0) {
    const isAcked = milestones.finAcked[first] >= 0
    return { from, to: flow.count, title: isAcked ? said`Close half done` : said`Close not answered`, kind: 'close' }
  }
  const isDone = milestones.finAcked[first] >= 0 && milestones.finAcked[second] >= 0
  const title = closeTitle(flow, milestones, first)
  if (isDone) return { from, to: lastOfClose(flow, milestones), title, kind: 'close' }
  return { from, to: flow.count, title: said`${title}, last ACK missing`, kind: 'close' }
}

function firstFinSide(milestones: Milestones): SideIndex | null {
  const [client, server] = milestones.fin
  if (client < 0 && server < 0) return null
  return server < 0 || (client >= 0 && client < server) ? CLIENT : SERVER
}

const isClosedBefore = (flow: FlowRows, milestones: Milestones, position: number): boolean =>
  SIDES.every((side) => milestones.finAcked[side] >= 0 && milestones.finAcked[side] < position) ||
  position >= flow.count

function closeTitle(flow: FlowRows, milestones: Milestones, first: SideIndex): string {
  const second = otherSide(first)
  const secondFin = milestones.fin[second]
  const firstAcked = milestones.finAcked[first]
  // Decided by ack numbers, not by which FIN passed the tap first.
  if (firstAcked < 0 || firstAcked > secondFin) return said`Simultaneous close`
  if (firstAcked === secondFin) return said`Three-segment close`
  return isClosing(flow, secondFin) ? said`Simultaneous close` : said`Four-way close`
}

const isClosing = (flow: FlowRows, position: number): boolean =>
  SIDES.some((side) => stateOf(flow.states[position] ?? 0, side) === TcpState.CLOSING)

/** Repeated FINs and the ACKs that answer them belong to the close; later resets don't. */
function lastOfClose(flow: FlowRows, milestones: Milestones): number {
  let last = Math.max(milestones.finAcked[CLIENT], milestones.finAcked[SERVER])
  for (let position = last + 1; position < flow.count; position++) {
    if (hasFlag(flow, position, Flag.RST | Flag.SYN)) break
    last = position
  }
  return last
}

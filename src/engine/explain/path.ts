/** The way through the state diagram (RFC 9293 §3.3.2, figure 5) that a side took up to a segment. */
import { Certainty, Flag, TcpState } from '../../contracts/abi'
import { type PathStep, STATE_EDGES } from '../../contracts/explain'
import { type StateName, stateName } from '../../contracts/names'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { certaintyOf, type FlowRows, hasFlag, type SideIndex, senderOf, stateOf } from '../ladder/flowRows'

/** Steps that are told; the first and the last ones where there are more. */
const MOST_STEPS = 60
const FROM_THE_START = 20

/** Event of each arrow of the figure. */
const EVENTS = new Map(STATE_EDGES.map(({ id, event }) => [id, event]))
const ROUTES = new Map<string, readonly StateName[]>()

/** States from `from` to `to` by the fewest arrows, both ends included; null: no way but through CLOSED. */
export function routeOf(from: StateName, to: StateName): readonly StateName[] | null {
  const name = `${from}>${to}`
  const known = ROUTES.get(name)
  if (known !== undefined) return known.length === 0 ? null : known
  let reached: (readonly StateName[])[] = [[from]]
  const seen = new Set<StateName>([from])
  while (reached.length > 0) {
    const next: (readonly StateName[])[] = []
    for (const way of reached) {
      for (const edge of STATE_EDGES) {
        if (edge.from !== way[way.length - 1] || seen.has(edge.to)) continue
        const longer = [...way, edge.to]
        if (edge.to === to) {
          ROUTES.set(name, longer)
          return longer
        }
        if (edge.to === 'CLOSED') continue
        seen.add(edge.to)
        next.push(longer)
      }
    }
    reached = next
  }
  ROUTES.set(name, [])
  return null
}

type Draft = Omit<PathStep, 'isNew'>

/** Transitions of a side with the segments up to `position`. */
export function pathOf(rows: FlowRows, side: SideIndex, position: number): PathStep[] {
  const steps = start(rows, side, position)
  let before = rows.states[0] ?? 0
  for (let at = 1; at <= position; at++) {
    const states = rows.states[at] ?? 0
    if (states === before) continue
    move(steps, rows, side, at, stateOf(before, side), stateOf(states, side))
    before = states
    // A longer way is that of a connection gone astray: its middle says nothing more.
    if (steps.length > 2 * MOST_STEPS) steps.splice(FROM_THE_START, steps.length - MOST_STEPS)
  }
  if (steps.length > MOST_STEPS) steps.splice(FROM_THE_START, steps.length - MOST_STEPS)
  const segment = rows.segment[position] ?? 0
  return steps.map((step) => ({ ...step, isNew: step.segment === segment }))
}

const isProved = (rows: FlowRows, side: SideIndex, at: number): boolean =>
  certaintyOf(rows.states[at] ?? 0, side) === Certainty.PROVED

function draft(from: StateName, to: StateName, event: string, rows: FlowRows, at: number, proved: boolean): Draft {
  return {
    edge: `${from}>${to}`,
    from,
    to,
    event,
    segment: at < 0 ? null : segmentIndex(rows.segment[at] ?? 0),
    frame: at < 0 ? null : frameNumber(rows.frame[at] ?? 0),
    proved,
  }
}

/** What led to the state after the first segment: nothing tells where the capture began in the middle. */
function start(rows: FlowRows, side: SideIndex, position: number): Draft[] {
  if (rows.count === 0) return []
  const state = stateOf(rows.states[0] ?? 0, side)
  const isSender = senderOf(rows, 0) === side
  switch (state) {
    case TcpState.LISTEN:
      // Who sends a SYN of its own did an active OPEN: the presumed LISTEN never was.
      return sendsSyn(rows, side, position) ? [] : along(rows, -1, 'CLOSED', 'LISTEN', false)
    case TcpState.SYN_SENT:
      return along(rows, isSender ? 0 : -1, 'CLOSED', 'SYN_SENT', isProved(rows, side, 0))
    case TcpState.SYN_RCVD:
      return [
        ...along(rows, -1, 'CLOSED', 'LISTEN', false),
        ...along(rows, 0, 'LISTEN', 'SYN_RCVD', isProved(rows, side, 0)),
      ]
    default:
      return []
  }
}

function sendsSyn(rows: FlowRows, side: SideIndex, position: number): boolean {
  for (let at = 1; at <= position; at++) {
    if (senderOf(rows, at) === side) return hasFlag(rows, at, Flag.SYN) && !hasFlag(rows, at, Flag.ACK)
  }
  return false
}

/** Steps of the figure's way from one state to another. */
function along(rows: FlowRows, at: number, from: StateName, to: StateName, proved: boolean): Draft[] {
  const route = routeOf(from, to) ?? [from, to]
  return route.slice(1).map((state, index) => {
    const last = route[index] as StateName
    return draft(last, state, EVENTS.get(`${last}>${state}`) ?? '', rows, at, proved)
  })
}

function move(steps: Draft[], rows: FlowRows, side: SideIndex, at: number, was: TcpState, is: TcpState): void {
  const from = stateName(was)
  const to = stateName(is)
  const proved = isProved(rows, side, at)
  const last = steps[steps.length - 1]
  if (from === to) {
    // What was presumed is proved now, or is presumed again.
    if (last !== undefined && proved && !last.proved) steps.splice(-1, 1, { ...last, proved })
    return
  }
  if (last !== undefined && !last.proved && last.from === to && last.to === from) {
    steps.pop()
    return
  }
  if (is === TcpState.UNKNOWN) {
    // What was presumed of a side that stays silent never was.
    while (steps.length > 0 && steps[steps.length - 1]?.proved === false) steps.pop()
    return
  }
  if (was === TcpState.UNKNOWN && is === TcpState.SYN_RCVD && steps.length === 0) {
    steps.push(...along(rows, -1, 'CLOSED', 'LISTEN', false), ...along(rows, at, 'LISTEN', 'SYN_RCVD', proved))
    return
  }
  if (hasFlag(rows, at, Flag.RST) && (is === TcpState.CLOSED || is === TcpState.LISTEN)) {
    const event = senderOf(rows, at) === side ? 'ABORT / snd RST' : 'rcv RST'
    steps.push(draft(from, to, event, rows, at, proved))
    return
  }
  if (is === TcpState.SYN_SENT && was === TcpState.LISTEN && steps.length === 0) {
    steps.push(...along(rows, at, 'CLOSED', 'SYN_SENT', proved))
    return
  }
  if (was === TcpState.SYN_SENT && is === TcpState.ESTABLISHED && sendsSynAck(rows, side, at)) {
    // Both opened at once: who answers a SYN after one of its own has been in SYN_RCVD (RFC 9293 §3.5).
    steps.push(...along(rows, at, 'SYN_SENT', 'SYN_RCVD', true), ...along(rows, at, 'SYN_RCVD', to, proved))
    return
  }
  steps.push(...along(rows, at, from, to, proved))
}

const sendsSynAck = (rows: FlowRows, side: SideIndex, at: number): boolean =>
  senderOf(rows, at) === side && hasFlag(rows, at, Flag.SYN) && hasFlag(rows, at, Flag.ACK)

/** A replay as the rows of a small ladder. */

import type { LossRow } from '../../../contracts/explain'
import type { ArrowKind, LifelineState } from '../../../contracts/ladderRows'
import { stateName } from '../../../contracts/names'
import { frameNumber, segmentIndex } from '../../../contracts/units'
import { arrowOf } from '../../ladder/arrow'
import {
  CLIENT,
  certaintyOf,
  type FlowRows,
  SERVER,
  SIDES,
  type SideIndex,
  senderOf,
  sideName,
  stateOf,
} from '../../ladder/flowRows'
import { labelOf } from '../../ladder/label'
import type { Timers } from '../../profiles/profile'
import { said } from '../../said/said'
import { byteWords, durationWords } from '../../words'
import { roleOf } from '../explained'
import type { Sent } from './endpoint'
import type { Happened, Replayed, Why } from './replay'

const PROVED = 2
const SECOND_NS = 1e9
const MOST_ROWS = 40
/** Captured segments before the lost one. */
const LEAD = 3
/** Rows that are kept at the start and the end where there are too many. */
const FIRST_ROWS = 16
const LAST_ROWS = 23

const lifeline = (state: LifelineState['state'], proved: boolean): LifelineState => ({ state, proved })

function capturedLine(rows: FlowRows, position: number, side: SideIndex): LifelineState {
  const states = rows.states[position] ?? 0
  return lifeline(stateName(stateOf(states, side)), certaintyOf(states, side) === PROVED)
}

function named(rows: FlowRows, position: number): Pick<LossRow, 'frame' | 'segment'> {
  if (position < 0) return { frame: null, segment: null }
  return { frame: frameNumber(rows.frame[position] ?? 0), segment: segmentIndex(rows.segment[position] ?? 0) }
}

/** Captured segments just before the lost one, as they stand. */
function leadRows(rows: FlowRows, position: number): LossRow[] {
  const list: LossRow[] = []
  for (let at = Math.max(0, position - LEAD); at < position; at++) {
    list.push({
      kind: 'segment',
      timeNs: rows.time[at] ?? 0,
      from: sideName(senderOf(rows, at)),
      label: labelOf(rows, at),
      arrow: arrowOf(rows, at),
      client: capturedLine(rows, at, CLIENT),
      server: capturedLine(rows, at, SERVER),
      isLost: false,
      isHypothetical: false,
      ...named(rows, at),
      note: '',
    })
  }
  return list
}

/** The words on an arrow that was never captured. */
function sentLabel({ seq, end, syn, fin, rst, ack }: Sent): string {
  if (rst) return 'RST'
  const acks = ack === null ? '' : ` ack ${ack}`
  if (syn) return `${ack === null ? 'SYN' : 'SYN,ACK'} seq ${seq}${acks}`
  const length = end - seq - (fin ? 1 : 0)
  const data = length > 0 ? ` ${byteWords(length)}` : ''
  if (fin) return `FIN,ACK seq ${seq}${data}`
  return length > 0 ? `seq ${seq}${data}` : `ACK ${ack ?? 0}`
}

const ARROWS: Readonly<Partial<Record<Why, ArrowKind>>> = {
  again: 'ack',
  ack: 'ack',
  duplicate: 'ack',
  restart: 'ack',
  'syn-ack': 'open',
  fast: 'retransmission',
  timeout: 'retransmission',
  refuse: 'reset',
  probe: 'probe',
}

function noteOf({ why, duplicates, segment }: Happened, waited: number): string {
  const sender = roleOf(segment.side)
  switch (why) {
    case 'lost':
      return said`lost: it never arrives`
    case 'script':
    case 'ack':
      return ''
    case 'syn-ack':
      return said`answers the SYN`
    case 'duplicate':
      return said`duplicate ACK ${duplicates}: something before is missing`
    case 'again':
      return said`acknowledged already: the same ACK again`
    case 'restart':
      return said`the FIN came again: the same ACK again, and 2MSL starts anew`
    case 'fast':
      return said`the third duplicate ACK: sent again at once`
    case 'timeout':
      return said`sent again: the timer of the ${sender} ran out after ${durationWords(waited)}`
    case 'refuse':
      return said`no such connection any more: refused`
    case 'probe':
      return said`asks whether the window is still shut`
  }
}

function happenedRow(rows: FlowRows, event: Happened, waited: number): LossRow {
  const { segment, why, isCaptured, timeNs, states } = event
  const isAsCaptured = segment.position >= 0 && (why === 'script' || why === 'lost')
  return {
    kind: 'segment',
    timeNs,
    from: sideName(segment.side),
    label: isAsCaptured ? labelOf(rows, segment.position) : sentLabel(segment),
    arrow: isAsCaptured ? arrowOf(rows, segment.position) : (ARROWS[why] ?? 'data'),
    client: lifeline(states[CLIENT], false),
    server: lifeline(states[SERVER], false),
    isLost: why === 'lost',
    isHypothetical: !isCaptured,
    ...named(rows, segment.position),
    note: noteOf(event, waited),
  }
}

/** @param position of the lost segment. */
export function lossRows(rows: FlowRows, position: number, replayed: Replayed, timers: Timers): LossRow[] {
  const list = leadRows(rows, position)
  /** When each number of each side was sent last. */
  const sentAt = new Map<string, number>()
  for (const event of replayed.happened) {
    const name = `${event.segment.side} ${event.segment.seq} ${event.segment.end}`
    const at = rows.time[event.segment.position] ?? event.timeNs
    list.push(happenedRow(rows, event, event.timeNs - (sentAt.get(name) ?? at)))
    sentAt.set(name, event.timeNs)
  }
  if (list.length > MOST_ROWS - 1) list.splice(FIRST_ROWS, list.length - FIRST_ROWS - LAST_ROWS)
  return [...list, ...waitRows(replayed, timers)]
}

/** TIME_WAIT runs out. */
function waitRows({ ends, happened }: Replayed, timers: Timers): LossRow[] {
  const side = SIDES.find((one) => ends[one].state === 'TIME_WAIT')
  if (side === undefined) return []
  const since = happened.filter(({ segment, why }) => segment.side === side && why !== 'lost').at(-1) ?? happened[0]
  const states = SIDES.map((one) => lifeline(one === side ? 'CLOSED' : ends[one].state, false))
  const [client, server] = states as [LifelineState, LifelineState]
  const { timeWait, system } = timers[side]
  return [
    {
      kind: 'timer',
      timeNs: (since?.timeNs ?? 0) + timeWait * SECOND_NS,
      from: sideName(side),
      label: '2MSL',
      arrow: 'close',
      client,
      server,
      isLost: false,
      isHypothetical: true,
      frame: null,
      segment: null,
      note: said`${timeWait} s without that FIN again: TIME_WAIT is over (${system}, assumed)`,
    },
  ]
}

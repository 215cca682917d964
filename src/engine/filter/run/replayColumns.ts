/** Numbers that only a flow's replay tells, kept by segment: a flow is replayed once, when the first of them is asked for. */
import { EndpointBit } from '../../../contracts/abi'
import type { Core } from '../../core'
import { FlowRecord } from '../../flowRecord'
import { InFlight } from '../../inFlight'
import { type FlowRows, otherSide, positionOfSegment, senderOf } from '../../ladder/flowRows'
import { readFlowRows } from '../../ladder/readFlowRows'
import { packetReader } from '../../packets/packetFacts'
import { SegmentRecord } from '../../segmentRecord'
import type { Source } from '../../source/source'
import { REPEAT_TELLERS, type RepeatName, type Teller } from './repeatTellers'

export type ReplayName = 'clientState' | 'serverState' | 'acksFrame' | 'ackRtt' | 'inFlight' | 'pushed' | RepeatName

/** NaN: the segment has none. */
type Column = Float64Array

export class ReplayColumns {
  private readonly columns = new Map<ReplayName, { values: Column; readonly isKnown: Uint8Array }>()
  private readonly flow: FlowRecord

  constructor(
    private readonly core: Core,
    private readonly source: Source | null,
  ) {
    this.flow = new FlowRecord(core)
  }

  /** @returns NaN where the segment has none. */
  value(name: ReplayName, segment: number, flow: number): number {
    const column = this.columns.get(name) ?? this.open(name)
    if (column.isKnown[flow] === 0) this.tell(name, column, flow)
    return column.values[segment] as number
  }

  private open(name: ReplayName) {
    const column = {
      values: new Float64Array(this.core.segmentLimit()).fill(Number.NaN),
      isKnown: new Uint8Array(this.core.flowCount()),
    }
    this.columns.set(name, column)
    return column
  }

  private tell(name: ReplayName, column: { values: Column; isKnown: Uint8Array }, flow: number): void {
    column.isKnown[flow] = 1
    const rows = readFlowRows(this.core, flow)
    const tell = name === 'inFlight' || name === 'pushed' ? this.flights(rows, flow, name) : TELLERS[name](rows)
    for (let at = 0; at < rows.count; at += 1) column.values[rows.segment[at] ?? 0] = tell(at)
  }

  /** What the peer's SACK blocks name is in the packets: read where something of the flow was out of order at all. */
  private flights(rows: FlowRows, id: number, name: 'inFlight' | 'pushed'): (at: number) => number {
    const flow = this.flow.at(id)
    const canSack = flow.endpointHas(0, EndpointBit.SACK_PERMITTED) || flow.endpointHas(1, EndpointBit.SACK_PERMITTED)
    const { source } = this
    const reader = canSack && flow.hasAnalysis && source !== null ? packetReader(this.core, source) : null
    const record = new SegmentRecord(this.core)
    const sackedAt = (at: number): number => {
      if (reader === null || (rows.length[at] ?? 0) > 0) return 0
      const side = senderOf(rows, at)
      const ports = { source: rows.offers[side].port, destination: rows.offers[otherSide(side)].port }
      return reader(record.at(rows.segment[at] ?? 0), ports)?.sackedBytes ?? 0
    }
    const flights = new InFlight()
    return (at) => {
      const bytes = flights.take({
        flow: 0,
        sender: senderOf(rows, at),
        seq: rows.seq[at] ?? 0,
        ack: rows.ack[at] ?? 0,
        length: rows.length[at] ?? 0,
        flags: rows.flags[at] ?? 0,
        analysis: rows.analysis[at] ?? 0,
        sacked: sackedAt(at),
      })
      if (bytes === null) return Number.NaN
      return name === 'inFlight' ? bytes : flights.pushedBytes
    }
  }
}

const STATE_MASK = 0xf
const SERVER_SHIFT = 6

/** The position of the segment that a row acknowledges; -1: none. */
const ackedBy = (rows: FlowRows, at: number): number => positionOfSegment(rows, rows.acks[at] ?? 0)

const TELLERS: Readonly<Record<Exclude<ReplayName, 'inFlight' | 'pushed'>, Teller>> = {
  ...REPEAT_TELLERS,
  clientState: (rows) => (at) => (rows.states[at] ?? 0) & STATE_MASK,
  serverState: (rows) => (at) => ((rows.states[at] ?? 0) >> SERVER_SHIFT) & STATE_MASK,
  acksFrame: (rows) => (at) => {
    const acked = ackedBy(rows, at)
    return acked < 0 ? Number.NaN : (rows.frame[acked] ?? 0)
  },
  ackRtt: (rows) => (at) => {
    const acked = ackedBy(rows, at)
    return acked < 0 ? Number.NaN : (rows.time[at] ?? 0) - (rows.time[acked] ?? 0)
  },
}

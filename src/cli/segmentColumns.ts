/** The columns of `lastack segments`: cli.md's contract. Fields are added, never renamed or dropped. */
import { Flag, NO_SEGMENT } from '../contracts/abi'
import { analysisNames, flagNames, stateName } from '../contracts/names'
import type { Core } from '../engine/core'
import type { TrackedRows } from '../engine/coreViews'
import { type Column, number, plain, seconds, string } from '../engine/export/rows/columns'
import { time } from '../engine/export/rows/time'
import { FlowRecord } from '../engine/flowRecord'
import { InFlight } from '../engine/inFlight'
import { SegmentRecord } from '../engine/segmentRecord'

const STATE_MASK = 0xf
const STATE_B_SHIFT = 6

/** A cursor over tracked rows: to be moved over all rows, in order. */
export class SegmentRow {
  readonly segment: SegmentRecord
  readonly flow: FlowRecord
  private readonly acknowledged: SegmentRecord
  private rows: TrackedRows | null = null
  private row = 0
  private readonly flights = new InFlight()
  /** Bytes in flight once this segment is sent; null: no data, or not to be told. */
  inFlight: number | null = null

  constructor(readonly core: Core) {
    this.segment = new SegmentRecord(core)
    this.flow = new FlowRecord(core)
    this.acknowledged = new SegmentRecord(core)
  }

  at(rows: TrackedRows, row: number): this {
    this.rows = rows
    this.row = row
    this.segment.at(rows.segment[row] as number)
    this.flow.at(this.segment.flow)
    this.inFlight = this.flightAt(rows, row)
    return this
  }

  private flightAt(rows: TrackedRows, row: number): number | null {
    const { flow, sender, length, flags, analysis } = this.segment
    const seq = rows.seq[row] as number
    const ack = rows.ack[row] as number
    const sacked = rows.sacked[row] as number
    return this.flights.take({ flow, sender, seq, ack, length, flags, analysis, sacked })
  }

  get seq(): number {
    return this.rows?.seq[this.row] ?? 0
  }

  get ack(): number {
    return this.rows?.ack[this.row] ?? 0
  }

  get from(): string {
    return this.segment.sender === this.flow.clientIndex ? 'client' : 'server'
  }

  /** State of one endpoint (0: A) after this segment. */
  state(endpoint: 0 | 1): string {
    const states = this.rows?.states[this.row] ?? 0
    return stateName((endpoint === 0 ? states : states >>> STATE_B_SHIFT) & STATE_MASK)
  }

  /** The window of a SYN is never scaled (RFC 7323 §2.2). */
  get window(): number {
    const { segment } = this
    const isSyn = (segment.flags & Flag.SYN) !== 0
    return segment.windowField * (isSyn ? 1 : this.flow.windowFactor(segment.sender))
  }

  /** The segment that this one acknowledges, or null. */
  get acks(): SegmentRecord | null {
    const index = this.rows?.acks[this.row] ?? NO_SEGMENT
    return index === NO_SEGMENT ? null : this.acknowledged.at(index)
  }
}

type SegmentColumn = Column<SegmentRow>

/** Keeps the text of each value of a small set of bits. */
function remembered(write: (bits: number) => string): (bits: number) => string {
  const known = new Map<number, string>()
  return (bits) => {
    const text = known.get(bits) ?? write(bits)
    known.set(bits, text)
    return text
  }
}

export const flagsText = remembered((bits) => flagNames(bits).join(','))
const analysisText = remembered((bits) => JSON.stringify(analysisNames(bits)))

export const SEGMENT_COLUMNS: readonly SegmentColumn[] = [
  number('frame', ({ segment }) => segment.frame),
  number('flow', ({ segment }) => segment.flow),
  time('time', ({ segment }) => segment.timePointer),
  string('from', (row) => row.from),
  number('seq', (row) => row.seq),
  number('ack', (row) => row.ack),
  number('length', ({ segment }) => segment.length),
  string('flags', ({ segment }) => flagsText(segment.flags)),
  number('window', (row) => row.window),
  plain('analysis', ({ segment }) => (segment.analysis === 0 ? '[]' : analysisText(segment.analysis))),
  string('state.client', (row) => row.state(row.flow.index('client'))),
  string('state.server', (row) => row.state(row.flow.index('server'))),
  plain('acks', (row) => {
    const { acks } = row
    return acks === null ? 'null' : String(acks.frame)
  }),
  seconds('rtt', (row) => {
    const { acks } = row
    return acks === null ? null : row.segment.nanosecondsSince(acks)
  }),
  plain('inFlight', ({ inFlight }) => (inFlight === null ? 'null' : String(inFlight))),
]

/** What fields are read from: a cursor over segments, or over flows alone, and the capture around it. */
import { COUNTER_FIRST_TIME } from '../../../contracts/abi'
import type { Core } from '../../core'
import { FlowRecord } from '../../flowRecord'
import { SegmentRecord } from '../../segmentRecord'
import type { Source } from '../../source/source'
import type { Judge } from '../../verdicts/judge'
import { flowTimes } from './flowTimes'
import { PacketReading } from './packet'
import { ReplayColumns } from './replayColumns'

/** An open capture, as far as filters need it. */
export interface Filtered {
  readonly core: Core
  /** null: packets can't be read back, and their fields are not there. */
  readonly source: Source | null
  readonly judge: Judge
}

export class Row {
  readonly core: Core
  readonly judge: Judge
  readonly flow: FlowRecord
  readonly segment: SegmentRecord
  readonly replay: ReplayColumns
  readonly packet: PacketReading
  private readonly flowTimes = new Map<'first' | 'before', Float64Array>()
  /** Who sent the segment: 0, endpoint A. Of a flow alone it means nothing. */
  sender: 0 | 1 = 0
  /** Nanoseconds since the epoch: what times of frames count from. */
  readonly start: bigint

  constructor({ core, source, judge }: Filtered) {
    this.core = core
    this.judge = judge
    this.flow = new FlowRecord(core)
    this.segment = new SegmentRecord(core)
    this.replay = new ReplayColumns(core, source)
    this.packet = new PacketReading(core, source)
    this.start = core.counterTime(COUNTER_FIRST_TIME)
  }

  /** Nanoseconds by segment index since the flow's first segment, or the one before: found out once. */
  times(since: 'first' | 'before'): Float64Array {
    const known = this.flowTimes.get(since) ?? flowTimes(this.core, since)
    this.flowTimes.set(since, known)
    return known
  }

  atFlow(flow: number, sender: 0 | 1): this {
    this.flow.at(flow)
    this.sender = sender
    return this
  }

  /** @param index of a segment that there is. */
  atSegment(index: number): this {
    this.segment.at(index)
    this.packet.at(this.segment)
    return this.atFlow(this.segment.flow, this.segment.sender)
  }
}

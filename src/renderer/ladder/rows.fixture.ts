/** Ladder rows for tests: what a row is made of when nothing else matters. */
import type { LadderRow, LifelineState, SegmentRow } from '../../contracts/ladderRows'
import type { StateName } from '../../contracts/names'
import { frameNumber, segmentIndex } from '../../contracts/units'

export const START = 1_700_000_000_000_000_000n

export const proved = (state: StateName): LifelineState => ({ state, proved: true })
export const presumed = (state: StateName): LifelineState => ({ state, proved: false })

/** A segment of the client's, `row` milliseconds after the start. */
export function segmentRow(row: number, change: Partial<SegmentRow> = {}): SegmentRow {
  return {
    kind: 'segment',
    row,
    client: proved('ESTABLISHED'),
    server: proved('ESTABLISHED'),
    segment: segmentIndex(row),
    frame: frameNumber(row + 1),
    from: 'client',
    time: START + BigInt(row) * 1_000_000n,
    flags: 'ACK',
    seq: 1,
    ack: 1,
    length: 0,
    window: 64_240,
    analysis: [],
    arrow: 'ack',
    label: 'ACK 1',
    repeats: null,
    acks: null,
    rttNs: null,
    ...change,
  }
}

export function foldRow(row: number): LadderRow {
  return {
    kind: 'fold',
    row,
    client: proved('ESTABLISHED'),
    server: proved('ESTABLISHED'),
    segment: segmentIndex(row),
    firstFrame: frameNumber(10),
    lastFrame: frameNumber(45),
    time: START + 5_000_000n,
    count: 36,
    bytes: 49_800,
    durationNs: 229_000_000,
    label: '36 segments, 49.8 kB in 229 ms',
  }
}

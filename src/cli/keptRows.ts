/** Tracked rows that outlive the core's next call. */
import type { TrackedRows } from '../engine/coreViews'

/** Copies the columns: 30 bytes a segment. */
export const keptRows = ({ rows, seq, ack, segment, acks, sacked, states }: TrackedRows): TrackedRows => ({
  rows,
  seq: seq.slice(),
  ack: ack.slice(),
  segment: segment.slice(),
  acks: acks.slice(),
  sacked: sacked.slice(),
  states: states.slice(),
})

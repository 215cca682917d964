/**
 * A SYN,ACK with another ISN than the one before it. Wireshark's flag "reused ports" names both: it reads a capture
 * twice, and the second time it holds every SYN,ACK against the last ISN. Read once, the earlier ones are marked afterwards.
 */
import {
  Analysis,
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_SEQ,
  FLOW_ANALYSIS,
  FLOW_FIRST,
  Flag,
  SEGMENTS_PER_PAGE,
} from '../contracts/abi'
import { pageAt } from './columns'

const SYN_ACK: u32 = Flag.SYN | Flag.ACK
/** Connections open with their first segments: this far from the first one, those of other flows counted. */
const ROWS_SEARCHED: u32 = 1 << 15
/** A flow in which ISNs change more often is no connection: its further changes mark only themselves. */
const MOST_CHANGES: u32 = 8
const COUNTED_AT: usize = ctz(Analysis.REUSED_PORTS as u32) << 2

function changesOf(flow: usize): u32 {
  const counts: usize = load<u32>(flow, FLOW_ANALYSIS)
  return counts === 0 ? 0 : load<u32>(counts + COUNTED_AT)
}

/**
 * Marks the sender's earlier SYN,ACKs with another sequence number and answers how many there were.
 *
 * @param segment index of the segment that brings `seq`, the new ISN
 */
export function markEarlierSynAcks(flow: usize, number: u32, senderIsB: bool, seq: u32, segment: u32): u32 {
  if (changesOf(flow) >= MOST_CHANGES) return 0
  const owner = (number << 1) | u32(senderIsB)
  const first = load<u32>(flow, FLOW_FIRST)
  const end = segment - first < ROWS_SEARCHED ? segment : first + ROWS_SEARCHED
  let marked: u32 = 0
  for (let index = first; index < end; index++) {
    const page = pageAt(index / SEGMENTS_PER_PAGE)
    const row: usize = index % SEGMENTS_PER_PAGE
    if (load<u32>(page + (row << 2), COLUMN_FLOW) !== owner) continue
    if ((load<u16>(page + (row << 1), COLUMN_FLAGS) & SYN_ACK) !== SYN_ACK) continue
    if (load<u32>(page + (row << 2), COLUMN_SEQ) === seq) continue
    const at = page + (row << 1)
    const found: u32 = load<u16>(at, COLUMN_ANALYSIS)
    if ((found & Analysis.REUSED_PORTS) !== 0) continue
    store<u16>(at, u16(found | Analysis.REUSED_PORTS), COLUMN_ANALYSIS)
    marked++
  }
  return marked
}

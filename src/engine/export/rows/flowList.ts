/** Flows as JSON Lines or CSV: what `lastack flows` prints, for a list of some. */
import type { Core } from '../../core'
import type { Judge } from '../../verdicts/judge'
import { ByteText } from './byteText'
import { csvHeader, csvWriter, jsonWriter } from './columns'
import { FLOW_COLUMNS, FlowRow } from './flowColumns'

const PIECE_BYTES = 32 * 1024

/** Pieces of the file; each holds until the next is asked for. @param tell hears how much of it is there: 0 to 1. */
export function* flowListFile(
  core: Core,
  judge: Judge,
  flows: Uint32Array,
  format: 'csv' | 'json',
  tell: (share: number) => void,
): Generator<Uint8Array> {
  const out = new ByteText()
  if (format === 'csv') out.text(csvHeader(FLOW_COLUMNS))
  if (flows.length > 0) {
    const row = new FlowRow(core, judge)
    const write = format === 'json' ? jsonWriter(FLOW_COLUMNS) : csvWriter(FLOW_COLUMNS)
    for (const [index, flow] of flows.entries()) {
      write(out, row.at(flow))
      if (out.size < PIECE_BYTES) continue
      tell(index / flows.length)
      yield out.take()
    }
  }
  yield out.take()
}

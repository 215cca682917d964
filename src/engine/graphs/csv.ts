/** A graph as a table: every point, none left out. */
import type { GraphExport } from '../../contracts/graphs'
import type { Capture } from '../capture'
import { CLIENT, type FlowRows, SERVER } from '../ladder/flowRows'
import { readFlowRows } from '../ladder/readFlowRows'
import { packetReader } from '../packets/packetFacts'
import { type Whole, wholeGraph } from './kinds'
import { readBlocks } from './sack'
import { NO_POSITION, type Series } from './series'
import { meanOver, ratesOf } from './throughput'
import { trackOf } from './track'

const HEAD = 'series,seconds,low,high,frame\n'
const NS_PER_SECOND = 1e9
const DECIMALS = 9
/** Rates are told at so many moments, and at their peaks. */
const RATES = 2000
/** Rows of one piece. */
const ROWS = 4096

/**
 * `series,seconds,low,high,frame`: seconds since the flow's first segment; sequence numbers, nanoseconds (round trips),
 * bytes, or bytes a second. `high` is empty but for bars, `frame` where no single frame makes the point.
 *
 * @throws RangeError where there is no such flow.
 */
export function* graphTable(capture: Capture, { flow, kind, direction }: GraphExport): Generator<string> {
  const { core, source } = capture
  const rows = readFlowRows(core, flow)
  const whole = wholeGraph(kind, trackOf(rows, direction === 'client' ? CLIENT : SERVER))
  yield HEAD
  for (const series of whole.series) yield* lines(rows, series)
  if (whole.sacks) yield* lines(rows, readBlocks(core, packetReader(core, source), whole.track, whole.sacks.candidates))
  yield* rateLines(rows, whole)
}

function* rateLines(rows: FlowRows, { track, sums }: Whole): Generator<string> {
  if (sums === null) return
  const span = track.time[rows.count - 1] ?? 0
  if (span <= 0) return
  for (const role of ['throughput', 'goodput'] as const)
    yield* lines(rows, ratesOf(sums[role], role, 0, span, RATES, meanOver(span)))
}

function* lines({ frame }: FlowRows, { role, count, time, low, high, position }: Series): Generator<string> {
  for (let first = 0; first < count; first += ROWS) {
    let text = ''
    for (let at = first; at < Math.min(count, first + ROWS); at += 1) {
      const seconds = ((time[at] as number) / NS_PER_SECOND).toFixed(DECIMALS)
      const of = position[at] as number
      text += `${role},${seconds},${low[at]},${high?.[at] ?? ''},${of === NO_POSITION ? '' : frame[of]}\n`
    }
    yield text
  }
}

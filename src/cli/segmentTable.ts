/** A segment as a line of a table for a terminal. */
import { analysisNames } from '../contracts/names'
import { secondsAt } from '../engine/export/rows/time'
import { flagsText, type SegmentRow } from './segmentColumns'

const WIDTHS = [8, 6, 20, 6, 12, 11, 11, 7, 9] as const

const padded = (cells: readonly string[]): string =>
  cells.map((cell, column) => cell.padStart(WIDTHS[column] ?? 0)).join(' ')

export const SEGMENT_HEADINGS = `${padded(['FRAME', 'FLOW', 'TIME', 'FROM', 'FLAGS', 'SEQ', 'ACK', 'LENGTH', 'WINDOW'])}  STATES AFTER\n`

export function segmentLine(row: SegmentRow): string {
  const { core, flow, segment } = row
  const cells = [
    String(segment.frame),
    String(segment.flow),
    secondsAt(core.views.u32, segment.timePointer),
    row.from,
    flagsText(segment.flags),
    String(row.seq),
    String(row.ack),
    String(segment.length),
    String(row.window),
  ]
  const states = `${row.state(flow.index('client'))} ${row.state(flow.index('server'))}`
  const analysis = segment.analysis === 0 ? '' : `  ${analysisNames(segment.analysis).join(' ')}`
  return `${padded(cells)}  ${states}${analysis}\n`
}

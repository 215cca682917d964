/** `lastack segments CAPTURE…`: one TCP segment per line, in frame order, printed while the capture is being read. */
import type { TrackedRows } from '../engine/coreViews'
import { csvHeader, csvWriter, jsonWriter, type RowWriter } from '../engine/export/rows/columns'
import { Judge } from '../engine/verdicts/judge'
import { EXIT, type ExitStatus } from './exit'
import { FILTER, filterOption } from './filterOption'
import { SEGMENTS_HELP } from './help'
import { keptRows } from './keptRows'
import { rowOptions } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'
import { SEGMENT_COLUMNS, SegmentRow } from './segmentColumns'
import { SEGMENT_HEADINGS, segmentLine } from './segmentTable'

export async function segments(args: readonly string[]): Promise<ExitStatus> {
  const options = rowOptions('segments', args, FILTER)
  const output = new Output()
  if (options === null) {
    output.write(SEGMENTS_HELP)
    output.flush()
    return EXIT.DONE
  }
  const filter = await filterOption('segments', options.values.filter)
  const { core, source, all } = await openCapture(options.captures, options.isQuiet)
  const write = {
    json: () => jsonWriter(SEGMENT_COLUMNS),
    csv: () => csvWriter(SEGMENT_COLUMNS),
    table: (): RowWriter<SegmentRow> => (out, row) => out.text(segmentLine(row)),
  }[options.format]()
  if (options.format === 'csv') output.write(csvHeader(SEGMENT_COLUMNS))
  if (options.format === 'table') output.write(SEGMENT_HEADINGS)
  const row = new SegmentRow(core)
  core.trace(true)
  const print = (rows: TrackedRows, passed: Uint8Array | null) => {
    for (let index = 0; index < rows.rows; index += 1) {
      // Every row is told, since bytes in flight add up.
      row.at(rows, index)
      if (passed?.[row.segment.index] === 0) continue
      write(output, row)
      output.settle()
    }
  }
  // What a filter asks for may be known at the end only: verdicts, for one.
  const kept: TrackedRows[] = []
  const status = await all(() => {
    if (filter !== null) {
      kept.push(keptRows(core.traced()))
      return
    }
    print(core.traced(), null)
    // A live stream is read by someone who waits.
    if (!source.ended) output.flush()
  })
  if (filter !== null) {
    core.buildIndex()
    const passed = filter.segments({ core, source, judge: new Judge(core, source) })
    for (const rows of kept) print(rows, passed)
  }
  output.flush()
  source.close()
  return status
}

/** `lastack segments CAPTURE…`: one TCP segment per line, in frame order, printed while the capture is being read. */
import { csvHeader, csvWriter, jsonWriter, type RowWriter } from '../engine/export/rows/columns'
import { EXIT, type ExitStatus } from './exit'
import { SEGMENTS_HELP } from './help'
import { rowOptions } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'
import { SEGMENT_COLUMNS, SegmentRow } from './segmentColumns'
import { SEGMENT_HEADINGS, segmentLine } from './segmentTable'

export async function segments(args: readonly string[]): Promise<ExitStatus> {
  const options = rowOptions('segments', args)
  const output = new Output()
  if (options === null) {
    output.write(SEGMENTS_HELP)
    output.flush()
    return EXIT.DONE
  }
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
  const status = await all(() => {
    const traced = core.traced()
    for (let index = 0; index < traced.rows; index += 1) {
      write(output, row.at(traced, index))
      output.settle()
    }
    // A live stream is read by someone who waits.
    if (!source.ended) output.flush()
  })
  output.flush()
  source.close()
  return status
}

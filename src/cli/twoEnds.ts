/** `lastack diagnose CLIENT SERVER`: two captures of the same flows, one taken at each end, told together. */
import { alignEnds } from '../engine/twoEnds/index'
import { EXIT, type ExitStatus } from './exit'
import { Output } from './output'
import { openCapture } from './readCapture'
import { clockLine, flowLine, twoEndsText } from './twoEndsText'

/** What `diagnose` was asked for. */
export interface TwoEndsOptions {
  readonly first: string
  readonly second: string
  /** text: sentences for people; json: a line for the captures and their clocks, then a line a flow. */
  readonly format: 'text' | 'json'
  readonly isQuiet: boolean
}

/** Prints what the two captures tell together. @throws Failure where one of them can't be opened. */
export async function diagnoseTwoEnds(options: TwoEndsOptions): Promise<ExitStatus> {
  const first = await openCapture([options.first], options.isQuiet)
  try {
    const second = await openCapture([options.second], options.isQuiet)
    try {
      const statuses = [await first.all(), await second.all()]
      if (statuses.includes(EXIT.UNREADABLE)) return EXIT.UNREADABLE
      const report = alignEnds(first, second)
      const output = new Output()
      if (options.format === 'json') {
        output.write(clockLine(report))
        for (const flow of report.flows) output.write(flowLine(flow))
      } else for (const line of twoEndsText(report)) output.write(`${line}\n`)
      output.flush()
      return statuses.includes(EXIT.PARTIAL) ? EXIT.PARTIAL : EXIT.DONE
    } finally {
      second.source.close()
    }
  } finally {
    first.source.close()
  }
}

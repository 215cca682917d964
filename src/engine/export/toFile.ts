/** Writes an export where its user said; queries are answered meanwhile. */

import { basename } from 'node:path'
import type { ExportOrder } from '../../contracts/engineProcess'
import { NOTHING_TOLD, type Told } from '../../contracts/told'
import type { Capture } from '../capture'
import { inEach, said } from '../said/said'
import { OutFile } from '../save/outFile'
import { passingFlows } from '../save/passingFlows'
import { rested } from '../save/rested'
import { whyUnwritten } from '../save/whyUnwritten'
import { Cancelled, partOf, UNWATCHED } from '../save/writing'
import { piecesOf } from './ofCapture'

export interface Exported {
  readonly isWritten: boolean
  /** One sentence: why not; nothing where it is, or where it was cancelled. */
  readonly message: Told
}

/** Share of the work that a display filter is taken for. */
const FILTER_PART = 0.6
const encoder = new TextEncoder()

/**
 * Never throws: what goes wrong is in the message. What stood at `path` goes only once all is written, and what is
 * cancelled leaves nothing behind.
 */
export async function exportToFile(
  capture: Capture,
  path: string,
  order: ExportOrder,
  writing = UNWATCHED,
): Promise<Exported> {
  let out: OutFile | null = null
  let share = 0
  try {
    const expression = order.what === 'flows' ? (order.filter.expression ?? '') : ''
    const begun = expression === '' ? 0 : FILTER_PART
    const passed = await passingFlows(capture, expression, partOf(writing, 0, begun))
    const tell = (done: number): void => {
      share = done
    }
    const pieces = piecesOf(capture, order, tell, passed)[Symbol.iterator]()
    const file = new OutFile(path)
    out = file
    await rested(
      () => {
        const { done, value } = pieces.next()
        if (done === true) return false
        file.write(typeof value === 'string' ? encoder.encode(value) : value)
        return true
      },
      () => share,
      partOf(writing, begun, 1),
    )
    file.finish()
    return { isWritten: true, message: NOTHING_TOLD }
  } catch (error) {
    out?.discard()
    if (error instanceof Cancelled) return { isWritten: false, message: NOTHING_TOLD }
    return { isWritten: false, message: inEach(() => said`${basename(path)} was not written: ${whyUnwritten(error)}`) }
  }
}

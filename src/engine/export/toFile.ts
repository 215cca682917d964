/** Writes an export where its user said; queries are answered meanwhile. */
import { basename } from 'node:path'
import type { ExportOrder } from '../../contracts/engine'
import type { Capture } from '../capture'
import { OutFile } from '../save/outFile'
import { rested } from '../save/rested'
import { whyUnwritten } from '../save/whyUnwritten'
import { piecesOf } from './ofCapture'

export interface Exported {
  readonly isWritten: boolean
  /** One sentence: why not; '' where it is. */
  readonly message: string
}

const encoder = new TextEncoder()

/** Never throws: what goes wrong is in the message. What stood at `path` goes only once all is written. */
export async function exportToFile(capture: Capture, path: string, order: ExportOrder): Promise<Exported> {
  let out: OutFile | null = null
  try {
    const pieces = piecesOf(capture, order)[Symbol.iterator]()
    const file = new OutFile(path)
    out = file
    await rested(() => {
      const { done, value } = pieces.next()
      if (done === true) return false
      file.write(typeof value === 'string' ? encoder.encode(value) : value)
      return true
    })
    file.finish()
    return { isWritten: true, message: '' }
  } catch (error) {
    out?.discard()
    return { isWritten: false, message: `${basename(path)} was not written: ${whyUnwritten(error)}` }
  }
}

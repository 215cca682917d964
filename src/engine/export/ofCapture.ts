/** Exports of an open capture, piece by piece, as they are asked for by the window. */
import type { ExportOrder } from '../../contracts/engine'
import { CARRIED_AT_MOST, type ExportedLadder, type LadderExport } from '../../contracts/exports'
import type { Capture } from '../capture'
import { filterFlows } from '../flows/filter'
import { readFlow } from '../flows/flow'
import { planLadder } from '../ladder/index'
import { exportedLadder } from './ladder'
import { reportHtml } from './report/index'
import { flowListFile } from './rows/flowList'

/** Pieces of the file, in order; bytes hold until the next is asked for. @throws RangeError where there is no such flow. */
export function piecesOf(capture: Capture, order: ExportOrder): Iterable<string | Uint8Array> {
  const { core, judge, knownUntil, verdicts, source } = capture
  judge.refresh()
  switch (order.what) {
    case 'ladder':
      return ladderPieces(capture, order)
    case 'flows': {
      const flows = filterFlows(core, order.filter, verdicts.codes, judge.facts.kernel)
      return flowListFile(core, judge, flows, order.format)
    }
    case 'report':
      return reportHtml({ core, judge, name: source.name, codes: verdicts.codes, knownUntil })
  }
}

function ladderPieces({ core, judge, knownUntil }: Capture, order: LadderExport): Iterable<string> {
  const { flow, unfolded, level, format, theme, most } = order
  if (flow >= core.flowCount()) throw new RangeError(`there is no flow ${flow}`)
  const read = readFlow(core, flow, judge)
  const at = { knownUntil, revision: 0 }
  const ladder = planLadder(core, read, new Set(unfolded), judge.timers(flow), at, level)
  return exportedLadder(ladder, read, { format, theme, most })
}

/** A ladder as far as it may travel to the window. */
export function carriedLadder(capture: Capture, order: LadderExport): ExportedLadder {
  capture.judge.refresh()
  const pieces: string[] = []
  let size = 0
  for (const piece of ladderPieces(capture, order)) {
    size += piece.length
    if (size > CARRIED_AT_MOST) return { text: pieces.join(''), isWhole: false }
    pieces.push(piece)
  }
  return { text: pieces.join(''), isWhole: true }
}

/** Exports of an open capture, piece by piece, as they are asked for by the window. */
import type { ExportOrder } from '../../contracts/engineProcess'
import { CARRIED_AT_MOST, type ExportedLadder, type LadderExport, type TogetherExport } from '../../contracts/exports'
import { maskOf } from '../anonymise/maskOf'
import { anonymisedTelling, plainTelling, type Telling } from '../anonymise/telling'
import type { Capture } from '../capture'
import { filterFlows } from '../flows/filter'
import { readFlow } from '../flows/flow'
import { followFlow } from '../follow/follows'
import { followedPieces } from '../follow/lines'
import { graphTable } from '../graphs/csv'
import { planLadder } from '../ladder/index'
import { planTogether } from '../ladder/together/index'
import { partsOf } from '../ladder/together/parts'
import { exportedLadder, exportedTogether } from './ladder'
import { reportHtml } from './report/index'
import { flowListFile } from './rows/flowList'

/** Lines of a picture or diagram for each row of its ladder, about. */
const LINES_A_ROW = { svg: 5, mermaid: 1 } as const

type LadderOrder = Extract<ExportOrder, { what: 'ladder' | 'together' }>

/** Hears how much of a file is there: 0 to 1. */
type Tell = (share: number) => void
const NOBODY: Tell = () => undefined

/**
 * Pieces of the file, in order; bytes hold until the next is asked for.
 *
 * @param passed flows that pass the order's display filter; undefined: it has none.
 * @throws RangeError where there is no such flow.
 */
export function piecesOf(capture: Capture, order: LadderOrder): Iterable<string>
export function piecesOf(
  capture: Capture,
  order: ExportOrder,
  tell: Tell,
  passed: Uint8Array | undefined,
): Iterable<string | Uint8Array>
export function piecesOf(
  capture: Capture,
  order: ExportOrder,
  tell = NOBODY,
  passed?: Uint8Array,
): Iterable<string | Uint8Array> {
  capture.judge.refresh()
  const told = order.isAnonymised === true ? anonymisedTelling(capture, maskOf(capture.core)) : plainTelling(capture)
  switch (order.what) {
    case 'ladder':
      return ladderPieces(told, order, tell)
    case 'together':
      return togetherPieces(told, order, tell)
    case 'flows': {
      // What is looked for was written by someone who sees the addresses as they are.
      const { core, verdicts, judge } = capture
      const flows = filterFlows(core, order.filter, verdicts.codes, judge.facts.kernel, passed)
      return flowListFile(told.core, told.judge, flows, order.format, tell)
    }
    case 'report':
      return reportHtml(told, tell)
    case 'graph':
      return graphTable(capture, order)
    case 'follow':
      return followedPieces(followFlow(capture, order.flow), order.direction, order.format)
  }
}

function ladderPieces({ core, judge, knownUntil }: Telling, order: LadderExport, tell: Tell): Iterable<string> {
  const { flow, unfolded, level, format, theme, most } = order
  if (flow >= core.flowCount()) throw new RangeError(`there is no flow ${flow}`)
  const read = readFlow(core, flow, judge)
  const at = { knownUntil, revision: 0 }
  const ladder = planLadder(core, read, new Set(unfolded), judge.timers(flow), at, level)
  return counted(exportedLadder(ladder, read, { format, theme, most }), linesAbout(order, ladder.outline.rows), tell)
}

function togetherPieces({ core, judge, knownUntil }: Telling, order: TogetherExport, tell: Tell): Iterable<string> {
  const { flows, unfolded, level, format, theme, most } = order
  const missing = flows.find((flow) => flow >= core.flowCount())
  if (missing !== undefined) throw new RangeError(`there is no flow ${missing}`)
  const at = { knownUntil, revision: 0 }
  const ladder = planTogether(partsOf(core, judge, knownUntil, flows), new Set(unfolded), at, level)
  return counted(exportedTogether(ladder, { format, theme, most }), linesAbout(order, ladder.outline.rows), tell)
}

/** Lines that a ladder of so many rows becomes, about. */
const linesAbout = ({ format, most }: Pick<LadderExport, 'format' | 'most'>, rows: number): number =>
  format === 'text' ? rows : Math.min(rows, most) * LINES_A_ROW[format]

function* counted<Piece>(pieces: Iterable<Piece>, about: number, tell: Tell): Generator<Piece> {
  let count = 0
  for (const piece of pieces) {
    yield piece
    count += 1
    tell(Math.min(1, count / about))
  }
}

/** A ladder, of one flow or of several, as far as it may travel to the window. */
export function carriedLadder(capture: Capture, order: LadderOrder): ExportedLadder {
  const pieces: string[] = []
  let size = 0
  for (const piece of piecesOf(capture, order)) {
    size += piece.length
    if (size > CARRIED_AT_MOST) return { text: pieces.join(''), isWhole: false }
    pieces.push(piece)
  }
  return { text: pieces.join(''), isWhole: true }
}

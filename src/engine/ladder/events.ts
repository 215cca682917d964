/** Rows worth jumping to: handshake, loss, stall, reset, close, and what is missing at the end. */
import { Analysis, Flag } from '../../contracts/abi'
import type { LadderBracket } from '../../contracts/ladderRows'
import { hasAnalysis, hasFlag } from './flowRows'
import type { LadderPlan } from './plan'
import { ENDING, PHASE, SEGMENT, TURN } from './rowList'
import { isRepetition } from './tries'

const LOSS = Analysis.LOST_SEGMENT | Analysis.ACK_LOST_SEGMENT | Analysis.OUT_OF_ORDER | Analysis.REUSED_PORTS
/** Losses within so many rows of the last one are one event. */
const BURST_ROWS = 8

/** Ascending rows, each once. */
export function eventRows(plan: LadderPlan, brackets: readonly LadderBracket[]): number[] {
  const rows = new Set<number>(brackets.map((bracket) => bracket.from))
  const { list, flow } = plan
  let lastLoss = -1
  let hasEnding = false
  for (let row = 0; row < list.size; row++) {
    const kind = list.kind[row]
    const position = list.first[row] ?? 0
    if (kind === SEGMENT && hasFlag(flow, position, Flag.RST)) rows.add(row)
    else if (kind === SEGMENT && (hasAnalysis(flow, position, LOSS) || isRepetition(flow, position))) {
      if (lastLoss < 0 || row - lastLoss > BURST_ROWS) rows.add(row)
      lastLoss = row
    } else if ((kind === TURN || kind === PHASE) && hasTrouble(plan, row)) {
      rows.add(row)
    } else if (kind === ENDING && !hasEnding) {
      rows.add(row)
      hasEnding = true
    }
  }
  return [...rows].sort((one, other) => one - other)
}

/** Whether a row of many segments hides a loss or a reset; phases with names of their own are worth a stop, too. */
function hasTrouble({ flow, list }: LadderPlan, row: number): boolean {
  if (list.kind[row] === PHASE) return true
  const first = list.first[row] ?? 0
  const end = first + (list.count[row] ?? 0)
  const { flags, analysis } = flow
  for (let position = first; position < end; position++) {
    if (((flags[position] ?? 0) & Flag.RST) !== 0) return true
    const found = analysis[position] ?? 0
    if ((found & LOSS) !== 0 || ((found & Analysis.RETRANSMISSION) !== 0 && isRepetition(flow, position))) return true
  }
  return false
}

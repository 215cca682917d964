/**
 * The middle level: requests and answers. A turn is all that is sent while one side speaks, with the peer's ACKs; it
 * ends where new data comes from the other side. What opens, closes or resets stays a row of its own.
 */
import { Analysis, Flag, SEGMENT_TOO_OLD } from '../../contracts/abi'
import { hasFlag, type SideIndex, STATES_ONLY, senderOf } from './flowRows'
import { hasBreakBefore, isOpened, type LevelBasis } from './levelBasis'
import { planSegments } from './planSegments'
import { QUIET, type RowList, SEGMENT, TURN } from './rowList'

const ALONE = Flag.SYN | Flag.FIN | Flag.RST | SEGMENT_TOO_OLD
/** Segments that carry no new words of their sender. */
const NOT_NEW =
  Analysis.RETRANSMISSION |
  Analysis.FAST_RETRANSMISSION |
  Analysis.SPURIOUS_RETRANSMISSION |
  Analysis.OUT_OF_ORDER |
  Analysis.KEEP_ALIVE |
  Analysis.ZERO_WINDOW_PROBE

/** Pushes the rows of the whole flow. */
export function planExchanges(basis: LevelBasis, list: RowList): void {
  const { flow } = basis
  let begun = -1
  let speaker: SideIndex | null = null
  const end = (at: number): void => {
    if (begun >= 0) pushTurn(basis, list, begun, at)
    begun = -1
    speaker = null
  }
  for (let position = 0; position < flow.count; position++) {
    if (hasBreakBefore(basis, position)) {
      end(position)
      list.push(QUIET, position, 0, 0, 0)
    }
    if (standsAlone(basis, position)) {
      end(position)
      list.push(SEGMENT, position, 1, 0, 0)
      continue
    }
    const side = speaks(basis, position)
    if (side !== null && speaker !== null && side !== speaker) end(position)
    if (begun < 0) begun = position
    speaker = side ?? speaker
  }
  end(flow.count)
}

function standsAlone({ flow }: LevelBasis, position: number): boolean {
  if (hasFlag(flow, position, ALONE)) return true
  const before = position === 0 ? 0 : (flow.states[position - 1] ?? 0)
  // No turn hides a change of state.
  return ((flow.states[position] ?? 0) & STATES_ONLY) !== (before & STATES_ONLY)
}

/** Who says something new with a segment; null: nobody. */
function speaks({ flow }: LevelBasis, position: number): SideIndex | null {
  const isNew = (flow.length[position] ?? 0) > 0 && ((flow.analysis[position] ?? 0) & NOT_NEW) === 0
  return isNew ? senderOf(flow, position) : null
}

function pushTurn(basis: LevelBasis, list: RowList, from: number, to: number): void {
  if (to - from === 1) list.push(SEGMENT, from, 1, 0, 0)
  else if (isOpened(basis, from)) planSegments(basis, list, from, to)
  else list.push(TURN, from, to - from, 0, 0)
}

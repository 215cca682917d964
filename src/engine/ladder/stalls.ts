/** Spans of time in which a receiver's window was shut. */
import { Flag } from '../../contracts/abi'
import { type FlowRows, hasFlag, otherSide, type SideIndex, senderOf } from './flowRows'

/** Shorter ones are the ordinary breathing of a busy receiver. */
export const STALL_AT_LEAST = 200e6

export interface Stall {
  /** The side whose window is shut. */
  readonly side: SideIndex
  /** Position of the segment that shut the window. */
  readonly from: number
  /** Position of the segment that reopened it, or made it pointless; rows.count: still shut at the end. */
  readonly to: number
  /** Nanoseconds; to the end of the capture where the window stays shut. */
  readonly durationNs: number
}

/** All stalls of at least STALL_AT_LEAST, in order of their beginning. */
export function findStalls(rows: FlowRows): Stall[] {
  const shutAt: [number, number] = [-1, -1]
  const stalls: Stall[] = []
  const end = (side: SideIndex, to: number): void => {
    const from = shutAt[side]
    if (from < 0) return
    shutAt[side] = -1
    const until = to < rows.count ? (rows.time[to] ?? 0) : rows.captureEnd
    const durationNs = until - (rows.time[from] ?? 0)
    if (durationNs >= STALL_AT_LEAST) stalls.push({ side, from, to, durationNs })
  }
  for (let position = 0; position < rows.count; position++) {
    const side = senderOf(rows, position)
    if (hasFlag(rows, position, Flag.RST)) {
      end(side, position)
      end(otherSide(side), position)
    } else if (!hasFlag(rows, position, Flag.SYN | Flag.FIN)) {
      if (rows.window[position] !== 0) end(side, position)
      else if (shutAt[side] < 0) shutAt[side] = position
    } else if (hasFlag(rows, position, Flag.FIN)) {
      // A side that has said all has no use for the peer's window.
      end(otherSide(side), position)
    }
  }
  end(0, rows.count)
  end(1, rows.count)
  return stalls.sort((one, other) => one.from - other.from)
}

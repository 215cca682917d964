/** Where words of a flow stand between its hosts. */
import type { FlowColumns, Lane, TogetherColumns } from './columns'

/** From the lane's edge to the middle of a flow's number, and to the words beside it. */
export const TAG_INDENT = 13
export const LABEL_INDENT = 25
/** What a mark takes between the two. */
const MARK_ROOM = 16

/** How much of a lane must be in view for words to stand there. */
const SEEN = 0.7

const isSeen = ({ left, right }: Lane, view: Lane): boolean =>
  Math.min(right, view.right) - Math.max(left, view.left) >= SEEN * (right - left)

/** Where what comes from one side says so: beside its host, or as near to it as is in view. */
export function laneFrom(view: Lane, { lanes }: FlowColumns, isLeft: boolean): Lane {
  const nearest = isLeft ? lanes : [...lanes].reverse()
  return nearest.find((lane) => isSeen(lane, view)) ?? nearest[0] ?? view
}

/** The widest of these lanes, of those in view where there are any: a flow's, or all. */
export function widestLane(view: Lane, lanes: readonly Lane[]): Lane {
  const seen = lanes.filter((lane) => isSeen(lane, view))
  const among = seen.length > 0 ? seen : lanes
  return among.reduce((best, lane) => (lane.right - lane.left > best.right - best.left ? lane : best), among[0] ?? view)
}

/** Between any two hosts that stand beside one another. */
export const allLanes = ({ hosts }: TogetherColumns): readonly Lane[] =>
  hosts.slice(1).map(({ left }, at) => ({ left: hosts[at]?.right ?? left, right: left }))

/** Where a row's number, mark and words stand in its lane, from its sender's side. */
export interface WordPlace {
  readonly tagX: number
  readonly markX: number
  readonly labelX: number
  /** Pixels from `labelX` to the lane's other end. */
  readonly room: number
}

export function wordPlace(lane: Lane, isLeft: boolean, isMarked: boolean): WordPlace {
  const shift = isMarked ? MARK_ROOM : 0
  const at = (indent: number) => (isLeft ? lane.left + indent : lane.right - indent)
  return {
    tagX: at(TAG_INDENT),
    markX: at(TAG_INDENT + MARK_ROOM),
    labelX: at(LABEL_INDENT + shift),
    room: lane.right - lane.left - LABEL_INDENT - shift,
  }
}

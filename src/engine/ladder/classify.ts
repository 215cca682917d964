/** Which segments are worth a row of their own, and which may fold into a run with their like. */
import { Analysis, Flag, SEGMENT_TOO_OLD } from '../../contracts/abi'
import { challengeAt, mayChallenge } from './challenge'
import { type FlowRows, otherSide, type SideIndex, STATES_ONLY, senderOf } from './flowRows'

/** Always a row of its own. */
export const EVENT = 0
/** Data and its ACKs. */
export const BULK = 1
/** Duplicate ACKs with nothing in between. */
export const DUPLICATES = 2
/** Keep-alives and their answers. */
export const KEEP_ALIVES = 3
/** Zero-window probes, their answers, and further ACKs that leave the window shut. */
export const PROBES = 4

/** Runs shorter than this are shown segment by segment. */
export const FOLD_AT_LEAST = 4

const CONTROLS = Flag.SYN | Flag.FIN | Flag.RST
/** Never folded: what opens, closes or resets, and what its receiver drops. */
const ALWAYS = CONTROLS | SEGMENT_TOO_OLD
const NEWS =
  Analysis.RETRANSMISSION |
  Analysis.FAST_RETRANSMISSION |
  Analysis.SPURIOUS_RETRANSMISSION |
  Analysis.OUT_OF_ORDER |
  Analysis.LOST_SEGMENT |
  Analysis.ACK_LOST_SEGMENT |
  Analysis.REUSED_PORTS

/**
 * Class of each segment, one byte each. A segment that changes either endpoint's state is always an event, so that no
 * fold ever hides a change of state.
 */
export function classify(rows: FlowRows): Uint8Array {
  const classes = new Uint8Array(rows.count)
  // Window last advertised by each side; -1: none yet.
  const windows: [number, number] = [-1, -1]
  const lastData: [number, number] = [-1, -1]
  // Highest acknowledgment number of each side.
  const acked: [number, number] = [0, 0]
  let before = -1
  for (let position = 0; position < rows.count; position++) {
    const side = senderOf(rows, position)
    const flags = rows.flags[position] ?? 0
    const states = (rows.states[position] ?? 0) & STATES_ONLY
    const shuts = (flags & CONTROLS) === 0 && rows.window[position] === 0
    const known = kindByWindow(rows, position, windows, side, shuts)
    // What filled the window belongs to the story only where the window then closed.
    if (shuts && windows[side] !== 0) showFiller(rows, classes, lastData[otherSide(side)])
    classes[position] = (flags & ALWAYS) !== 0 || states !== before ? EVENT : known
    if (mayChallenge(rows, position, acked[otherSide(side)])) showChallenge(rows, classes, position)
    before = states
    if ((flags & CONTROLS) === 0) windows[side] = rows.window[position] ?? 0
    if ((rows.length[position] ?? 0) > 0) lastData[side] = position
    if ((flags & Flag.ACK) !== 0) acked[side] = Math.max(acked[side], rows.ack[position] ?? 0)
  }
  dissolveShortRuns(classes)
  return classes
}

function kindByWindow(
  rows: FlowRows,
  position: number,
  windows: readonly [number, number],
  side: SideIndex,
  shuts: boolean,
): number {
  const analysis = rows.analysis[position] ?? 0
  if ((analysis & NEWS) !== 0) return EVENT
  if ((analysis & (Analysis.ZERO_WINDOW_PROBE | Analysis.ZERO_WINDOW_PROBE_ACK)) !== 0) return PROBES
  // Linux probes a shut window with an empty segment one below SND.UNA, the very shape of a keep-alive.
  if ((analysis & Analysis.KEEP_ALIVE) !== 0) return windows[otherSide(side)] === 0 ? PROBES : KEEP_ALIVES
  if (shuts) return windows[side] === 0 ? PROBES : EVENT
  if (windows[side] === 0) return EVENT
  if ((analysis & Analysis.KEEP_ALIVE_ACK) !== 0) return KEEP_ALIVES
  return (analysis & Analysis.DUPLICATE_ACK) !== 0 ? DUPLICATES : BULK
}

function showChallenge(rows: FlowRows, classes: Uint8Array, position: number): void {
  const challenge = challengeAt(rows, position)
  if (challenge === null) return
  classes[position] = EVENT
  classes[challenge.answers] = EVENT
}

function showFiller(rows: FlowRows, classes: Uint8Array, position: number | undefined): void {
  if (position === undefined || position < 0) return
  if (((rows.analysis[position] ?? 0) & Analysis.WINDOW_FULL) !== 0) classes[position] = EVENT
}

/** A few duplicate ACKs between data are part of the traffic; only a long row of them is a sight of its own. */
function dissolveShortRuns(classes: Uint8Array): void {
  let from = 0
  while (from < classes.length) {
    let to = from + 1
    while (to < classes.length && classes[to] === classes[from]) to++
    if (classes[from] === DUPLICATES && to - from < FOLD_AT_LEAST) classes.fill(BULK, from, to)
    from = to
  }
}

/** Segments of a class that its fold counts: duplicate ACKs, keep-alives, probes. */
export function isCounted(rows: FlowRows, position: number, kind: number): boolean {
  const analysis = rows.analysis[position] ?? 0
  if (kind === KEEP_ALIVES || kind === PROBES) {
    return (analysis & (Analysis.KEEP_ALIVE | Analysis.ZERO_WINDOW_PROBE)) !== 0
  }
  return (analysis & Analysis.DUPLICATE_ACK) !== 0
}

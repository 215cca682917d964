/** Rows of several ladders in the order of time, with the silences of all. Columns in, columns out. */
import type { LadderPlan } from '../plan'
import { isQuietBefore } from '../quiet'
import { ENDING } from '../rowList'
import type { TimedPlan } from './cutFolds'

/** Place of rows that are of no flow. */
export const NOBODY = 255

export interface Merged {
  readonly size: number
  /** Place of each row's flow, or NOBODY: silence. */
  readonly place: Uint8Array
  /** Number of the row on its flow's ladder; of a silence: its place in `quietNs`. */
  readonly own: Uint32Array
  /** For each flow, the merged row of each of its rows. */
  readonly rowOf: readonly Uint32Array[]
  readonly quietNs: readonly number[]
  /** Nanoseconds since the epoch of the first segment of all. */
  readonly start: bigint
  /** Nanoseconds from there to the last segment of all. */
  readonly span: number
}

/** What is known of one ladder while it is merged. */
interface Track extends TimedPlan {
  readonly rowOf: Uint32Array
  next: number
}

/** When the first segment of all was captured, nanoseconds since the epoch; 0: there is none. */
export function startOfAll(plans: readonly LadderPlan[]): bigint {
  const begun = plans.filter(({ flow }) => flow.count > 0).map(({ flow }) => flow.start)
  let start = begun[0] ?? 0n
  for (const at of begun) if (at < start) start = at
  return start
}

/** Merges plans whose lists hold no silence; `start`: see startOfAll. Linear in their rows. */
export function mergeRows(timed: readonly TimedPlan[], start: bigint): Merged {
  const tracks = timed.map(
    ({ plan, moments }): Track => ({ plan, moments, rowOf: new Uint32Array(plan.list.size), next: 0 }),
  )
  const threshold = Math.min(...timed.map(({ plan }) => plan.threshold))
  const total = tracks.reduce((sum, { plan }) => sum + plan.list.size, 0)
  // Between any two rows there is at most one silence.
  const place = new Uint8Array(2 * total)
  const own = new Uint32Array(2 * total)
  const quietNs: number[] = []
  let size = 0
  let end = Number.NEGATIVE_INFINITY
  let isOver = false
  const hush = (durationNs: number): void => {
    place[size] = NOBODY
    own[size++] = quietNs.push(durationNs) - 1
  }
  for (let at = earliest(tracks); at >= 0; at = earliest(tracks)) {
    const track = tracks[at] as Track
    const { moments } = track
    const { list } = track.plan
    const row = track.next++
    if (list.kind[row] === ENDING) {
      const patience = isOver ? 0 : patienceOf(tracks, start, end)
      if (patience >= threshold) hush(patience)
      isOver = true
    } else {
      const first = list.first[row] ?? 0
      const silence = (moments[first] ?? 0) - end
      if (size > 0 && silence >= threshold && !isExplained(track, first, end, threshold)) hush(silence)
      const last = first + Math.max(1, list.count[row] ?? 1) - 1
      end = Math.max(end, moments[last] ?? 0)
    }
    track.rowOf[row] = size
    place[size] = at
    own[size++] = row
  }
  const span = Number.isFinite(end) ? end : 0
  const rowOf = tracks.map((track) => track.rowOf)
  return { size, place: place.slice(0, size), own: own.slice(0, size), rowOf, quietNs, start, span }
}

/** Place of the ladder whose next row begins first; what is waited for comes last. -1: none is left. */
function earliest(tracks: readonly Track[]): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  // Of what came at one moment the order of the capture decides.
  let leastSegment = Number.POSITIVE_INFINITY
  for (let at = 0; at < tracks.length; at++) {
    const { plan, moments, next } = tracks[at] as Track
    if (next >= plan.list.size) continue
    const isEnding = plan.list.kind[next] === ENDING
    const first = plan.list.first[next] ?? 0
    const moment = isEnding ? Number.POSITIVE_INFINITY : (moments[first] ?? 0)
    const segment = isEnding ? Number.POSITIVE_INFINITY : (plan.flow.segment[first] ?? 0)
    if (best >= 0 && (moment > least || (moment === least && segment >= leastSegment))) continue
    best = at
    least = moment
    leastSegment = segment
  }
  return best
}

/** Whether the flow itself spoke last and its next row says why it waited. */
function isExplained({ plan, moments }: Track, first: number, end: number, threshold: number): boolean {
  if (first === 0 || (moments[first - 1] ?? 0) < end) return false
  return !isQuietBefore(plan.flow, plan.classes, first, threshold)
}

/** Nanoseconds from `end` until when the capture is known, where any of the ladders shows what it waits for since. */
function patienceOf(tracks: readonly Track[], start: bigint, end: number): number {
  if (!tracks.some(({ plan }) => plan.endings.some(({ afterSilence }) => afterSilence))) return 0
  const ends = tracks.map(({ plan: { flow } }) => Number(flow.start - start) + flow.captureEnd)
  return Math.max(...ends) - end
}

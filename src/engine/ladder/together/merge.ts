/** Rows of several ladders in the order of the capture, with the silences of all. Columns in, columns out. */
import type { LadderPlan } from '../plan'
import { isQuietBefore } from '../quiet'
import { ENDING } from '../rowList'

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
interface Track {
  readonly plan: LadderPlan
  /** Nanoseconds from the start of all to that of the flow. */
  readonly shift: number
  readonly rowOf: Uint32Array
  next: number
}

/** Merges plans whose lists hold no silence. Linear in their rows. */
export function mergeRows(plans: readonly LadderPlan[]): Merged {
  const begun = plans.filter(({ flow }) => flow.count > 0).map(({ flow }) => flow.start)
  let start = begun[0] ?? 0n
  for (const at of begun) if (at < start) start = at
  const tracks = plans.map(
    (plan): Track => ({
      plan,
      shift: Number(plan.flow.start - start),
      rowOf: new Uint32Array(plan.list.size),
      next: 0,
    }),
  )
  const threshold = Math.min(...plans.map((plan) => plan.threshold))
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
    const { list, flow } = track.plan
    const row = track.next++
    if (list.kind[row] === ENDING) {
      const patience = isOver ? 0 : patienceOf(tracks, end)
      if (patience >= threshold) hush(patience)
      isOver = true
    } else {
      const first = list.first[row] ?? 0
      const silence = track.shift + (flow.time[first] ?? 0) - end
      if (size > 0 && silence >= threshold && !isExplained(track, first, end, threshold)) hush(silence)
      const last = first + Math.max(1, list.count[row] ?? 1) - 1
      end = Math.max(end, track.shift + (flow.time[last] ?? 0))
    }
    track.rowOf[row] = size
    place[size] = at
    own[size++] = row
  }
  const span = Number.isFinite(end) ? end : 0
  const rowOf = tracks.map((track) => track.rowOf)
  return { size, place: place.slice(0, size), own: own.slice(0, size), rowOf, quietNs, start, span }
}

/** Place of the ladder whose next row begins first in the capture; what is waited for comes last. -1: none is left. */
function earliest(tracks: readonly Track[]): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  tracks.forEach(({ plan: { list, flow }, next }, at) => {
    if (next >= list.size) return
    const key = list.kind[next] === ENDING ? Number.POSITIVE_INFINITY : (flow.segment[list.first[next] ?? 0] ?? 0)
    if (best >= 0 && key >= least) return
    best = at
    least = key
  })
  return best
}

/** Whether the flow itself spoke last and its next row says why it waited. */
function isExplained({ plan, shift }: Track, first: number, end: number, threshold: number): boolean {
  if (first === 0 || shift + (plan.flow.time[first - 1] ?? 0) < end) return false
  return !isQuietBefore(plan.flow, plan.classes, first, threshold)
}

/** Nanoseconds from `end` until when the capture is known, where any of the ladders shows what it waits for since. */
function patienceOf(tracks: readonly Track[], end: number): number {
  const waits = tracks.some(({ plan }) => plan.endings.some(({ afterSilence }) => afterSilence))
  return waits ? Math.max(...tracks.map(({ plan, shift }) => shift + plan.flow.captureEnd)) - end : 0
}

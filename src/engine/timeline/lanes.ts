/** Lays flows into as few lanes as it takes for none to touch another. */
import type { TimeRange } from '../../contracts/timeline'

/** Least distance between two flows of a lane, in pixels: the marks at their ends stand clear of each other. */
const GAP_PIXELS = 9

/** Flows of some lanes: `lane[k]` is that of `ids[k]`. */
export interface Lanes {
  readonly ids: Uint32Array
  readonly lane: Uint16Array
  /** Lanes used. */
  readonly count: number
}

/**
 * Each flow, by its start, goes into the topmost lane that is free: as few lanes as can be, and flows that come later
 * move none that are there.
 *
 * @param ids used up. @param shown the time that `width` pixels show.
 * @returns null where `most` lanes are too few.
 */
export function packLanes(
  ids: Uint32Array,
  first: Float64Array,
  last: Float64Array,
  shown: TimeRange,
  width: number,
  most: number,
): Lanes | null {
  ids.sort((a, b) => (first[a] as number) - (first[b] as number) || a - b)
  const gap = ((shown.to - shown.from) * GAP_PIXELS) / width
  const lane = new Uint16Array(ids.length)
  const freeFrom: number[] = []
  for (const [k, id] of ids.entries()) {
    const start = first[id] as number
    const found = freeFrom.findIndex((time) => time <= start)
    const place = found < 0 ? freeFrom.length : found
    if (place === most) return null
    freeFrom[place] = (last[id] as number) + gap
    lane[k] = place
  }
  return { ids, lane, count: freeFrom.length }
}

/** Where on the picture a time and a lane are, and what lies under a point. Pixels are CSS pixels. */
import { type ScaleLinear, scaleLinear } from 'd3'
import type { Timeline, TimelineFlow, TimeRange } from '../../../contracts/timeline'

/** Room at both sides, so that no mark is cut. */
export const PAD = 7
/** Height of the axis under the picture. */
export const AXIS_HEIGHT = 18
/** Lanes are this far apart, at least and at most. */
export const LEAST_PITCH = 4
const MOST_PITCH = 14
const REACH = 5
/** Room above the first lane and below the last, for what is around a chosen flow. */
const EDGE = 3

export interface Picture {
  readonly x: ScaleLinear<number, number>
  readonly width: number
  /** Without the axis. */
  readonly height: number
}

export function pictureOf(shown: TimeRange, width: number, height: number): Picture {
  const x = scaleLinear([shown.from, shown.to], [PAD, width - PAD])
  return { x, width, height: Math.max(0, height - AXIS_HEIGHT) }
}

/** Columns that the engine counts in, and lanes that find room. */
export function roomOf(width: number, height: number): { readonly width: number; readonly lanes: number } {
  return {
    width: Math.max(1, Math.round(width - 2 * PAD)),
    lanes: Math.max(1, Math.floor((height - AXIS_HEIGHT - 2 * EDGE) / LEAST_PITCH)),
  }
}

/** Distance of lanes. */
export const pitchOf = (lanes: number, height: number): number =>
  Math.min(MOST_PITCH, (height - 2 * EDGE) / Math.max(1, lanes))

export const laneY = (lane: number, pitch: number): number => EDGE + (lane + 0.5) * pitch

/** Pixels that a picture of `flows` flows takes at most, with its axis. */
export const mostHeight = (flows: number): number => flows * MOST_PITCH + 2 * EDGE + AXIS_HEIGHT

/** The flow under a point, or null. */
export function flowAt({ drawing }: Timeline, picture: Picture, x: number, y: number): TimelineFlow | null {
  if (drawing.kind !== 'dumbbells') return null
  const pitch = pitchOf(drawing.lanes, picture.height)
  const lane = Math.floor((y - EDGE) / pitch)
  const isNear = (flow: TimelineFlow) => picture.x(flow.first) - REACH <= x && x <= picture.x(flow.last) + REACH
  return drawing.flows.find((flow) => flow.lane === lane && isNear(flow)) ?? null
}

/** Column of the density under a point. */
export function columnAt(picture: Picture, columns: number, x: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor(((x - PAD) / (picture.width - 2 * PAD)) * columns)))
}

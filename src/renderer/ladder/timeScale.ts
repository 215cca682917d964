/** Time to pixels for a ladder drawn to scale. Quiet time is folded into breaks of one height. */
import { scaleLinear } from 'd3'
import type { AxisBreak, LadderAxis } from '../../contracts/ladder'
import type { TimeUnit } from '../ui/format'
import { PADDING, ROW_HEIGHT } from './layout'

/** What a scale draws of an axis; `delays`: the longest that are leant by. */
export type ScaledAxis = Pick<LadderAxis, 'span' | 'breaks' | 'endings' | 'delays'>

export interface TimeBreak extends AxisBreak {
  readonly top: number
  readonly bottom: number
}

export interface TimeScale {
  /** Height of the whole ladder in pixels. */
  readonly content: number
  /** Content pixels of a moment, nanoseconds since the flow's first segment. */
  readonly yOf: (ns: number) => number
  /** The moment at content pixels. */
  readonly timeAt: (y: number) => number
  /** Content pixels of what stands after the last segment, by its place. */
  readonly endingY: (place: number) => number
  readonly breaks: readonly TimeBreak[]
  /** Where time runs, not where it is broken. */
  readonly nsPerPixel: number
}

/** Height of a break, and of it what is kept free of its band: arrows run out there. */
export const BREAK_HEIGHT = 52
export const BREAK_INSET = 12
/** Room above the first segment, and from the last to what follows it. */
const HEAD_ROOM = 22
const END_GAP = 26
/** Pixels from one line of times to the next. */
const LINE = 13
/** Room for arrows that lean beyond the first and the last moment, at most. */
const MOST_LEAN = 240
/** No taller: farther in, a flow would scroll for hours. */
const MOST_CONTENT = 400_000_000

/**
 * The scale that draws a flow of `rows` rows at `stretch` times its own size: as tall as its rows would be, or as tall as
 * the view where that is more.
 */
export function timeScale(axis: ScaledAxis, rows: number, view: number, stretch: number): TimeScale {
  const { span, breaks, endings, delays } = axis
  const quiet = breaks.reduce((sum, { from, to }) => sum + to - from, 0)
  const active = Math.max(1, span - quiet)
  const fixed = PADDING.top + HEAD_ROOM + breaks.length * BREAK_HEIGHT + END_GAP + endings * ROW_HEIGHT + PADDING.bottom
  const byItself = Math.max(rows * ROW_HEIGHT, view - fixed, ROW_HEIGHT)
  // Arrows begin before the first captured moment and arrive after the last one.
  const delay = Math.min(Math.max(delays?.client ?? 0, delays?.server ?? 0), active)
  const room = Math.min((byItself * stretch * active) / (active + 2 * delay), MOST_CONTENT)
  const lean = Math.min((delay / active) * room, MOST_LEAN)
  const domain: number[] = [0]
  const range: number[] = [PADDING.top + HEAD_ROOM + lean]
  const placed: TimeBreak[] = []
  const push = (time: number, pixels: number): void => {
    domain.push(time)
    range.push((range.at(-1) ?? 0) + pixels)
  }
  for (const { from, to } of breaks) {
    push(from, ((from - (domain.at(-1) ?? 0)) / active) * room)
    const top = range.at(-1) ?? 0
    push(to, BREAK_HEIGHT)
    placed.push({ from, to, top, bottom: top + BREAK_HEIGHT })
  }
  push(Math.max(span, (domain.at(-1) ?? 0) + 1), ((span - (domain.at(-1) ?? 0)) / active) * room)
  const scale = scaleLinear().domain(domain).range(range)
  const end = range.at(-1) ?? 0
  return {
    content: end + lean + END_GAP + endings * ROW_HEIGHT + PADDING.bottom,
    yOf: (ns) => scale(Math.min(Math.max(ns, -1e15), 1e18)),
    timeAt: (y) => scale.invert(y),
    endingY: (place) => end + lean + END_GAP + place * ROW_HEIGHT,
    breaks: placed,
    nsPerPixel: active / Math.max(1, room),
  }
}

/** `unit` with as many decimals as tell two lines of times apart. */
export function unitAt(unit: TimeUnit, { nsPerPixel }: TimeScale): TimeUnit {
  const needed = Math.ceil(-Math.log10((nsPerPixel * LINE) / unit.nanoseconds))
  const most = Math.round(Math.log10(unit.nanoseconds))
  return { ...unit, decimals: Math.min(Math.max(unit.decimals, needed), most) }
}

/** Breaks that touch content pixels from `top` to `bottom`. */
export function breaksBetween({ breaks }: TimeScale, top: number, bottom: number): readonly TimeBreak[] {
  return breaks.filter((one) => one.bottom > top && one.top < bottom)
}

/** Moments of the edges of `steps` equal steps over the whole content. */
export function stepEdges(scale: TimeScale, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => scale.timeAt((i * scale.content) / steps))
}

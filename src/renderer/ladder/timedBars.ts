/** Lifelines of a ladder drawn to scale: a state begins where its segment leaves, or arrives. */
import type { Side } from '../../contracts/flow'
import { PADDING } from './layout'
import { type Bar, EDGE_WIDTH } from './sceneBars'
import type { RowPlace, TimedInput } from './timedScene'

const NAME_BASELINE = 17
const NAME_BOTTOM = 8
/** A bar is drawn this far beyond the view at most. */
const OVERDRAW = 100

/** Bars of `side`, of what is in view. */
export function timedBars(input: TimedInput, places: readonly RowPlace[], side: Side): Bar[] {
  const { layout, scale, offset, height } = input
  const first = places[0]
  if (first === undefined) return []
  const x = side === 'client' ? layout.clientX : layout.serverX
  const edgeX = side === 'client' ? x + layout.barWidth - EDGE_WIDTH : x
  const end = scale.content - PADDING.bottom - offset
  const bars: (Bar & { bottom: number })[] = []
  let y = first.row.row === 0 ? PADDING.top - offset : -OVERDRAW
  for (const place of places) {
    const { state, proved } = place.row[side]
    const isWaiting = place.row.kind === 'tail' && place.row.side === side
    const last = bars.at(-1)
    if (last?.state === state && last.proved === proved && last.isWaiting === isWaiting) continue
    if (last !== undefined) {
      // Clocks jump and delays are presumed: a state never ends before it began.
      y = Math.max(y, place[side] - (place.row.kind === 'tail' ? 12 : 0))
      last.bottom = y
    }
    bars.push({
      side,
      x,
      y,
      width: layout.barWidth,
      height: 0,
      state,
      proved,
      edgeX,
      isWaiting,
      nameY: null,
      bottom: end,
    })
  }
  return bars
    .map((bar) => ({
      ...bar,
      y: Math.round(Math.max(bar.y, -OVERDRAW)),
      bottom: Math.round(Math.min(bar.bottom, height + OVERDRAW, end)),
    }))
    .map((bar, place, all) => ({ ...bar, height: bar.bottom - bar.y, nameY: nameBaseline(all, place) }))
    .filter((bar) => bar.height > 0)
}

interface Stretch {
  readonly state: string
  readonly y: number
  readonly bottom: number
}

function nameBaseline(bars: readonly Stretch[], place: number): number | null {
  const bar = bars[place]
  if (bar === undefined || bars[place - 1]?.state === bar.state) return null
  let last = place
  while (bars[last + 1]?.state === bar.state) last += 1
  const end = bars[last]?.bottom ?? 0
  // Too short for its name.
  if (end - bar.y < NAME_BASELINE - 3) return null
  return Math.min(Math.max(bar.y, 0) + NAME_BASELINE, end - Math.min(NAME_BOTTOM, end - bar.y - 11))
}

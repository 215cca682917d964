/** Lifelines of a ladder drawn to scale: a state begins where its segment leaves, or arrives. */
import type { Side } from '../../contracts/flow'
import { PADDING } from './layout'
import type { BarPlace, RowBar } from './sceneBars'
import type { RowPlace, TimedInput } from './timedScene'

const NAME_BASELINE = 17
const NAME_BOTTOM = 8
/** A bar is drawn this far beyond the view at most. */
const OVERDRAW = 100

/**
 * Bars of a flow's `side`, of what is in view. `begin`: where the first one begins, where the first row is the flow's
 * own first.
 */
export function timedBars(
  { scale, offset, height }: Pick<TimedInput, 'scale' | 'offset' | 'height'>,
  places: readonly RowPlace[],
  side: Side,
  bar: BarPlace,
  begin: number | null,
): RowBar[] {
  const end = scale.content - PADDING.bottom - offset
  const bars: (RowBar & { bottom: number })[] = []
  let y = begin ?? -OVERDRAW
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
    bars.push({ ...bar, y, height: 0, state, proved, isWaiting, nameY: null, stateEnd: end, bottom: end })
  }
  return bars
    .map((one) => ({
      ...one,
      y: Math.round(Math.max(one.y, -OVERDRAW)),
      bottom: Math.round(Math.min(one.bottom, height + OVERDRAW, end)),
    }))
    .map((one, place, all) => {
      const stateEnd = endOf(all, place)
      return { ...one, height: one.bottom - one.y, stateEnd, nameY: nameBaseline(all, place, stateEnd) }
    })
    .filter((one) => one.height > 0)
}

interface Stretch {
  readonly state: string
  readonly y: number
  readonly bottom: number
}

/** Where a bar's state ends, proved or presumed. */
function endOf(bars: readonly Stretch[], place: number): number {
  let last = place
  while (bars[last + 1]?.state === bars[place]?.state) last += 1
  return bars[last]?.bottom ?? 0
}

function nameBaseline(bars: readonly Stretch[], place: number, end: number): number | null {
  const bar = bars[place]
  if (bar === undefined || bars[place - 1]?.state === bar.state) return null
  // Too short for its name.
  if (end - bar.y < NAME_BASELINE - 3) return null
  return Math.min(Math.max(bar.y, 0) + NAME_BASELINE, end - Math.min(NAME_BOTTOM, end - bar.y - 11))
}

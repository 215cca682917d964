/** The two lifelines: a bar a stretch of one state, hatched where presumed, named once a state. */

import type { LifelineState } from '../../contracts/engine'
import type { Side } from '../../contracts/flow'
import type { StateName } from '../../contracts/names'
import { ROW_HEIGHT, rowTop } from './layout'
import type { SceneInput } from './scene'

export interface Bar {
  readonly side: Side
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly state: StateName
  readonly proved: boolean
  /** Bar of the 3 pixels that face the lane. */
  readonly edgeX: number
  /** A wait: the edge is dashed. */
  readonly isWaiting: boolean
  /** Baseline of the state's name; null: it stands in the bar above. */
  readonly nameY: number | null
}

interface Stretch {
  readonly state: StateName
  readonly proved: boolean
  readonly isWaiting: boolean
  readonly from: number
  to: number
}

export const EDGE_WIDTH = 3
/** Part of a row's bar that belongs to states which its segments passed through; two of them share it, or more. */
const PASSED_PART = 0.6
const NAME_BASELINE = 17
const LEAST_NAMED = 13
/** The name keeps this distance from its state's end while it is pushed out of the view. */
const NAME_BOTTOM = 8

/** Bars of `side` for rows [from, to), those that are here. */
export function sceneBars(input: SceneInput, side: Side, from: number, to: number): Bar[] {
  const stretches = stretchesOf(input, side, from, to)
  const { layout, offset } = input
  const x = side === 'client' ? layout.clientX : layout.serverX
  const edgeX = side === 'client' ? x + layout.barWidth - EDGE_WIDTH : x
  return stretches.map((stretch, place) => {
    const y = rowTop(stretch.from) - offset
    return {
      side,
      x,
      y,
      width: layout.barWidth,
      height: (stretch.to - stretch.from) * ROW_HEIGHT,
      state: stretch.state,
      proved: stretch.proved,
      edgeX,
      isWaiting: stretch.isWaiting,
      nameY: stretches[place - 1]?.state === stretch.state ? null : nameBaseline(stretches, place, y, offset),
    }
  })
}

/** The name follows the view down its state, so that the state can be read wherever one has scrolled to. */
function nameBaseline(stretches: readonly Stretch[], place: number, y: number, offset: number): number | null {
  const state = stretches[place]?.state
  let last = place
  while (stretches[last + 1]?.state === state) last += 1
  const end = rowTop(stretches[last]?.to ?? 0) - offset
  // A state that was only passed through has no room for its name.
  if (end - y < LEAST_NAMED) return null
  return Math.min(Math.max(y, 0) + NAME_BASELINE, end - NAME_BOTTOM)
}

function stretchesOf({ at }: SceneInput, side: Side, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = []
  const push = (life: LifelineState, isWaiting: boolean, start: number, end: number): void => {
    const { state, proved } = life
    const last = stretches.at(-1)
    if (last?.to === start && last.state === state && last.proved === proved && last.isWaiting === isWaiting)
      last.to = end
    else stretches.push({ state, proved, isWaiting, from: start, to: end })
  }
  for (let index = from; index < to; index += 1) {
    const row = at(index)
    if (!row) continue
    const passed = row.kind === 'fold' ? (row.passed?.[side] ?? []) : []
    const part = PASSED_PART / Math.max(2, passed.length)
    for (const [place, life] of passed.entries()) push(life, false, index + place * part, index + (place + 1) * part)
    push(row[side], row.kind === 'tail' && row.side === side, index + passed.length * part, index + 1)
  }
  return stretches
}

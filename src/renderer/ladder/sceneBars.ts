/** The two lifelines: a bar a stretch of one state, hatched where presumed, named once a state. */

import type { Side } from '../../contracts/flow'
import type { LadderRow, LifelineState } from '../../contracts/ladderRows'
import type { StateName } from '../../contracts/names'
import { type LadderLayout, ROW_HEIGHT, rowTop } from './layout'
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

/** A bar of rows of one height. */
export interface RowBar extends Bar {
  /** Where its state ends, proved or presumed. */
  readonly stateEnd: number
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

/** What a lifeline is at a row. */
export interface Life {
  readonly life: LifelineState
  /** States that the row's segments passed through before. */
  readonly passed: readonly LifelineState[]
  readonly isWaiting: boolean
}

/** Where a lifeline's bar stands. */
export interface BarPlace {
  readonly side: Side
  readonly x: number
  readonly width: number
  readonly edgeX: number
}

/** Where a side's bar stands between two lifelines. */
export function barPlace({ clientX, serverX, barWidth }: LadderLayout, side: Side): BarPlace {
  const x = side === 'client' ? clientX : serverX
  return { side, x, width: barWidth, edgeX: side === 'client' ? x + barWidth - EDGE_WIDTH : x }
}

/** Bars of `side` for rows [from, to), those that are here. */
export function sceneBars({ at, layout, offset }: SceneInput, side: Side, from: number, to: number): Bar[] {
  const lifeAt = (row: number) => {
    const found = at(row)
    return found === null ? null : lifeOf(found, side)
  }
  return stretchBars(lifeAt, barPlace(layout, side), offset, from, to)
}

/** What `side` is at a row of its own flow. */
export function lifeOf(row: LadderRow, side: Side): Life {
  const passed = row.kind === 'fold' ? (row.passed?.[side] ?? []) : []
  return { life: row[side], passed, isWaiting: row.kind === 'tail' && row.side === side }
}

/** A bar for each stretch of one state; none where `lifeAt` knows nothing. */
export function stretchBars(
  lifeAt: (row: number) => Life | null,
  place: BarPlace,
  offset: number,
  from: number,
  to: number,
): RowBar[] {
  const stretches = stretchesOf(lifeAt, from, to)
  return stretches.map((stretch, number) => {
    const y = rowTop(stretch.from) - offset
    const isNamed = stretches[number - 1]?.state !== stretch.state || stretches[number - 1]?.to !== stretch.from
    const end = rowTop(runEnd(stretches, number)) - offset
    return {
      ...place,
      y,
      height: (stretch.to - stretch.from) * ROW_HEIGHT,
      state: stretch.state,
      proved: stretch.proved,
      isWaiting: stretch.isWaiting,
      nameY: isNamed ? nameBaseline(y, end) : null,
      stateEnd: end,
    }
  })
}

/** Row at which the state of a stretch ends, proved or presumed. */
function runEnd(stretches: readonly Stretch[], place: number): number {
  let last = place
  while (stretches[last + 1]?.state === stretches[place]?.state && stretches[last + 1]?.from === stretches[last]?.to) {
    last += 1
  }
  return stretches[last]?.to ?? 0
}

/** The name follows the view down its state, so that the state can be read wherever one has scrolled to. */
function nameBaseline(y: number, end: number): number | null {
  // A state that was only passed through has no room for its name.
  if (end - y < LEAST_NAMED) return null
  return Math.min(Math.max(y, 0) + NAME_BASELINE, end - NAME_BOTTOM)
}

function stretchesOf(lifeAt: (row: number) => Life | null, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = []
  const push = (life: LifelineState, isWaiting: boolean, start: number, end: number): void => {
    const { state, proved } = life
    const last = stretches.at(-1)
    if (last?.to === start && last.state === state && last.proved === proved && last.isWaiting === isWaiting)
      last.to = end
    else stretches.push({ state, proved, isWaiting, from: start, to: end })
  }
  for (let index = from; index < to; index += 1) {
    const found = lifeAt(index)
    if (!found) continue
    const { life, passed, isWaiting } = found
    const part = PASSED_PART / Math.max(2, passed.length)
    for (const [place, before] of passed.entries())
      push(before, false, index + place * part, index + (place + 1) * part)
    push(life, isWaiting, index + passed.length * part, index + 1)
  }
  return stretches
}

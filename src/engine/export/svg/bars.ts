/** Lifelines: a bar a stretch of one state, solid where proved, hatched where presumed, torn where time was quiet. */

import type { Side } from '../../../contracts/flow'
import type { LadderRow, LifelineState } from '../../../contracts/ladderRows'
import type { StateName } from '../../../contracts/names'
import { EDGE_WIDTH, ROW_HEIGHT, type RowColumns } from './columns'
import { lineTop, type Picture } from './picture'
import { px } from './text'
import { stateToken } from './theme'

const NAME_BASELINE = 17
/** A long state bears its name this often, so that it can be read wherever one looks. */
const NAME_EVERY_ROWS = 36
/** Side of a hatching's tile. */
const TILE = 8

interface Stretch {
  readonly state: StateName
  readonly proved: boolean
  /** A wait: the edge is dashed. */
  readonly isWaiting: boolean
  readonly from: number
  to: number
}

/** What a lifeline is on a line. */
export interface Life extends LifelineState {
  readonly isWaiting: boolean
}

/** A lifeline of the picture. */
export interface Lifeline {
  readonly x: number
  /** Arrows reach it from the right: its edge is there. */
  readonly isLeft: boolean
  /** Of each line; null: what it was before, or, at the beginning, nothing yet. */
  readonly lives: readonly (Life | null)[]
}

/** Both bars of a flow's whole picture. */
export function* barsOf(picture: Picture, { clientX, serverX }: RowColumns): Generator<string> {
  for (const side of ['client', 'server'] as const) {
    const isLeft = side === 'client'
    const lives = picture.excerpt.lines.map((row) => row && { ...row[side], isWaiting: isWaiting(row, side) })
    yield* barsAlong(picture, { x: isLeft ? clientX : serverX, isLeft, lives })
  }
}

export const isWaiting = (row: LadderRow, side: Side): boolean => row.kind === 'tail' && row.side === side

/** The bars of one lifeline, and the names in them. */
export function* barsAlong(picture: Picture, lifeline: Lifeline): Generator<string> {
  const stretches = stretchesOf(lifeline.lives)
  for (const stretch of stretches) yield barOf(picture, lifeline, stretch)
  yield* namesOf(picture, lifeline, stretches)
}

function stretchesOf(lives: Lifeline['lives']): Stretch[] {
  const stretches: Stretch[] = []
  for (const [line, life] of lives.entries()) {
    const last = stretches.at(-1)
    if (life === null) {
      if (last) last.to = line + 1
      continue
    }
    const { state, proved, isWaiting } = life
    if (last?.state === state && last.proved === proved && last.isWaiting === isWaiting) last.to = line + 1
    else stretches.push({ state, proved, isWaiting, from: line, to: line + 1 })
  }
  return stretches
}

function barOf(picture: Picture, { x, isLeft }: Lifeline, { state, proved, isWaiting, from, to }: Stretch): string {
  const { barWidth, paint, prefix } = picture
  const y = lineTop(picture, from)
  // One pixel less: the surface between two stretches separates them.
  const height = (to - from) * ROW_HEIGHT - 1
  const box = `x="${px(x)}" y="${px(y)}" width="${barWidth}" height="${height}"`
  const solid = `<rect ${box} fill="${paint(stateToken(state, 'fill'))}"/>`
  const hatched = proved ? '' : `<rect ${box} fill="url(#${hatchId(prefix, state)})"/>`
  const edgeX = isLeft ? x + barWidth - EDGE_WIDTH / 2 : x + EDGE_WIDTH / 2
  const dashes = isWaiting ? ' stroke-dasharray="4 3"' : ''
  const edge = `<path d="M${px(edgeX)} ${px(y)}v${height}" stroke="${paint(stateToken(state, 'edge'))}" stroke-width="${EDGE_WIDTH}"${dashes}/>`
  return `${solid}${hatched}${edge}`
}

/** Each state's name at its top, and further down where it lasts. */
function* namesOf(picture: Picture, lifeline: Lifeline, stretches: readonly Stretch[]): Generator<string> {
  const { paint } = picture
  const x = lifeline.isLeft ? lifeline.x + 8 : lifeline.x + EDGE_WIDTH + 8
  let named: StateName | null = null
  for (const { state, from, to } of stretches) {
    const ink = paint(stateToken(state, 'ink'))
    const fill = paint(stateToken(state, 'fill'))
    for (let line = from; line < to; line += NAME_EVERY_ROWS) {
      if (line === from && named === state) continue
      const y = lineTop(picture, line) + NAME_BASELINE
      // Letters on hatching need calm ground.
      yield `<text class="ladder-name" x="${px(x)}" y="${px(y)}" fill="${ink}" stroke="${fill}">${state}</text>`
    }
    named = state
  }
}

const hatchId = (prefix: string, state: StateName): string => `${prefix}hatch-${state}`

/** States that are presumed somewhere. */
export function presumedStates(lives: Iterable<LifelineState>): Set<StateName> {
  const states = new Set<StateName>()
  for (const { state, proved } of lives) if (!proved) states.add(state)
  return states
}

/** Patterns of these states. */
export function hatchesOf({ paint, prefix }: Picture, states: Iterable<StateName>): string {
  const lines = [-TILE, 0, TILE].map((shift) => `M${shift - 1} ${TILE + 1}L${shift + TILE + 1} -1`).join('')
  return [...new Set(states)]
    .sort()
    .map((state) => {
      const size = `width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"`
      const stroke = `stroke="${paint(stateToken(state, 'edge'))}" stroke-opacity="0.38" stroke-width="1.9"`
      return `<pattern id="${hatchId(prefix, state)}" ${size}><path d="${lines}" ${stroke}/></pattern>`
    })
    .join('')
}

export const hatchFill = ({ prefix }: Picture, state: StateName): string => `url(#${hatchId(prefix, state)})`

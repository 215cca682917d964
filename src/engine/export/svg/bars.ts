/** Lifelines: a bar a stretch of one state, solid where proved, hatched where presumed, torn where time was quiet. */
import type { Side } from '../../../contracts/flow'
import type { StateName } from '../../../contracts/names'
import { BAR_WIDTH, EDGE_WIDTH, ROW_HEIGHT } from './columns'
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

/** Both bars of the whole picture. */
export function* barsOf(picture: Picture): Generator<string> {
  for (const side of ['client', 'server'] as const) {
    const stretches = stretchesOf(picture, side)
    for (const stretch of stretches) yield barOf(picture, side, stretch)
    yield* namesOf(picture, side, stretches)
  }
}

function stretchesOf({ excerpt }: Picture, side: Side): Stretch[] {
  const stretches: Stretch[] = []
  for (const [line, row] of excerpt.lines.entries()) {
    const last = stretches.at(-1)
    if (row === null) {
      if (last) last.to = line + 1
      continue
    }
    const { state, proved } = row[side]
    const isWaiting = row.kind === 'tail' && row.side === side
    if (last?.state === state && last.proved === proved && last.isWaiting === isWaiting) last.to = line + 1
    else stretches.push({ state, proved, isWaiting, from: line, to: line + 1 })
  }
  return stretches
}

function barOf(picture: Picture, side: Side, { state, proved, isWaiting, from, to }: Stretch): string {
  const { columns, paint, prefix } = picture
  const x = side === 'client' ? columns.clientX : columns.serverX
  const y = lineTop(picture, from)
  // One pixel less: the surface between two stretches separates them.
  const height = (to - from) * ROW_HEIGHT - 1
  const box = `x="${px(x)}" y="${px(y)}" width="${BAR_WIDTH}" height="${height}"`
  const solid = `<rect ${box} fill="${paint(stateToken(state, 'fill'))}"/>`
  const hatched = proved ? '' : `<rect ${box} fill="url(#${hatchId(prefix, state)})"/>`
  const edgeX = side === 'client' ? x + BAR_WIDTH - EDGE_WIDTH / 2 : x + EDGE_WIDTH / 2
  const dashes = isWaiting ? ' stroke-dasharray="4 3"' : ''
  const edge = `<path d="M${px(edgeX)} ${px(y)}v${height}" stroke="${paint(stateToken(state, 'edge'))}" stroke-width="${EDGE_WIDTH}"${dashes}/>`
  return `${solid}${hatched}${edge}`
}

/** Each state's name at its top, and further down where it lasts. */
function* namesOf(picture: Picture, side: Side, stretches: readonly Stretch[]): Generator<string> {
  const { columns, paint } = picture
  const x = side === 'client' ? columns.clientX + 8 : columns.serverX + EDGE_WIDTH + 8
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

/** Patterns of the states that are presumed somewhere, and of those in `also`. */
export function hatchesOf({ excerpt, paint, prefix }: Picture, also: readonly StateName[]): string {
  const states = new Set<StateName>(also)
  for (const row of excerpt.lines) {
    if (row === null) continue
    for (const { state, proved } of [row.client, row.server]) if (!proved) states.add(state)
  }
  const lines = [-TILE, 0, TILE].map((shift) => `M${shift - 1} ${TILE + 1}L${shift + TILE + 1} -1`).join('')
  return [...states]
    .sort()
    .map((state) => {
      const size = `width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"`
      const stroke = `stroke="${paint(stateToken(state, 'edge'))}" stroke-opacity="0.38" stroke-width="1.9"`
      return `<pattern id="${hatchId(prefix, state)}" ${size}><path d="${lines}" ${stroke}/></pattern>`
    })
    .join('')
}

export const hatchFill = ({ prefix }: Picture, state: StateName): string => `url(#${hatchId(prefix, state)})`

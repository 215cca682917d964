/** Several ladders as one SVG: as a single one, with a lifeline for each host and the number of its flow at each row. */

import type { Side } from '../../../../contracts/flow'
import type { LadderRow } from '../../../../contracts/ladderRows'
import type { TogetherRow } from '../../../../contracts/together'
import type { TogetherLadder } from '../../../ladder/together/index'
import { excerptOf } from '../../excerpt'
import { timeUnitOf } from '../../timeText'
import { barsAlong, hatchesOf, isWaiting, type Life, presumedStates } from '../bars'
import { ROW_HEIGHT, type RowColumns } from '../columns'
import { legendOf, NAMES_HEIGHT } from '../head'
import { openingTag, rowsOf } from '../index'
import { bracketsOf } from '../margins'
import { lineTop, type Picture } from '../picture'
import { LADDER_STYLE } from '../style'
import { escaped, px } from '../text'
import type { Paint } from '../theme'
import { columnsFor, isFromLeft, TOGETHER_BAR, type TogetherColumns } from './columns'
import { headOf, namesOf, tagAt, titleOf } from './head'

export interface TogetherPicture {
  readonly ladder: TogetherLadder
  readonly paint: Paint
  /** Rows at most; the picture itself says how many are left out. */
  readonly most: number
}

/** From the lane's edge to the middle of a flow's number. */
const TAG_INDENT = 14

/** Pieces of the SVG, in order; joined they are the whole. */
export function* togetherSvg({ ladder, paint, most }: TogetherPicture): Generator<string> {
  const { outline } = ladder
  const { flows, first, span } = outline
  const excerpt = excerptOf(ladder, most)
  const { lines } = excerpt
  const unit = timeUnitOf({ first, last: first + BigInt(Math.round(span)) })
  const bracketed = flows.flatMap(({ brackets }, place) => (brackets.length > 0 ? [{ brackets, place }] : []))
  const lastTime = unit.text(first + BigInt(Math.round(span))).length
  const columns = columnsFor(outline.hosts, lines, lastTime, bracketed.length)
  const head = headOf(columns.frame.width, outline)
  const top = head.height + NAMES_HEIGHT
  const picture: Picture = {
    excerpt: { ...excerpt, lines: lines.map((row) => row && asDrawn(row, columns)) },
    frame: columns.frame,
    bars: columns.bars.flatMap(({ client, server }) => [client, server]),
    barWidth: TOGETHER_BAR,
    lanes: columns.lanes,
    paint,
    top,
    prefix: '',
    between: (line) => columns.flows[lines[line]?.place ?? 0] as RowColumns,
  }
  const legend = legendOf(picture)
  const lives = flows.map((_, place) => livesOf(lines, place))
  const presumed = presumedStates(
    lives.flatMap(({ client, server }) => [...client, ...server]).filter((life) => life !== null),
  )
  yield openingTag(columns.frame.width, top + lines.length * ROW_HEIGHT + legend.height)
  yield `<title>${escaped(titleOf(outline))}</title>`
  yield `<style>${LADDER_STYLE}</style>`
  yield `<defs>${hatchesOf(picture, ['ESTABLISHED', ...presumed])}</defs><rect width="100%" height="100%" fill="${paint('panel')}"/>`
  yield head.draw(picture)
  yield namesOf(picture, columns, outline, unit)
  for (const [place, of] of lives.entries()) {
    for (const side of ['client', 'server'] as const) yield* lifelineOf(picture, columns, place, side, of[side])
  }
  for (const [column, { brackets, place }] of bracketed.entries()) {
    const numbered = brackets.map((bracket) => ({ ...bracket, title: `${place + 1} ${bracket.title}` }))
    yield* bracketsOf(picture, numbered, column)
  }
  yield* rowsOf(picture, unit)
  yield* tagsOf(picture, columns, lines)
  yield legend.draw()
  yield '</svg>'
}

/** A row as it is drawn: what stands left is the client's. */
function asDrawn({ place, shown }: TogetherRow, { areRightwards }: TogetherColumns): LadderRow {
  if (place === null || (areRightwards[place] ?? true)) return shown
  const ends = { client: shown.server, server: shown.client }
  switch (shown.kind) {
    case 'segment':
    case 'ghost':
      return { ...shown, ...ends, from: other(shown.from) }
    case 'tail':
      return { ...shown, ...ends, side: other(shown.side) }
    case 'fold':
    case 'quiet':
      return { ...shown, ...ends }
  }
}

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client')

/** What both ends of a flow are on each line; null where it has not begun, or lines are left out. */
function livesOf(lines: readonly (TogetherRow | null)[], at: number): Record<Side, (Life | null)[]> {
  const of = (side: Side) =>
    lines.map((row): Life | null => {
      const life = row?.ends[at]?.[side]
      return row == null || life === undefined
        ? null
        : { ...life, isWaiting: row.place === at && isWaiting(row.shown, side) }
    })
  return { client: of('client'), server: of('server') }
}

/** An end's bar; a thin line where its flow has not begun. */
function* lifelineOf(
  picture: Picture,
  { bars, areRightwards }: TogetherColumns,
  place: number,
  side: Side,
  lives: readonly (Life | null)[],
): Generator<string> {
  const x = bars[place]?.[side] ?? 0
  const begin = lives.findIndex((life) => life !== null)
  if (begin !== 0) {
    const height = (begin < 0 ? lives.length : begin) * ROW_HEIGHT
    yield `<path d="M${px(x + TOGETHER_BAR / 2)} ${px(lineTop(picture, 0))}v${height}" stroke="${picture.paint('line')}"/>`
  }
  yield* barsAlong(picture, { x, isLeft: (side === 'client') === (areRightwards[place] ?? true), lives })
}

/** The numbers of rows' flows, beside their words. */
function* tagsOf(
  picture: Picture,
  { flows, areRightwards }: TogetherColumns,
  lines: readonly (TogetherRow | null)[],
): Generator<string> {
  for (const [line, row] of lines.entries()) {
    const columns = row?.place == null ? undefined : flows[row.place]
    if (row == null || row.place === null || columns === undefined || row.shown.kind === 'quiet') continue
    const isLeft = isFromLeft(row.shown, areRightwards[row.place] ?? true)
    const x = isLeft ? columns.clientLane.left + TAG_INDENT : columns.serverLane.right - TAG_INDENT
    yield tagAt(picture, x, lineTop(picture, line) + ROW_HEIGHT / 2, row.place)
  }
}

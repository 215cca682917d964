/**
 * A ladder as one SVG that needs nothing else: no font, no stylesheet of another file, no script. It shows what the
 * window's canvas shows, from the same rows and in the same colours. The same ladder gives the same bytes.
 */

import type { Flow } from '../../../contracts/flow'
import { endpointText } from '../../flows/address'
import type { Ladder } from '../../ladder/index'
import { said } from '../../said/said'
import { type Excerpt, excerptOf } from '../excerpt'
import { type TimeUnit, timeUnitOf } from '../timeText'
import { arrowsOf, labelsOf } from './arrows'
import { barsOf, hatchesOf, presumedStates } from './bars'
import { BAR_WIDTH, type Columns, columnsFor, ROW_HEIGHT } from './columns'
import { frameLength, labelLength } from './contents'
import { headOf, legendOf, NAMES_HEIGHT, namesOf } from './head'
import { bracketsOf, framesOf, timesOf } from './margins'
import { lineTop, type Picture } from './picture'
import { betweenBars } from './rows'
import { LADDER_STYLE } from './style'
import { escaped, px } from './text'
import type { Paint } from './theme'

export interface LadderPicture {
  readonly flow: Flow
  readonly ladder: Ladder
  readonly paint: Paint
  /** Rows at most; the picture itself says how many are left out. */
  readonly most: number
  /** Part of a page, which has its head and its faces. `prefix` keeps ids apart; links may point at these frames. */
  readonly inPage?: { readonly prefix: string; readonly frames: readonly number[] }
}

/** Pieces of the SVG, in order; joined they are the whole. */
export function* ladderSvg(drawn: LadderPicture): Generator<string> {
  const { flow, ladder, paint, most, inPage } = drawn
  const excerpt = excerptOf(ladder, most)
  const unit = timeUnitOf(flow)
  const { brackets } = ladder.outline
  const { frame, row } = columnsOf(excerpt, flow, brackets.length > 0)
  const head = inPage ? null : headOf(frame.width, flow)
  const top = (head?.height ?? 0) + NAMES_HEIGHT
  const picture: Picture = {
    excerpt,
    frame,
    bars: [row.clientX, row.serverX],
    barWidth: BAR_WIDTH,
    lanes: [row.bothLane],
    paint,
    top,
    prefix: inPage?.prefix ?? '',
    between: () => row,
  }
  const legend = legendOf(picture)
  const presumed = presumedStates(excerpt.lines.flatMap((line) => (line === null ? [] : [line.client, line.server])))
  yield openingTag(frame.width, top + excerpt.lines.length * ROW_HEIGHT + legend.height)
  yield `<title>${escaped(titleOf(flow))}</title><desc>${escaped(flow.verdict.sentence)}</desc>`
  if (!inPage) yield `<style>${LADDER_STYLE}</style>`
  yield `<defs>${hatchesOf(picture, ['ESTABLISHED', ...presumed])}</defs><rect width="100%" height="100%" fill="${paint('panel')}"/>`
  if (inPage) yield* targetsOf(picture, ladder, inPage.frames)
  if (head) yield head.draw(picture)
  yield namesOf(picture, row, flow, unit)
  yield* barsOf(picture, row)
  yield* bracketsOf(picture, brackets)
  yield* rowsOf(picture, unit)
  yield legend.draw()
  yield '</svg>'
}

/** The first tag of a picture of this size. */
export function openingTag(width: number, height: number): string {
  const size = `width="${px(width)}" height="${height}" viewBox="0 0 ${px(width)} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" class="ladder" ${size} role="img" fill="none">`
}

/** Rows with their times and frames, all but their lifelines. */
export function* rowsOf(picture: Picture, unit: TimeUnit): Generator<string> {
  const { paint } = picture
  yield `<g fill="${paint('muted')}" text-anchor="end">`
  yield* timesOf(picture, unit)
  yield* framesOf(picture)
  yield '</g>'
  yield* betweenBars(picture)
  yield* arrowsOf(picture)
  yield `<g class="ladder-labels" fill="${paint('text')}" stroke="${paint('panel')}">`
  yield* labelsOf(picture)
  yield '</g>'
}

const titleOf = ({ flow, client, server, verdict }: Flow): string =>
  said`Flow ${flow}: ${endpointText(client.address, client.port)} to ${endpointText(server.address, server.port)}: ${verdict.title}`

/** The id of a frame's row in a picture with this prefix. */
export const frameId = (prefix: string, frame: number): string => `${prefix}frame-${frame}`

/** What links to frames point at: each its row's whole width, to be coloured by the page. */
function* targetsOf(picture: Picture, ladder: Ladder, frames: readonly number[]): Generator<string> {
  const { frame: whole, excerpt, prefix } = picture
  for (const frame of new Set(frames)) {
    const row = ladder.rowOfFrame(frame)
    if (row === null) continue
    const place = `y="${lineTop(picture, excerpt.lineOf(row))}" width="${px(whole.width)}" height="${ROW_HEIGHT}"`
    yield `<rect class="ladder-target" id="${frameId(prefix, frame)}" x="0" ${place}/>`
  }
}

/** As wide as what they hold. */
function columnsOf({ lines }: Excerpt, flow: Flow, hasBrackets: boolean): Columns {
  const label = lines.reduce((most, row) => Math.max(most, labelLength(row)), 0)
  const time = timeUnitOf(flow).text(flow.last).length
  return columnsFor({ time, label, frame: frameLength(lines), lanes: hasBrackets ? 1 : 0 })
}

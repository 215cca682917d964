/** What stands beside the lifelines: times, brackets with their titles, frame numbers. */

import type { LadderBracket } from '../../../contracts/ladderRows'
import { widthOf } from '../../said/width'
import type { TimeUnit } from '../timeText'
import { WORD_WIDTH } from './columns'
import { linesOf, lineTop, type Picture } from './picture'
import { escaped, px, shortened } from './text'

const BASELINE = 17
/** Distance from a bracket's end to its rows' edge. */
const GAP = 3

/** Times at the left, in one unit. */
export function* timesOf(picture: Picture, unit: TimeUnit): Generator<string> {
  const x = px(picture.frame.timeRight)
  for (const { row, y } of linesOf(picture)) {
    if (row?.kind !== 'segment' && row?.kind !== 'fold') continue
    yield `<text x="${x}" y="${px(y + BASELINE)}">${unit.text(row.time)}</text>`
  }
}

/** Frame numbers at the right: what evidence refers to. */
export function* framesOf(picture: Picture): Generator<string> {
  const x = px(picture.frame.frameRight)
  for (const { row, y } of linesOf(picture)) {
    if (row?.kind !== 'segment' && row?.kind !== 'fold') continue
    yield `<text x="${x}" y="${px(y + BASELINE)}">${row.kind === 'fold' ? `${row.firstFrame}+` : row.frame}</text>`
  }
}

/** A flow's brackets never overlap. Their titles read upwards. `place`: which column of brackets, from the left. */
export function* bracketsOf(picture: Picture, brackets: readonly LadderBracket[], place = 0): Generator<string> {
  const { frame, excerpt, paint } = picture
  const bottom = lineTop(picture, excerpt.lines.length)
  for (const [number, { from, to, title, kind }] of brackets.entries()) {
    const top = lineTop(picture, excerpt.lineOf(from)) + GAP
    const end = lineTop(picture, excerpt.lineOf(to) + 1) - GAP
    const tone = paint(kind === 'reset' ? 'reset-edge' : kind === 'stall' ? 'warning' : 'muted')
    const x = Math.round(frame.bracketX + place * frame.bracketStep) + 0.5
    yield `<path d="M${x + 4} ${px(top)}h-4V${px(end)}h4" stroke="${tone}" fill="none"/>`
    // A title longer than its bracket stands out of it, up to half-way to its neighbours.
    const above = brackets[number - 1]
    const below = brackets[number + 1]
    const freeTop = above ? (lineTop(picture, excerpt.lineOf(above.to) + 1) + top) / 2 : picture.top
    const freeEnd = below ? (end + lineTop(picture, excerpt.lineOf(below.from))) / 2 : bottom
    const text = shortened(title, Math.floor((freeEnd - freeTop) / WORD_WIDTH))
    if (widthOf(text) < 4) continue
    const half = Math.min(widthOf(text) * WORD_WIDTH, freeEnd - freeTop) / 2
    const y = Math.max(freeTop + half, Math.min((top + end) / 2, freeEnd - half))
    const at = `${px(frame.titleX + place * frame.titleStep + 4)} ${px(y)}`
    yield `<text class="ladder-words" transform="translate(${at}) rotate(-90)" text-anchor="middle" fill="${tone}">${escaped(text)}</text>`
  }
}

/** What stands between the lifelines and isn't an arrow: folds, quiet time, waits, and the gap of rows left out. */

import type { LadderRow, TailRow } from '../../../contracts/engine'
import { said } from '../../said/said'
import { widthOf } from '../../said/width'
import { countWords } from '../../words'
import { BAR_WIDTH, MONO_WIDTH, ROW_HEIGHT, WORD_WIDTH } from './columns'
import { linesOf, type Picture } from './picture'
import { escaped, px, shortened, wrapped } from './text'
import { stateToken } from './theme'

const HALF_FOLD = 10

export function* betweenBars(picture: Picture): Generator<string> {
  for (const { row, y } of linesOf(picture)) {
    const middle = y + ROW_HEIGHT / 2
    if (row === null) {
      yield breakOf(picture, middle, said`${countWords(picture.excerpt.leftOut)} rows are left out of this picture`)
    } else {
      const drawn = drawnRow(picture, row, middle)
      if (drawn !== '') yield drawn
    }
  }
}

function drawnRow(picture: Picture, row: LadderRow, y: number): string {
  switch (row.kind) {
    case 'fold':
      return foldOf(picture, row.label, y)
    case 'quiet':
      return breakOf(picture, y, row.label)
    case 'tail':
      return tailOf(picture, row, y)
    case 'segment':
    case 'ghost':
      return ''
  }
}

function foldOf({ columns, paint }: Picture, label: string, y: number): string {
  const left = columns.laneLeft + 6
  const right = columns.laneRight - 6
  const text = shortened(label, Math.floor((right - left - 46) / MONO_WIDTH))
  const middle = (left + right) / 2
  const marker = middle - (widthOf(text) * MONO_WIDTH) / 2 - 7
  const outline = `M${px(left + HALF_FOLD)} ${px(y - HALF_FOLD)}H${px(right - HALF_FOLD)}L${px(right)} ${px(y)}L${px(right - HALF_FOLD)} ${px(y + HALF_FOLD)}H${px(left + HALF_FOLD)}L${px(left)} ${px(y)}Z`
  const lozenge = `<path d="${outline}" fill="${paint('raised')}" stroke="${paint('line')}"/>`
  const triangle = `<path d="M${px(marker - 3)} ${px(y - 4)}l6 4l-6 4z" fill="${paint('muted')}"/>`
  const words = `<text x="${px(middle + 7)}" y="${px(y + 4)}" text-anchor="middle" fill="${paint('text')}">${escaped(text)}</text>`
  return `${lozenge}${triangle}${words}`
}

/** Both bars are torn, and words say why. */
function breakOf({ columns, paint }: Picture, y: number, label: string): string {
  const { clientX, serverX, laneLeft, laneRight } = columns
  const room = laneRight - laneLeft
  const calm = `<rect x="${px(laneLeft)}" y="${px(y - 11)}" width="${px(room)}" height="22" fill="${paint('raised')}"/>`
  const tears = [clientX, serverX]
    .flatMap((x) => [-3, 3].map((shift) => `M${px(x)} ${px(y + shift)}h${BAR_WIDTH}`))
    .join('')
  const torn = `<path d="${tears}" stroke="${paint('panel')}" stroke-width="2.5" stroke-dasharray="5 4"/>`
  const text = escaped(shortened(label, Math.floor((room - 16) / WORD_WIDTH)))
  const words = `<text class="ladder-words" x="${px((laneLeft + laneRight) / 2)}" y="${px(y + 4)}" text-anchor="middle" fill="${paint('muted')}">${text}</text>`
  return `${calm}${torn}${words}`
}

/** What a state waits for, beside its bar; in the bar, how much of the wait is left. */
function tailOf({ columns, paint }: Picture, { side, label, elapsedNs, totalNs, ...row }: TailRow, y: number): string {
  const isClient = side === 'client'
  const { state } = row[side]
  const left = totalNs === null ? null : Math.max(0, 1 - elapsedNs / totalNs)
  const width = BAR_WIDTH * 0.72
  const barX = (isClient ? columns.clientX : columns.serverX) + (BAR_WIDTH - width) / 2
  const edge = paint(stateToken(state, 'edge'))
  const box = `x="${px(barX)}" y="${px(y + 2)}" height="6" rx="3"`
  const rest =
    left === null || left === 0 ? '' : `<rect ${box} width="${px(Math.max(6, width * left))}" fill="${edge}"/>`
  const countdown =
    left === null ? '' : `<rect ${box} width="${px(width)}" fill="${paint('panel')}" stroke="${edge}"/>${rest}`
  const x = isClient ? columns.laneLeft + 10 : columns.laneRight - 10
  const most = Math.floor((columns.laneRight - columns.laneLeft - 20) / WORD_WIDTH)
  const lines = wrapped(label, most, 2)
  const words = lines.map((text, place) => {
    const baseline = lines.length === 1 ? y + 4 : y - 2 + place * 12
    const anchor = isClient ? '' : ' text-anchor="end"'
    return `<text class="ladder-words" x="${px(x)}" y="${px(baseline)}"${anchor} fill="${paint(stateToken(state, 'ink'))}">${escaped(text)}</text>`
  })
  return `${countdown}${words.join('')}`
}

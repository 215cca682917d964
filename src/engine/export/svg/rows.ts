/** What stands between the lifelines and isn't an arrow: folds, quiet time, waits, and the gap of rows left out. */

import type { LadderRow, TailRow } from '../../../contracts/ladderRows'
import { said } from '../../said/said'
import { widthOf } from '../../said/width'
import { countWords } from '../../words'
import { MONO_WIDTH, ROW_HEIGHT, type RowColumns, WORD_WIDTH } from './columns'
import { linesOf, type Picture, widestLane } from './picture'
import { escaped, px, shortened, wrapped } from './text'
import { stateToken } from './theme'

const HALF_FOLD = 10

export function* betweenBars(picture: Picture): Generator<string> {
  for (const { row, y, columns } of linesOf(picture)) {
    const middle = y + ROW_HEIGHT / 2
    if (row === null) {
      yield breakOf(picture, middle, said`${countWords(picture.excerpt.leftOut)} rows are left out of this picture`)
    } else {
      const drawn = drawnRow(picture, columns, row, middle)
      if (drawn !== '') yield drawn
    }
  }
}

function drawnRow(picture: Picture, columns: RowColumns, row: LadderRow, y: number): string {
  switch (row.kind) {
    case 'fold':
      return foldOf(picture, columns, row.label, y)
    case 'quiet':
      return breakOf(picture, y, row.label)
    case 'tail':
      return tailOf(picture, columns, row, y)
    case 'segment':
    case 'ghost':
      return ''
  }
}

function foldOf({ paint }: Picture, { bothLane, inset }: RowColumns, label: string, y: number): string {
  const left = bothLane.left + 6 + inset
  const right = bothLane.right - 6
  const text = shortened(label, Math.floor((right - left - 46) / MONO_WIDTH))
  const middle = (left + right) / 2
  const marker = middle - (widthOf(text) * MONO_WIDTH) / 2 - 7
  const outline = `M${px(left + HALF_FOLD)} ${px(y - HALF_FOLD)}H${px(right - HALF_FOLD)}L${px(right)} ${px(y)}L${px(right - HALF_FOLD)} ${px(y + HALF_FOLD)}H${px(left + HALF_FOLD)}L${px(left)} ${px(y)}Z`
  const lozenge = `<path d="${outline}" fill="${paint('raised')}" stroke="${paint('line')}"/>`
  const triangle = `<path d="M${px(marker - 3)} ${px(y - 4)}l6 4l-6 4z" fill="${paint('muted')}"/>`
  const words = `<text x="${px(middle + 7)}" y="${px(y + 4)}" text-anchor="middle" fill="${paint('text')}">${escaped(text)}</text>`
  return `${lozenge}${triangle}${words}`
}

/** All bars are torn, and words say why. */
function breakOf({ bars, barWidth, lanes, paint }: Picture, y: number, label: string): string {
  const { left, right } = widestLane(lanes)
  const room = right - left
  const raised = paint('raised')
  const calm = lanes
    .map(
      (lane) =>
        `<rect x="${px(lane.left)}" y="${px(y - 11)}" width="${px(lane.right - lane.left)}" height="22" fill="${raised}"/>`,
    )
    .join('')
  const tears = bars.flatMap((x) => [-3, 3].map((shift) => `M${px(x)} ${px(y + shift)}h${barWidth}`)).join('')
  const torn = `<path d="${tears}" stroke="${paint('panel')}" stroke-width="2.5" stroke-dasharray="5 4"/>`
  const text = escaped(shortened(label, Math.floor((room - 16) / WORD_WIDTH)))
  const words = `<text class="ladder-words" x="${px((left + right) / 2)}" y="${px(y + 4)}" text-anchor="middle" fill="${paint('muted')}">${text}</text>`
  return `${calm}${torn}${words}`
}

/** What a state waits for, beside its bar; in the bar, how much of the wait is left. */
function tailOf({ barWidth, paint }: Picture, columns: RowColumns, tail: TailRow, y: number): string {
  const { side, label, elapsedNs, totalNs, ...row } = tail
  const isClient = side === 'client'
  const lane = isClient ? columns.clientLane : columns.serverLane
  const { state } = row[side]
  const left = totalNs === null ? null : Math.max(0, 1 - elapsedNs / totalNs)
  const width = barWidth * 0.72
  const barX = (isClient ? columns.clientX : columns.serverX) + (barWidth - width) / 2
  const edge = paint(stateToken(state, 'edge'))
  const box = `x="${px(barX)}" y="${px(y + 2)}" height="6" rx="3"`
  const rest =
    left === null || left === 0 ? '' : `<rect ${box} width="${px(Math.max(6, width * left))}" fill="${edge}"/>`
  const countdown =
    left === null ? '' : `<rect ${box} width="${px(width)}" fill="${paint('panel')}" stroke="${edge}"/>${rest}`
  const indent = 10 + columns.inset
  const x = isClient ? lane.left + indent : lane.right - indent
  const most = Math.floor((lane.right - lane.left - 10 - indent) / WORD_WIDTH)
  const lines = wrapped(label, most, 2)
  const words = lines.map((text, place) => {
    const baseline = lines.length === 1 ? y + 4 : y - 2 + place * 12
    const anchor = isClient ? '' : ' text-anchor="end"'
    return `<text class="ladder-words" x="${px(x)}" y="${px(baseline)}"${anchor} fill="${paint(stateToken(state, 'ink'))}">${escaped(text)}</text>`
  })
  return `${countdown}${words.join('')}`
}

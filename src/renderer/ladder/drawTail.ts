/** What is waited for at the end: what is left of the wait, within the bar, and words beside it. */
import { FONTS, type Paints } from './brush'
import type { LadderLayout } from './layout'
import type { Tail } from './scene'

export interface TailPlace {
  readonly barX: number
  readonly barWidth: number
  /** Where the words begin, or, aligned right, end. */
  readonly textX: number
  readonly align: 'left' | 'right'
  readonly room: number
}

/** Where a tail stands between two lifelines. */
export function tailPlace(layout: LadderLayout, { side }: Tail): TailPlace {
  const isClient = side === 'client'
  return {
    barX: isClient ? layout.clientX : layout.serverX,
    barWidth: layout.barWidth,
    textX: isClient ? layout.laneLeft + 10 : layout.laneRight - 10,
    align: isClient ? 'left' : 'right',
    room: layout.laneRight - layout.laneLeft - 18,
  }
}

export function drawTail({ context, palette }: Paints, { y, label, state, left }: Tail, place: TailPlace): void {
  const { ink, edge } = palette.states[state]
  if (left !== null) {
    const width = place.barWidth * 0.72
    const x = place.barX + (place.barWidth - width) / 2
    context.fillStyle = palette.panel
    roundRect(context, x, y + 2, width, 6)
    context.fillStyle = edge
    if (left > 0) roundRect(context, x, y + 2, Math.max(6, width * left), 6)
    context.strokeStyle = edge
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(x, y + 2, width, 6, 3)
    context.stroke()
  }
  context.font = FONTS.words
  context.fillStyle = ink
  context.textAlign = place.align
  const [first = '', second] = wrapped(context, label, place.room)
  context.fillText(first, place.textX, second ? y - 2 : y + 4)
  if (second) context.fillText(second, place.textX, y + 10)
}

function roundRect(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.beginPath()
  context.roundRect(x, y, width, height, height / 2)
  context.fill()
}

/** Where a line may end: between words, and after any Chinese character; not within a time, nor before punctuation. */
const BREAKS =
  /(?<=[ \u3000-\u9fff\uff00-\uffef])(?<!\d |(?:min|h|分|小时) ?|\uff08)(?![ 时\uff09-\uff0f\uff1a\uff1b\u3001\u3002])/

/** `text` in one line, or in two where it is too long; what doesn't fit into two ends in an ellipsis. */
function wrapped(context: CanvasRenderingContext2D, text: string, room: number): string[] {
  if (context.measureText(text).width <= room) return [text]
  const words = text.split(BREAKS)
  const width = (from: number, to: number) => context.measureText(words.slice(from, to).join('').trimEnd()).width
  let count = Math.max(1, words.length - 1)
  while (count > 1 && width(0, count) > room) count -= 1
  // Two lines alike are read more easily than a long one and a word.
  while (count > 1 && width(0, count - 1) >= width(count - 1, words.length)) count -= 1
  return [words.slice(0, count).join('').trimEnd(), shorten(context, words.slice(count).join(''), room)]
}

/** As much of `text` as `room` pixels take; nothing where that would say nothing. */
export function shorten(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  let length = text.length - 1
  while (length > 2 && context.measureText(`${text.slice(0, length)}…`).width > room) length -= 1
  return length > 2 ? `${text.slice(0, length).trimEnd()}…` : ''
}

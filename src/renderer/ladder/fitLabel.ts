/** What a segment offers, in the order in which it goes when there is no room for all. */
const OFFERS = [' ts', ' sack', / ws \d+/, / win \d+/] as const

/** Of a reset its number goes before its phrase: who sent it, and why, is what one looks for. */
const NUMBERS = [/ seq \d+/, / ack \d+/] as const

/** Chinese characters and their punctuation: each as wide as the face is high, of which others take 0.6. */
const SQUARE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/
const SQUARES = new RegExp(SQUARE, 'g')
const SQUARE_WIDTH = 1 / 0.6

/** Pixels that `text` takes in the face whose usual character takes `charWidth`, and a Chinese one `square`. */
export function widthOf(text: string, charWidth: number, square = charWidth * SQUARE_WIDTH): number {
  const squares = text.match(SQUARES)?.length ?? 0
  return (text.length - squares) * charWidth + squares * square
}

/** `text`, shortened with an ellipsis to `room` pixels. */
export function shortened(text: string, room: number, charWidth: number): string {
  if (widthOf(text, charWidth) <= room) return text
  let taken = 0
  let left = room / charWidth - 1
  for (const char of text) {
    left -= SQUARE.test(char) ? SQUARE_WIDTH : char.length
    if (left < 0) break
    taken += char.length
  }
  return `${text.slice(0, taken).trimEnd()}…`
}

/** An arrow's label in `room` pixels: a SYN gives up what it offers, a reset its numbers, before anything is cut. */
export function fitLabel(label: string, room: number, charWidth: number): string {
  let text = label
  for (const spare of label.startsWith('SYN') ? OFFERS : label.startsWith('RST') ? NUMBERS : []) {
    if (widthOf(text, charWidth) <= room) break
    text = text.replace(spare, '')
  }
  return shortened(text, room, charWidth)
}

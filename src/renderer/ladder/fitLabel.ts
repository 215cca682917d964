/** What a segment offers, in the order in which it goes when there is no room for all. */
const OFFERS = [' ts', ' sack', / ws \d+/, / win \d+/] as const

/** Chinese characters and their punctuation: each as wide as the face is high, of which others take 0.6. */
const SQUARE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/
const SQUARES = new RegExp(SQUARE, 'g')
const SQUARE_WIDTH = 1 / 0.6

/** Pixels that `text` takes in the face whose usual character takes `charWidth`. */
export function widthOf(text: string, charWidth: number): number {
  const squares = text.match(SQUARES)?.length ?? 0
  return (text.length + squares * (SQUARE_WIDTH - 1)) * charWidth
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

/** An arrow's label in `room` pixels: a SYN gives up what it offers before anything is cut. */
export function fitLabel(label: string, room: number, charWidth: number): string {
  let text = label
  for (const offer of label.startsWith('SYN') ? OFFERS : []) {
    if (widthOf(text, charWidth) <= room) break
    text = text.replace(offer, '')
  }
  return shortened(text, room, charWidth)
}

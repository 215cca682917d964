/** What a segment offers, in the order in which it goes when there is no room for all. */
const OFFERS = [' ts', ' sack', / ws \d+/, / win \d+/] as const

/** `text`, shortened with an ellipsis to `room` pixels. */
export function shortened(text: string, room: number, charWidth: number): string {
  const most = Math.floor(room / charWidth)
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).trimEnd()}…`
}

/** An arrow's label in `room` pixels: a SYN gives up what it offers before anything is cut. */
export function fitLabel(label: string, room: number, charWidth: number): string {
  let text = label
  for (const offer of label.startsWith('SYN') ? OFFERS : []) {
    if (text.length * charWidth <= room) break
    text = text.replace(offer, '')
  }
  return shortened(text, room, charWidth)
}

/** Which of many labels stand where there is not room for all. */

export interface LabelBox {
  readonly left: number
  readonly right: number
  /** Middle of the text. */
  readonly y: number
  /** The lower, the sooner it gets its place. */
  readonly rank: number
}

/** Pixels from one line of text to the next. */
const LINE = 13

/** For each box whether it stands; boxes of a lower rank first, then in their order. None that stand overlap. */
export function placeLabels(boxes: readonly LabelBox[]): boolean[] {
  const stands = boxes.map(() => false)
  const byLine = new Map<number, LabelBox[]>()
  const order = boxes.map((_, place) => place).sort((a, b) => (boxes[a]?.rank ?? 0) - (boxes[b]?.rank ?? 0) || a - b)
  for (const place of order) {
    const box = boxes[place]
    if (box === undefined) continue
    const line = Math.floor(box.y / LINE)
    const near = [line - 1, line, line + 1].flatMap((at) => byLine.get(at) ?? [])
    if (near.some((other) => overlap(box, other))) continue
    stands[place] = true
    const here = byLine.get(line)
    if (here) here.push(box)
    else byLine.set(line, [box])
  }
  return stands
}

const overlap = (one: LabelBox, other: LabelBox): boolean =>
  Math.abs(one.y - other.y) < LINE && one.left < other.right && other.left < one.right

/** Brackets beside the times, and their titles, which read upwards. */
import type { PlacedBracket } from './brackets'
import { rowTop } from './layout'
import type { SceneInput } from './scene'

export interface BracketMark {
  readonly x: number
  readonly top: number
  readonly bottom: number
  /** The bracket begins or ends within the view. */
  readonly hasTop: boolean
  readonly hasBottom: boolean
  readonly title: string
  readonly titleX: number
  readonly titleY: number
  /** Pixels free along the title's column. */
  readonly titleRoom: number
  readonly kind: PlacedBracket['kind']
}

/** How far a bracket that goes on beyond the view is drawn beyond it. */
const OVERDRAW = 8
/** Distance from a bracket's end to its rows' edge, and between two titles. */
const GAP = 3
/** Usual width of a letter of a title, Inter at 11.5 px. */
const LETTER = 6.3

/** Marks of the brackets that touch rows [from, to). */
export function bracketMarks(input: SceneInput, from: number, to: number): BracketMark[] {
  const { brackets } = input
  const lanes = brackets.reduce((most, { lane }) => Math.max(most, lane + 1), 0)
  const marks: BracketMark[] = []
  for (let lane = 0; lane < lanes; lane += 1) {
    const inLane = brackets.filter((bracket) => bracket.lane === lane && bracket.from < to && bracket.to >= from)
    inLane.forEach((bracket, place) => {
      marks.push(markOf(input, bracket, lanes, inLane[place - 1], inLane[place + 1]))
    })
  }
  return marks
}

function markOf(
  { layout, offset, height }: SceneInput,
  bracket: PlacedBracket,
  lanes: number,
  above: PlacedBracket | undefined,
  below: PlacedBracket | undefined,
): BracketMark {
  const top = Math.max(rowTop(bracket.from) - offset + GAP, -OVERDRAW)
  const bottom = Math.min(rowTop(bracket.to + 1) - offset - GAP, height + OVERDRAW)
  const outward = lanes - 1 - bracket.lane
  // A title longer than its bracket stands out of it, as far as neighbours leave room.
  const freeTop = Math.max(above ? rowTop(above.to + 1) - offset + GAP : 0, 0)
  const freeBottom = Math.min(below ? rowTop(below.from) - offset - GAP : height, height)
  const half = Math.min(bracket.title.length * LETTER, freeBottom - freeTop) / 2
  const middle = (Math.max(top, 0) + Math.min(bottom, height)) / 2
  return {
    x: layout.bracketX + outward * layout.bracketStep,
    top,
    bottom,
    hasTop: top > -OVERDRAW,
    hasBottom: bottom < height + OVERDRAW,
    title: bracket.title,
    titleX: layout.titleX + outward * layout.titleStep,
    titleY: Math.max(freeTop + half, Math.min(middle, freeBottom - half)),
    titleRoom: freeBottom - freeTop,
    kind: bracket.kind,
  }
}

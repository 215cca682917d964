/** Brackets beside the times, and their titles, which read upwards. */
import type { PlacedBracket } from './brackets'
import { widthOf } from './fitLabel'
import { type LadderLayout, rowTop } from './layout'
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
/** Usual width of a letter of a title, Inter at 11.5 px, and of a Chinese character. */
const LETTER = 6.3
const CHARACTER = 11.5

/** A bracket and where it reaches, in pixels of the view. */
export interface BracketSpan {
  readonly bracket: PlacedBracket
  readonly top: number
  readonly bottom: number
}

/** Marks of the brackets that touch rows [from, to). */
export function bracketMarks(
  { brackets, layout, offset, height }: Pick<SceneInput, 'brackets' | 'layout' | 'offset' | 'height'>,
  from: number,
  to: number,
): BracketMark[] {
  const spans = brackets
    .filter((bracket) => bracket.from < to && bracket.to >= from)
    .map((bracket) => {
      const [top, bottom] = [rowTop(bracket.from) - offset + GAP, rowTop(bracket.to + 1) - offset - GAP]
      return { bracket, top, bottom }
    })
  return placeTitles(spans, layout, height, lanesOf(brackets))
}

const lanesOf = (brackets: readonly PlacedBracket[]): number =>
  brackets.reduce((most, { lane }) => Math.max(most, lane + 1), 0)

/** Gives each title its place beside its bracket; titles of one lane leave each other room. */
export function placeTitles(
  spans: readonly BracketSpan[],
  layout: LadderLayout,
  height: number,
  lanes = lanesOf(spans.map(({ bracket }) => bracket)),
): BracketMark[] {
  const marks: BracketMark[] = []
  for (let lane = 0; lane < lanes; lane += 1) {
    const inLane = spans.filter(({ bracket }) => bracket.lane === lane)
    let used = 0
    inLane.forEach((span, place) => {
      const mark = markOf(span, layout, height, lanes - 1 - lane, used, inLane[place + 1])
      used = Math.max(span.bottom, mark.titleY + halfOf(mark)) + 2 * GAP
      marks.push(mark)
    })
  }
  return marks
}

/** Half of the pixels that a title takes. */
const halfOf = ({ title, titleRoom }: Pick<BracketMark, 'title' | 'titleRoom'>): number =>
  Math.max(0, Math.min(widthOf(title, LETTER, CHARACTER), titleRoom)) / 2

function markOf(
  span: BracketSpan,
  layout: LadderLayout,
  height: number,
  outward: number,
  /** What lies above, bracket or title, ends here. */
  above: number,
  below: BracketSpan | undefined,
): BracketMark {
  const { bracket } = span
  const top = Math.max(span.top, -OVERDRAW)
  const bottom = Math.min(span.bottom, height + OVERDRAW)
  // A title longer than its bracket stands out of it, as far as neighbours leave room.
  const freeTop = Math.max(above, 0)
  const freeBottom = Math.min(below ? below.top - 2 * GAP : height, height)
  const half = halfOf({ title: bracket.title, titleRoom: freeBottom - freeTop })
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

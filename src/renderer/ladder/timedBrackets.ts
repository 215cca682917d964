/** Brackets of a ladder drawn to scale. */
import { type BracketMark, placeTitles } from './bracketMarks'
import type { TimedInput } from './timedScene'

const REACH = 8

/** Marks of the brackets in view. */
export function timedBrackets({
  brackets,
  scale,
  layout,
  offset,
  height,
}: Pick<TimedInput, 'brackets' | 'scale' | 'layout' | 'offset' | 'height'>): BracketMark[] {
  const end = scale.content - offset - 16
  const spans = brackets.flatMap((bracket) => {
    if (bracket.fromNs === undefined || bracket.toNs === undefined) return []
    const top = scale.yOf(bracket.fromNs) - offset - REACH
    const bottom = bracket.toNs === null ? end : scale.yOf(bracket.toNs) - offset + REACH
    return bottom < 0 || top > height ? [] : [{ bracket, top, bottom }]
  })
  return placeTitles(spans, layout, height)
}

/** Which parts of an explanation stand where, by the room there is. */
import { EXPLAIN_PARTS, type ExplainPart } from './mode'

/** From this width on, what each side knows and the numbers stand beside the part chosen. */
const WIDE = 820

export const isSideBySide = (width: number): boolean => width >= WIDE

/** The parts that always show where there is room. */
export const partBeside = (part: ExplainPart): boolean => part === 'knows' || part === 'numbers'

/** The parts to choose from. */
export const partsBeside = (isWide: boolean): readonly ExplainPart[] =>
  isWide ? EXPLAIN_PARTS.filter((part) => !partBeside(part)) : EXPLAIN_PARTS

/** The part shown: the one wanted, or, where that stands beside it anyway, the state diagram. */
export const partShown = (wanted: ExplainPart, isWide: boolean): ExplainPart =>
  isWide && partBeside(wanted) ? 'states' : wanted

/** How closely a ladder is looked at. */
import { LADDER_LEVELS, type LadderLevel } from '../../contracts/ladder'

/** Time runs by rows of one height, or to scale. */
export type TimeAxis = 'rows' | 'scale'

/** The level nearer or farther by one; the same at the end. */
export function levelBeside(level: LadderLevel, isNearer: boolean): LadderLevel {
  const place = LADDER_LEVELS.indexOf(level) + (isNearer ? 1 : -1)
  return LADDER_LEVELS[Math.min(Math.max(place, 0), LADDER_LEVELS.length - 1)] ?? level
}

const MOST_STRETCH = 2 ** 20

/** How many times its own size a ladder drawn to scale is, one step on. */
export function stretchBeside(stretch: number, isIn: boolean): number {
  return Math.min(Math.max(isIn ? stretch * 2 : stretch / 2, 1), MOST_STRETCH)
}

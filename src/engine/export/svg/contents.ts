/** How much room rows take, in characters: nothing here can measure letters. */
import type { LadderRow } from '../../../contracts/ladderRows'

/** Room that a fold's marker and ends take, in characters of its label. */
const FOLD_CHARACTERS = 5

/** Characters for which a row's lane has to have room. */
export function labelLength(row: LadderRow | null): number {
  if (row?.kind === 'segment' || row?.kind === 'ghost') return row.label.length
  return row?.kind === 'fold' ? row.label.length + FOLD_CHARACTERS : 0
}

/** Characters of the longest frame number. */
export function frameLength(lines: readonly (LadderRow | null)[]): number {
  let most = 'frame'.length
  for (const row of lines) {
    if (row?.kind === 'segment') most = Math.max(most, String(row.frame).length)
    if (row?.kind === 'fold') most = Math.max(most, String(row.firstFrame).length + 1)
  }
  return most
}

import type { Knowledge } from '../../../contracts/explain'
import type { Sides } from '../../../contracts/flow'

/** How a statement looks: learned with this segment, known, presumed, or not yet. */
export type StatementMark = 'new' | 'known' | 'presumed' | 'open'

export const markOf = ({ isKnown, isNew, isProved }: Knowledge): StatementMark =>
  !isKnown ? 'open' : isNew ? 'new' : isProved ? 'known' : 'presumed'

export interface StatementGroup {
  readonly group: Knowledge['group']
  readonly statements: readonly Knowledge[]
}

const GROUPS = ['open', 'data', 'close'] as const satisfies readonly Knowledge['group'][]

/** The statements by what they are about; groups without any are left out, the order within each stays. */
export function grouped(knows: readonly Knowledge[]): readonly StatementGroup[] {
  return GROUPS.map((group) => ({ group, statements: knows.filter((one) => one.group === group) })).filter(
    ({ statements }) => statements.length > 0,
  )
}

/** The sentences that the segment taught, the client's first. */
export const newStatements = ({ client, server }: Sides<readonly Knowledge[]>): readonly string[] =>
  [...client, ...server].filter(({ isNew }) => isNew).map(({ sentence }) => sentence)

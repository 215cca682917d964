import type { Severity } from '../../contracts/flow'
import type { QualityIssue } from '../../contracts/summary'
import { i18n } from '../i18n/i18n'
import { formatCount } from '../ui/format'

/** An issue in a few words; its sentence says the rest. */
export const issueWords = ({ id, count }: QualityIssue): string =>
  i18n.t(`overview:quality.${id}`, { count, amount: formatCount(count) })

/** An issue that weakens no verdict is worth a note only. */
export const issueSeverity = ({ weakens }: QualityIssue): Severity => (weakens.length > 0 ? 'warning' : 'note')

/** What weakens verdicts comes first, each kind in the engine's order. */
export function worstFirst(issues: readonly QualityIssue[]): readonly QualityIssue[] {
  return [...issues].sort((a, b) => Number(b.weakens.length > 0) - Number(a.weakens.length > 0))
}

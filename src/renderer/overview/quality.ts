import type { QualityIssue } from '../../contracts/engine'
import type { Severity } from '../../contracts/flow'
import { formatAmount } from '../ui/format'

/** An issue in a few words; its sentence says the rest. */
export function issueWords({ id, count }: QualityIssue): string {
  switch (id) {
    case 'truncated':
      return 'File ends early'
    case 'drops':
      return `${formatAmount(count, 'packet', 'packets')} dropped`
    case 'clock-backwards':
      return 'Clock goes backwards'
    case 'duplicates':
      return `${formatAmount(count, 'frame', 'frames')} captured twice`
    case 'super-segments':
      return `${formatAmount(count, 'segment', 'segments')} larger than the MSS`
    case 'offloaded-checksums':
      return 'Captured on a sender'
    case 'bad-checksums':
      return `${formatAmount(count, 'wrong checksum', 'wrong checksums')}`
    case 'cut-frames':
      return `${formatAmount(count, 'frame', 'frames')} cut short`
    case 'one-way':
      return 'One direction only'
    case 'missing-segments':
      return 'Segments are missing'
    case 'gaps':
      return formatAmount(count, 'gap', 'gaps')
    case 'mid-stream':
      return 'Begins in mid-stream'
  }
}

/** An issue that weakens no verdict is worth a note only. */
export const issueSeverity = ({ weakens }: QualityIssue): Severity => (weakens.length > 0 ? 'warning' : 'note')

/** What weakens verdicts comes first, each kind in the engine's order. */
export function worstFirst(issues: readonly QualityIssue[]): readonly QualityIssue[] {
  return [...issues].sort((a, b) => Number(b.weakens.length > 0) - Number(a.weakens.length > 0))
}

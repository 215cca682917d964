/** Keys of the ladder: where they lead, or what they do. */
import { listTarget } from '../flows/keys'

export interface LadderPosition {
  readonly selected: number
  readonly rows: number
  /** Rows visible at a time. */
  readonly page: number
  /** Rows that `[` and `]` jump between, ascending. */
  readonly events: readonly number[]
}

export type LadderKey = { readonly row: number } | 'enter' | 'unfold' | null

export function ladderKey(key: string, position: LadderPosition): LadderKey {
  if (key === 'Enter') return 'enter'
  if (key === 'ArrowRight') return 'unfold'
  const row =
    key === ']'
      ? eventAfter(position.events, position.selected)
      : key === '['
        ? eventBefore(position.events, position.selected)
        : listTarget(key, position.selected, position.rows, position.page)
  return row === null ? null : { row }
}

function eventAfter(events: readonly number[], row: number): number | null {
  return events.find((event) => event > row) ?? null
}

function eventBefore(events: readonly number[], row: number): number | null {
  return events.findLast((event) => event < row) ?? null
}

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

/** `nearer`, `farther`: another level; `in`, `out`: time drawn to scale is stretched, or compressed. */
const ACTIONS = {
  Enter: 'enter',
  ArrowRight: 'unfold',
  ' ': 'mark',
  '/': 'search',
  n: 'found',
  N: 'foundBefore',
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
  t: 'axis',
  z: 'in',
  Z: 'out',
  Escape: 'leave',
} as const
export type LadderAction = (typeof ACTIONS)[keyof typeof ACTIONS]

export type LadderKey = { readonly row: number } | LadderAction | null

const isAction = (key: string): key is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, key)

export function ladderKey(key: string, position: LadderPosition): LadderKey {
  if (isAction(key)) return ACTIONS[key]
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

/** Which flows are selected after a click or a key, where several may be. */
import { TOGETHER_MOST } from '../../contracts/together'

/** `only`: this one alone; `toggle`: in or out; `range`: all from the anchor on; `all`: all that there are. */
export type Pick = 'only' | 'toggle' | 'range' | 'all'

export interface RowRange {
  /** First and last row, inclusive; no more than a ladder shows. */
  readonly from: number
  readonly to: number
  /** Rows that were asked for. */
  readonly asked: number
}

/** Rows between `anchor` and `target`, the nearest to the anchor where they are too many. */
export function rowRange(anchor: number, target: number): RowRange {
  const asked = Math.abs(target - anchor) + 1
  const reach = Math.min(asked, TOGETHER_MOST) - 1
  return target < anchor ? { from: anchor - reach, to: anchor, asked } : { from: anchor, to: anchor + reach, asked }
}

/** The selection with `flow` in it, or without it where it was in; the last one stays. */
export function toggled<Id>(selection: readonly Id[], flow: Id): readonly Id[] {
  if (!selection.includes(flow)) return [...selection, flow]
  return selection.length === 1 ? selection : selection.filter((known) => known !== flow)
}

/** The part of a mouse or keyboard event that decides. */
export interface Modifiers {
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** What a click does. */
export function pickOf({ ctrlKey, metaKey, shiftKey }: Modifiers): Pick {
  if (shiftKey) return 'range'
  return ctrlKey || metaKey ? 'toggle' : 'only'
}

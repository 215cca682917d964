/** Times of one ladder in one unit, as the window writes them. */
import type { Flow } from '../../contracts/flow'

export interface TimeUnit {
  readonly name: 'ms' | 's'
  /** Since the flow's first segment, without the unit. */
  text(time: bigint): string
}

const SECOND = 1_000_000_000n

/** Milliseconds for a flow that lasts less than a second, else seconds. */
export function timeUnitOf({ first, last }: Pick<Flow, 'first' | 'last'>): TimeUnit {
  const span = last - first
  if (span < SECOND) return { name: 'ms', text: (time) => (Number(time - first) / 1e6).toFixed(3) }
  const decimals = span < 1000n * SECOND ? 3 : 2
  return { name: 's', text: (time) => (Number(time - first) / 1e9).toFixed(decimals) }
}

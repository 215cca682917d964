/** How much of a TIME_WAIT is left. */
import type { Lingering } from '../../../contracts/sockets'

/** What TIME_WAIT lasts where nobody says: 2MSL of Linux. */
const USUAL_MS = 60_000

/** Milliseconds left at `now` (since 1970) and, of the whole wait, the part that is left: 0 to 1. */
export function leftOf(
  { since, until }: Pick<Lingering, 'since' | 'until'>,
  timeWaitMs: number | null,
  now: number,
): { readonly leftMs: number; readonly part: number } {
  const leftMs = Math.max(0, Number(until / 1_000_000n) - now)
  const wholeMs = since === null ? (timeWaitMs ?? USUAL_MS) : Number((until - since) / 1_000_000n)
  return { leftMs, part: wholeMs > 0 ? Math.min(1, leftMs / wholeMs) : 0 }
}

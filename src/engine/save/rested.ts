/** Long work in steps, with rests in between for queries. */
import { Cancelled, UNWATCHED, type Writing } from './writing'

/** It rests this often, so that a query waits no longer. */
const REST_EVERY_MS = 8

/**
 * Steps until there is no more to do, and lets queries in between.
 *
 * @param share of the work that is done, 0 to 1.
 * @throws Cancelled where what is written is no longer wanted.
 */
export async function rested(step: () => boolean, share = () => 0, writing: Writing = UNWATCHED): Promise<void> {
  let until = performance.now() + REST_EVERY_MS
  while (step()) {
    if (performance.now() < until) continue
    writing.tell(share())
    await new Promise((resolve) => setImmediate(resolve))
    if (writing.isCancelled()) throw new Cancelled()
    until = performance.now() + REST_EVERY_MS
  }
}

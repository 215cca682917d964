/** Long work in steps, with rests in between for queries. */

/** It rests this often, so that a query waits no longer. */
const REST_EVERY_MS = 8

/** Steps until there is no more to do, and lets queries in between. */
export async function rested(step: () => boolean): Promise<void> {
  let until = performance.now() + REST_EVERY_MS
  while (step()) {
    if (performance.now() < until) continue
    await new Promise((resolve) => setImmediate(resolve))
    until = performance.now() + REST_EVERY_MS
  }
}

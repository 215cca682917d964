/** Runs a library's code that knows no bounds for so long and no longer: the engine goes on answering. */
import { createContext, Script } from 'node:vm'

const SCRIPT = new Script('run()')
const TIMEOUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT'

interface Room {
  run: (() => void) | null
}
let room: Room | null = null

/** The work was stopped midway: whatever it was changing is to be thrown away. */
export class TookTooLong extends Error {}

/**
 * Runs work that waits for nothing, and stops it wherever it is when its time is over.
 *
 * @throws TookTooLong then.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  // Only scripts can be given a time, and theirs counts for all that they call.
  room ??= createContext({ run: null }) as Room
  const results: T[] = []
  room.run = () => {
    results.push(work())
  }
  try {
    SCRIPT.runInContext(room, { timeout: milliseconds })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === TIMEOUT) throw new TookTooLong(`not done after ${milliseconds} ms`)
    throw error
  } finally {
    room.run = null
  }
  return results[0] as T
}

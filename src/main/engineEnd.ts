/** Why the engine's process ended, in words. */
import { constants } from 'node:os'

/** What Electron says of a process that is gone, where it says anything. */
export interface Gone {
  readonly reason: string
  readonly exitCode: number
}

/**
 * One sentence. `code`: the exit code of the `exit` event, which says 0 for some processes that were killed; `gone`
 * knows better where it is there.
 */
export function engineEnd(code: number, gone: Gone | null): string {
  if (gone?.reason === 'oom') return 'Its process ran out of memory.'
  if (gone?.reason === 'killed') return `Its process was killed from outside${signalWords(gone.exitCode)}.`
  if (gone?.reason === 'crashed') return `Its process crashed${signalWords(gone.exitCode)}.`
  return `Its process ended unexpectedly${code === 0 ? '' : ` (exit status ${code})`}.`
}

/** Exit codes of what was killed or crashed are signals, except on Windows, where they say little. */
function signalWords(signal: number): string {
  const [name] = Object.entries(constants.signals).find(([, number]) => number === signal) ?? []
  return process.platform === 'win32' || name === undefined ? '' : ` (${name})`
}

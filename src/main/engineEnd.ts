/** Why the engine's process ended, in words. */
import { constants } from 'node:os'
import type { Told } from '../contracts/told'
import { inEach, say, tell } from './saying'

/** What Electron says of a process that is gone, where it says anything. */
export interface Gone {
  readonly reason: string
  readonly exitCode: number
}

/**
 * One sentence. `code`: the exit code of the `exit` event, which says 0 for some processes that were killed; `gone`
 * knows better where it is there.
 */
export function engineEnd(code: number, gone: Gone | null): Told {
  if (gone?.reason === 'oom') return tell('outOfMemory')
  if (gone?.reason === 'killed') return tell('killed', { signal: signalWords(gone.exitCode) })
  if (gone?.reason === 'crashed') return tell('crashed', { signal: signalWords(gone.exitCode) })
  return inEach(() => say('endedUnexpectedly', { status: code === 0 ? '' : say('exitStatus', { code: String(code) }) }))
}

/** Exit codes of what was killed or crashed are signals, except on Windows, where they say little. */
function signalWords(signal: number): string {
  const [name] = Object.entries(constants.signals).find(([, number]) => number === signal) ?? []
  return process.platform === 'win32' || name === undefined ? '' : ` (${name})`
}

/** What a reading costs in processor time: by the clock alone, a busy machine would make every reading look expensive. */
import { readFileSync } from 'node:fs'
import type { SocketTable } from '../contracts/sockets'

/** A table, and what reading it took where that was measured. */
export interface MeteredTable extends SocketTable {
  /** Milliseconds of processor time; null: not known. */
  readonly workMs?: number | null
}

/** Processor time of processes that ended stands in /proc in hundredths of a second (USER_HZ). */
const MS_IN_TICK = 10
/** In /proc/self/stat after the name, which may hold anything but ends with the last parenthesis: proc(5). */
const CHILDREN_USER = 13
const CHILDREN_SYSTEM = 14
const MICROSECONDS_IN_MS = 1_000

/** Adds up the processor time of what is done for one reading. */
export class Work {
  private own = 0
  private readonly childrenBefore = childrenMs()

  /** Does a piece of the work. */
  do<T>(piece: () => T): T {
    const before = process.cpuUsage()
    const result = piece()
    const { user, system } = process.cpuUsage(before)
    this.own += (user + system) / MICROSECONDS_IN_MS
    return result
  }

  /** Milliseconds of this process so far. */
  get ownMs(): number {
    return this.own
  }

  /** Milliseconds so far, with processes that ended meanwhile; null where the system doesn't tell theirs. */
  get ms(): number | null {
    const children = childrenMs()
    if (children === null || this.childrenBefore === null) return null
    return this.own + children - this.childrenBefore
  }
}

/** Processor time of all processes that this one has started and seen end, to a hundredth of a second. */
function childrenMs(): number | null {
  try {
    return childrenMsOf(readFileSync('/proc/self/stat', 'latin1'))
  } catch {
    // No Linux, or /proc isn't mounted.
    return null
  }
}

/** Of the line in /proc/self/stat; null: it isn't one. */
export function childrenMsOf(line: string): number | null {
  const words = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(words[CHILDREN_USER]) + Number(words[CHILDREN_SYSTEM])
  return Number.isSafeInteger(ticks) ? ticks * MS_IN_TICK : null
}

/** Until when a capture that is being written is known to be complete. */
import { COUNTER_FRAMES, COUNTER_LAST_TIME } from '../../contracts/abi'
import type { Core } from '../core'

/**
 * A packet may be held back for so long before it is in the file: the kernel hands dumpcap full blocks, or one every
 * 250 ms, and dumpcap flushes its file now and then; together 260 to 480 ms were measured.
 */
const HELD_BACK_MS = 500
const NS_PER_MS = 1_000_000n

/** Never goes back: a verdict that holds at one moment isn't taken back by a look at an earlier one. */
export class LiveClock {
  private known = 0n

  constructor(private readonly core: Core) {}

  /** Nanoseconds since the epoch; 0 while nothing is known. */
  get now(): bigint {
    return this.known
  }

  /** Frames were read. */
  readFrames(): void {
    if (this.core.counter(COUNTER_FRAMES) > 0) this.reach(this.core.counterTime(COUNTER_LAST_TIME))
  }

  /** All was read that was in the file at this moment, milliseconds since 1970 by the clock of the capture's own host. */
  caughtUp(atMs: number): void {
    this.reach(BigInt(Math.floor(atMs - HELD_BACK_MS)) * NS_PER_MS)
  }

  private reach(time: bigint): void {
    if (time > this.known) this.known = time
  }
}

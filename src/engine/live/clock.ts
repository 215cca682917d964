/** Until when a capture that is being written is known to be complete. */
import { COUNTER_FRAMES, COUNTER_LAST_TIME } from '../../contracts/abi'
import type { Core } from '../core'

/** A packet may lie in the writer's buffers for so long before it is in the file. */
const HELD_BACK_MS = 200
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

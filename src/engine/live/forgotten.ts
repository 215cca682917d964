/** Counts the packets that went with the oldest files of a ring. */
import { COUNTER_FRAMES } from '../../contracts/abi'
import type { Core } from '../core'
import type { FollowedSource } from '../source/followed'

export class Forgotten {
  /** Frames read up to the end of each file that was read to its end. */
  private readonly framesUpTo: number[] = []

  constructor(
    private readonly core: Core,
    private readonly source: FollowedSource,
  ) {}

  /** Call it whenever reading got to `position`: no slice goes past the end of a file. */
  readTo(position: number): void {
    this.source.passedTo(position)
    while (this.framesUpTo.length < this.source.passedFiles) this.framesUpTo.push(this.core.counter(COUNTER_FRAMES))
  }

  /** Packets whose bytes are gone. */
  get packets(): number {
    return this.framesUpTo[this.source.firstKept - 1] ?? 0
  }
}

/** One direction of a flow seen from its sender: how times of its two captures relate, and what the captures cover. */
import { said } from '../said/said'
import type { TimeBase } from './captureEnd'
import type { Clock } from './clock'
import type { Habit } from './habits'
import type { Timing } from './timing'

/** A capture as a witness. */
export interface Witness extends TimeBase {
  readonly name: string
  /** Frames that the capture says it lost; null: the file doesn't say. */
  readonly droppedFrames: number | null
}

export class DirectionView implements Timing {
  constructor(
    private readonly clock: Clock,
    /** The sender's capture is the first one. */
    readonly isForward: boolean,
    readonly sender: Witness,
    readonly receiver: Witness,
    private readonly habit: Habit,
  ) {}

  get usualNs(): number {
    return this.habit.usualNs
  }

  /** Median distance of delays from the usual. */
  get spreadNs(): number {
    return this.habit.spreadNs
  }

  delay(sent: number, got: number): number {
    return this.isForward ? this.clock.delay(sent, got, true) : this.clock.delay(got, sent, false)
  }

  /** When a segment sent then should have arrived, by the receiver's capture. */
  expectedArrival(sent: number): number {
    return this.isForward ? sent + this.clock.offsetAt(sent) + this.usualNs : this.asFirst(sent) + this.usualNs
  }

  /** When a segment that arrived then should have been sent, by the sender's capture. */
  expectedSending(got: number): number {
    const arrival = got - this.usualNs
    return this.isForward ? this.asFirst(arrival) : arrival + this.clock.offsetAt(arrival)
  }

  /** Half of the shortest round trip: what the offset is unsure by. */
  uncertainty(sent: number): number {
    const width = this.clock.uncertaintyAt(this.isForward ? sent : this.asFirst(sent))
    return Number.isFinite(width) ? Math.max(0, width) : 0
  }

  /** A time of the second capture by the first's clock. The offset depends on the result: a second round settles it. */
  private asFirst(second: number): number {
    const rough = second - this.clock.offsetAt(second)
    return second - this.clock.offsetAt(rough)
  }
}

/** Why a capture can't tell of a moment; null: it covers it. */
export function whyNotCovered({ name, lengthNs, droppedFrames }: Witness, at: number): (() => string) | null {
  if (at < 0) return () => said`${name} had not begun`
  if (at > lengthNs) return () => said`${name} ends before`
  if (droppedFrames === null || droppedFrames === 0) return null
  return () => said`${name} lost ${droppedFrames} frames while capturing`
}

/**
 * Which connections get stuck and un-stuck. Trouble is told when a verdict says so: rules have their own patience. That
 * it is over, or is another, is told only when it has stayed so for a second, so that nothing flaps.
 */
import type { FlowChange } from '../../engine/live/flowChange'

const SETTLE_MS = 1000

type Named = FlowChange['verdict']

export type WatchEvent = 'stuck' | 'un-stuck' | 'warning' | 'over'

export interface Turn {
  readonly event: WatchEvent
  readonly change: FlowChange
  /** The trouble told before; null: none. */
  readonly before: Named | null
}

interface Pending {
  readonly change: FlowChange
  readonly sinceMs: number
}

export class Watcher {
  /** Trouble that was told and is not over. */
  private readonly told = new Map<number, Named>()
  /** Flows that stand otherwise than was told. */
  private readonly pending = new Map<number, Pending>()

  constructor(private readonly hasWarnings: boolean) {}

  /** Connections that were told to be stuck, and not to be un-stuck. */
  get stuck(): number {
    let count = 0
    for (const { severity } of this.told.values()) if (severity === 'stuck') count += 1
    return count
  }

  /** A flow stands so now. @param nowMs by a clock that never goes back. */
  note(change: FlowChange, nowMs: number): void {
    const { flow, verdict } = change
    const trouble = this.troubleOf(verdict)
    if (isSame(trouble, this.told.get(flow) ?? null)) {
      this.pending.delete(flow)
      return
    }
    const before = this.pending.get(flow)
    const isAsBefore = before !== undefined && isSame(this.troubleOf(before.change.verdict), trouble)
    this.pending.set(flow, { change, sinceMs: isAsBefore ? before.sinceMs : nowMs })
  }

  /** What is to be told now. */
  due(nowMs: number): readonly Turn[] {
    const turns: Turn[] = []
    for (const [flow, { change, sinceMs }] of this.pending) {
      const before = this.told.get(flow) ?? null
      if (before !== null && nowMs - sinceMs < SETTLE_MS) continue
      this.pending.delete(flow)
      const trouble = this.troubleOf(change.verdict)
      if (trouble === null) this.told.delete(flow)
      else this.told.set(flow, trouble)
      turns.push({ event: eventOf(trouble, before), change, before })
    }
    return turns
  }

  private troubleOf(verdict: Named): Named | null {
    const isTrouble = verdict.severity === 'stuck' || (this.hasWarnings && verdict.severity === 'warning')
    return isTrouble ? verdict : null
  }
}

const isSame = (one: Named | null, other: Named | null): boolean =>
  one?.id === other?.id && one?.severity === other?.severity

function eventOf(trouble: Named | null, before: Named | null): WatchEvent {
  if (trouble?.severity === 'stuck') return 'stuck'
  if (before?.severity === 'stuck') return 'un-stuck'
  return trouble === null ? 'over' : 'warning'
}

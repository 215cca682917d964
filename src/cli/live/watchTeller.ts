/** Tells the turns of a watch, and keeps in mind since when what was stuck. */
import type { Flow } from '../../contracts/flow'
import type { FlowChange } from '../../engine/live/flowChange'
import type { Engine } from '../../engine/session'
import { jsonLine } from '../jsonLine'
import type { LiveOutput } from './liveOutput'
import { type Turn, Watcher } from './watcher'
import { watchLine, watchLineText } from './watchLine'

export interface WatchStyle {
  readonly isJson: boolean
  /** Sentences under the lines. */
  readonly isVerbose: boolean
  readonly hasWarnings: boolean
}

export class WatchTeller {
  private readonly watcher: Watcher
  private readonly since = new Map<number, bigint | null>()
  /** Connections that were told to be stuck at any time. */
  private readonly ever = new Set<number>()

  constructor(
    private readonly output: LiveOutput,
    private readonly style: WatchStyle,
  ) {
    this.watcher = new Watcher(style.hasWarnings)
  }

  get gotStuck(): number {
    return this.ever.size
  }

  get areStuck(): number {
    return this.watcher.stuck
  }

  note(change: FlowChange): void {
    this.watcher.note(change, performance.now())
  }

  /** @param now until when the capture is known, nanoseconds since the epoch. */
  tell(engine: Engine, now: bigint): void {
    for (const turn of this.watcher.due(performance.now())) this.tellOne(engine, turn, now)
  }

  private tellOne(engine: Engine, turn: Turn, now: bigint): void {
    const { isJson, isVerbose } = this.style
    const { event, change } = turn
    // A flow that changed is there.
    const flow = engine.answer('flow', { flow: change.flow }) as Flow
    const line = watchLine(turn, flow, now, this.since.get(change.flow) ?? null)
    if (event === 'stuck') {
      this.ever.add(change.flow)
      this.since.set(change.flow, line.since)
    } else this.since.delete(change.flow)
    this.output.write(isJson ? `${jsonLine(line)}\n` : watchLineText(line, isVerbose))
  }
}

import type { FlowChange } from '../../engine/live/flowChange'
import type { Engine } from '../../engine/session'
import type { LiveOutput } from './liveOutput'

/** Reading packets goes before telling what they did: what isn't told in this time is told later, as it stands then. */
const TELL_FOR_MS = 20
const PORTION = 64

/** Hands over what changed, as long as there is time and the reader keeps up; all of it when nothing more will come. */
export function takeChanges(
  engine: Engine,
  output: LiveOutput,
  isDone: boolean,
  take: (change: FlowChange) => void,
): void {
  const until = performance.now() + (isDone ? Number.POSITIVE_INFINITY : TELL_FOR_MS)
  while (isDone || (!output.isBehind && performance.now() < until)) {
    const changes = engine.changes(PORTION)
    for (const change of changes) take(change)
    if (changes.length < PORTION) return
  }
}

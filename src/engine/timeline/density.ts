/** How many flows were there at a time: one count per column of the picture, kind by kind. */
import { OUTCOMES } from '../../contracts/flowList'
import type { TimelineDensity, TimeRange } from '../../contracts/timeline'
import { SEVERITIES } from '../verdicts/judge'
import type { FlowSpans } from './spans'

/** Column of a time that is drawn; times outside go to the nearest. A range without length is all in the first. */
export function columnOf(time: number, shown: TimeRange, width: number): number {
  const length = shown.to - shown.from
  if (length <= 0) return 0
  return Math.min(width - 1, Math.max(0, Math.floor(((time - shown.from) / length) * width)))
}

/** @param ids flows that touch `shown`. @param width columns. */
export function countDensity(ids: Uint32Array, spans: FlowSpans, shown: TimeRange, width: number): TimelineDensity {
  // Each flow says only where it comes and where it goes; a running sum makes counts of that.
  const changes = () => new Int32Array(width + 1)
  const byOutcome = OUTCOMES.map(() => null as Int32Array | null)
  const bySeverity = SEVERITIES.map(changes)
  for (const id of ids) {
    const begin = columnOf(spans.first[id] as number, shown, width)
    const end = columnOf(spans.last[id] as number, shown, width) + 1
    const outcome = spans.outcome[id] as number
    byOutcome[outcome] ??= changes()
    tell(byOutcome[outcome] as Int32Array, begin, end)
    tell(bySeverity[spans.severity[id] as number] as Int32Array, begin, end)
  }
  const outcomes = OUTCOMES.flatMap((outcome, index) => {
    const found = byOutcome[index]
    return found ? [{ outcome, counts: runningSum(found, width) }] : []
  })
  let most = 0
  for (let column = 0; column < width; column += 1) {
    let sum = 0
    for (const { counts } of outcomes) sum += counts[column] as number
    if (sum > most) most = sum
  }
  const severity = (name: (typeof SEVERITIES)[number]) =>
    runningSum(bySeverity[SEVERITIES.indexOf(name)] as Int32Array, width)
  return { kind: 'density', most, outcomes, stuck: severity('stuck'), warning: severity('warning') }
}

function tell(changes: Int32Array, begin: number, end: number): void {
  changes[begin] = (changes[begin] as number) + 1
  changes[end] = (changes[end] as number) - 1
}

function runningSum(changes: Int32Array, width: number): Uint32Array {
  const counts = new Uint32Array(width)
  let sum = 0
  for (let column = 0; column < width; column += 1) {
    sum += changes[column] as number
    counts[column] = sum
  }
  return counts
}

/** How long something has held at each reading without a break. */
import { SETTLE_MS } from './disagreements/rule'

interface Holding<Rule> {
  readonly rule: Rule
  readonly progress: number
  /** Time of the first reading at which it held, nanoseconds since the epoch. */
  readonly sinceNs: number
}

/** What rules need to have of each other's patience. */
interface Patient {
  readonly holdsMs: number
}

/** Keys are ends of flows, or sockets. */
export class Patience<Key, Rule extends Patient> {
  private before = new Map<Key, readonly Holding<Rule>[]>()
  private now = new Map<Key, Holding<Rule>[]>()

  /** A new reading begins: what isn't noted again in it is over. */
  turn(): void {
    this.before = this.now
    this.now = new Map()
  }

  /**
   * Notes that a rule holds at this reading.
   *
   * @param progress another number than at the reading before begins its time anew.
   * @returns for how many milliseconds it has held; null: not long enough yet.
   */
  note(key: Key, rule: Rule, progress: number, readNs: number): number | null {
    const before = this.before.get(key)
    const earlier = before?.find((other) => other.rule === rule && other.progress === progress)
    const holding = earlier ?? { rule, progress, sinceNs: readNs }
    const others = this.now.get(key)
    if (others) others.push(holding)
    else this.now.set(key, [holding])
    const heldMs = (readNs - holding.sinceNs) / 1e6
    return heldMs >= Math.max(rule.holdsMs, SETTLE_MS) ? heldMs : null
  }
}

/**
 * How long segments usually take: by the flow itself where it has many, else by all flows between the same hosts, else
 * by all flows that go this way.
 */
import type { Side } from '../../contracts/flow'
import type { Clock } from './clock'
import type { CommonFlow } from './commonFlows'
import { median } from './order'
import { endOf } from './whichEnd'
import type { Work } from './work'

export interface Habit {
  /** Median one-way delay. */
  readonly usualNs: number
  /** Median distance from it. */
  readonly spreadNs: number
}

/** Delays of a flow that tell by themselves. */
const MANY = 20

export class Habits {
  private readonly pooled = new Map<string, number[]>()
  private readonly known = new Map<string, Habit>()

  private constructor(private readonly clock: Clock) {}

  static *ofFlows(flows: readonly CommonFlow[], clock: Clock): Work<Habits> {
    const habits = new Habits(clock)
    for (const flow of flows) {
      for (const side of ['client', 'server'] as const) habits.pool(flow, side)
      yield 0
    }
    return habits
  }

  of(flow: CommonFlow, side: Side): Habit {
    const own = this.delays(flow, side)
    if (own.length >= MANY) return this.habitOf(own)
    const pools = poolsOf(flow, side)
    const pool = pools.find((key) => (this.pooled.get(key)?.length ?? 0) >= MANY) ?? pools.at(-1) ?? ''
    const known = this.known.get(pool) ?? this.habitOf(this.pooled.get(pool) ?? [])
    this.known.set(pool, known)
    return known
  }

  private pool(flow: CommonFlow, side: Side): void {
    const delays = this.delays(flow, side)
    for (const key of poolsOf(flow, side)) {
      const known = this.pooled.get(key) ?? []
      for (const delay of delays) known.push(delay)
      this.pooled.set(key, known)
    }
  }

  private habitOf(delays: readonly number[]): Habit {
    const half = this.clock.uncertaintyAt(0)
    const usualNs = median(delays) ?? (Number.isFinite(half) ? Math.max(0, half) : 0)
    return { usualNs, spreadNs: median(delays.map((delay) => Math.abs(delay - usualNs))) ?? 0 }
  }

  private delays({ read, clientEnd }: CommonFlow, side: Side): number[] {
    const isForward = endOf(side, clientEnd.end) === 'first'
    return read[side].pairs.map(([first, second]) => this.clock.delay(first.time, second.time, isForward))
  }
}

/** From the narrowest to the widest. */
function poolsOf({ first, second, clientEnd }: CommonFlow, side: Side): string[] {
  const facts = first ?? second
  const way = endOf(side, clientEnd.end)
  return [`${way} ${facts?.client.address} ${facts?.server.address}`, way]
}

/** Holds each reading of the kernel's table against the wire, and keeps in mind what has lasted over several. */
import { STATE_NAMES, type StateName } from '../../contracts/names'
import type { SocketTable } from '../../contracts/sockets'
import type { Core } from '../core'
import { DISAGREEMENTS, LONE } from './disagreements/index'
import type { AskedOf, DisagreementRule, DisagreementSeverity, LoneRule } from './disagreements/rule'
import { LocalEnd } from './end'
import { type EndCode, flowOfEnd, Join, NO_END } from './join'
import { Listeners } from './listeners'
import { hostAddresses, LocalAddresses } from './localAddresses'
import { OpenFlows } from './openFlows'
import { Patience } from './patience'
import { type Lasting, type LastingAlone, Reading } from './reading'
import { socketKey } from './socketKey'

const RANK: Readonly<Record<DisagreementSeverity, number>> = { note: 0, warning: 1, stuck: 2 }
/** The table of a moment whose packets are not captured yet tells nothing about the wire. */
const BEHIND_NS = 1e9

const RULES: ReadonlyMap<AskedOf, readonly DisagreementRule[]> = new Map(
  [...STATE_NAMES, 'none' as const].map((state) => [
    state,
    DISAGREEMENTS.filter(({ states }) => states.includes(state)),
  ]),
)
const LONE_RULES: ReadonlyMap<StateName, readonly LoneRule[]> = new Map(
  STATE_NAMES.map((state) => [state, LONE.filter(({ states }) => states.includes(state))]),
)

export interface Observed {
  readonly reading: Reading
  /** Flows of which something else is to be said than at the reading before. */
  readonly changed: readonly number[]
}

export class Observer {
  private readonly join: Join
  private readonly patience = new Patience<EndCode, DisagreementRule>()
  private readonly patienceAlone = new Patience<string, LoneRule>()
  /** Name of the process that held a socket last, by end; '': none was known. */
  private readonly names = new Map<EndCode, string>()
  private namings = 0
  private local: LocalAddresses
  private open: OpenFlows
  private lasting: ReadonlyMap<EndCode, Lasting> = new Map()

  /** @param addresses this host's own; asked at each reading. */
  constructor(
    private readonly core: Core,
    private readonly addresses: () => ReadonlySet<string> = hostAddresses,
  ) {
    this.join = new Join(core)
    this.local = new LocalAddresses(core, addresses())
    this.open = this.openFlows()
  }

  /**
   * Takes in a table.
   *
   * @param knownUntilNs until when all packets are captured and read; readings well after it are not judged, what lasted
   *   goes on to.
   */
  observe(table: SocketTable, knownUntilNs: number): Observed {
    this.followAddresses()
    const ends = this.join.ends(table.sockets)
    const sockets = new Map<EndCode, number>()
    for (let index = 0; index < ends.length; index += 1) {
      const end = ends[index] as EndCode
      if (end === NO_END) continue
      sockets.set(end, index)
      this.remember(end, table.sockets[index]?.owners[0]?.name)
    }
    const sight = { table, listeners: new Listeners(table.sockets), wasListed: this.wasListed }
    if (Number(table.at) - knownUntilNs > BEHIND_NS) {
      const reading = new Reading(this.core, table, sight, ends, sockets, this.lasting, new Map(), this.local)
      return { reading, changed: [] }
    }
    const before = this.lasting
    this.lasting = this.judgeEnds(new LocalEnd(this.core, sight), table, ends, sockets)
    const alone = this.judgeAlone(table, ends)
    const reading = new Reading(this.core, table, sight, ends, sockets, this.lasting, alone, this.local)
    return { reading, changed: changesBetween(before, this.lasting) }
  }

  /** Name of the process that holds an end's socket, or held it when that was last seen; null: unknown. */
  processOf(end: EndCode): string | null {
    return this.names.get(end) || null
  }

  private readonly wasListed = (end: EndCode): boolean => this.names.has(end)

  private openFlows(): OpenFlows {
    return new OpenFlows(this.core, this.local, this.wasListed)
  }

  /** Grows whenever a name becomes known. */
  get namesVersion(): number {
    return this.namings
  }

  private remember(end: EndCode, name: string | undefined): void {
    const known = this.names.get(end)
    if (known === (name ?? known ?? null)) return
    if (known === undefined) this.open.add(flowOfEnd(end))
    this.names.set(end, name ?? '')
    this.namings += 1
  }

  /** A host that gets an address looks at all flows anew. */
  private followAddresses(): void {
    const addresses = this.addresses()
    if (this.local.equals(addresses)) return
    this.local = new LocalAddresses(this.core, addresses)
    this.open = this.openFlows()
    for (const end of this.names.keys()) this.open.add(flowOfEnd(end))
  }

  private judgeEnds(
    end: LocalEnd,
    table: SocketTable,
    ends: Float64Array,
    sockets: ReadonlyMap<EndCode, number>,
  ): Map<EndCode, Lasting> {
    const lasting = new Map<EndCode, Lasting>()
    this.patience.turn()
    for (let index = 0; index < ends.length; index += 1) {
      const socket = table.sockets[index]
      const code = ends[index] as EndCode
      if (code === NO_END || socket === undefined) continue
      this.judgeEnd(end.at(code, socket), RULES.get(socket.state), lasting)
    }
    this.open.update(end.readNs)
    this.open.forEach((code) => {
      if (!sockets.has(code)) this.judgeEnd(end.at(code, null), RULES.get('none'), lasting)
    })
    return lasting
  }

  private judgeEnd(
    end: LocalEnd,
    rules: readonly DisagreementRule[] | undefined,
    lasting: Map<EndCode, Lasting>,
  ): void {
    const { code, readNs } = end
    for (const rule of rules ?? []) {
      const severity = rule.judge(end)
      if (severity === null) continue
      const heldMs = this.patience.note(code, rule, rule.progress?.(end) ?? 0, readNs)
      if (heldMs === null) continue
      const other = lasting.get(code)
      if (other && RANK[other.severity] >= RANK[severity]) continue
      lasting.set(code, { rule, severity, end: code, heldMs })
    }
  }

  private judgeAlone({ at, sockets }: SocketTable, ends: Float64Array): Map<number, LastingAlone> {
    const lasting = new Map<number, LastingAlone>()
    this.patienceAlone.turn()
    for (let index = 0; index < sockets.length; index += 1) {
      const socket = sockets[index]
      if (socket === undefined || ends[index] !== NO_END) continue
      for (const rule of LONE_RULES.get(socket.state) ?? []) {
        const severity = rule.judge(socket)
        if (severity === null) continue
        if (this.patienceAlone.note(socketKey(socket), rule, 0, Number(at)) !== null)
          lasting.set(index, { rule, severity })
      }
    }
    return lasting
  }
}

/** Flows whose word is new, another, or gone. */
function changesBetween(before: ReadonlyMap<EndCode, Lasting>, after: ReadonlyMap<EndCode, Lasting>): number[] {
  const changed = new Set<number>()
  const isSame = (a: Lasting, b: Lasting | undefined): boolean => a.rule === b?.rule && a.severity === b.severity
  for (const [end, lasting] of after) if (!isSame(lasting, before.get(end))) changed.add(flowOfEnd(end))
  for (const end of before.keys()) if (!after.has(end)) changed.add(flowOfEnd(end))
  return [...changed]
}

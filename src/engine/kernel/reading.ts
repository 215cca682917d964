/** One reading of the kernel's table, joined to the flows as they stood then. */
import type { Disagreement, KernelSocket, SocketTable } from '../../contracts/sockets'
import type { Core } from '../core'
import type { EndpointIndex, FlowRecord } from '../flowRecord'
import { ON_DEMAND } from './disagreements/index'
import { type DisagreementRule, type DisagreementSeverity, type LoneRule, sentenceOf } from './disagreements/rule'
import { type KernelSight, LocalEnd } from './end'
import { type EndCode, endCode, NO_END } from './join'
import type { LocalAddresses } from './localAddresses'

/** A disagreement that has lasted. */
export interface Lasting {
  readonly rule: DisagreementRule
  readonly severity: DisagreementSeverity
  readonly end: EndCode
  readonly heldMs: number
}

export interface LastingAlone {
  readonly rule: LoneRule
  readonly severity: DisagreementSeverity
}

export class Reading {
  constructor(
    private readonly core: Core,
    readonly table: SocketTable,
    readonly sight: KernelSight,
    /** By socket: the end that it is, or NO_END. */
    readonly ends: Float64Array,
    /** By end: the socket. */
    readonly sockets: ReadonlyMap<EndCode, number>,
    /** By end. */
    readonly lasting: ReadonlyMap<EndCode, Lasting>,
    /** By socket, of those that no flow is joined to. */
    readonly lastingAlone: ReadonlyMap<number, LastingAlone>,
    private readonly local: LocalAddresses,
  ) {}

  /** The end is this host's, whether the kernel has a socket of it or not. */
  isLocal(flow: FlowRecord, endpoint: EndpointIndex): boolean {
    return this.local.has(flow, endpoint)
  }

  socketOf(end: EndCode): KernelSocket | null {
    const index = this.sockets.get(end)
    return index === undefined ? null : (this.table.sockets[index] ?? null)
  }

  /** A cursor of its own at this end. */
  endAt(end: EndCode): LocalEnd {
    return new LocalEnd(this.core, this.sight).at(end, this.socketOf(end))
  }

  /** What can be said of a flow although no socket of it was ever listed; null: nothing. */
  onDemand(flow: number): Lasting | null {
    for (const endpoint of [0, 1] as const) {
      const end = this.endAt(endCode(flow, endpoint))
      if (end.socket !== null || !this.isLocal(end.flow, endpoint)) continue
      for (const rule of ON_DEMAND) {
        const severity = rule.judge(end)
        if (severity !== null) return { rule, severity, end: end.code, heldMs: 0 }
      }
    }
    return null
  }

  /** What a lasting disagreement is called and says. */
  tell({ rule, severity, end, heldMs }: Lasting): Disagreement {
    const { id, title } = rule
    return { id, severity, title: title(), sentence: sentenceOf(rule.words(this.endAt(end), heldMs)) }
  }

  /** What is to be said of a socket; null: nothing. */
  disagreementOf(index: number): Disagreement | null {
    const end = this.ends[index] as EndCode
    if (end !== NO_END) {
      const lasting = this.lasting.get(end)
      return lasting ? this.tell(lasting) : null
    }
    const alone = this.lastingAlone.get(index)
    const socket = this.table.sockets[index]
    if (alone === undefined || socket === undefined) return null
    const { id, title, words } = alone.rule
    return { id, severity: alone.severity, title: title(), sentence: sentenceOf(words(socket)) }
  }

  severityOf(index: number): DisagreementSeverity | null {
    const end = this.ends[index] as EndCode
    const found = end === NO_END ? this.lastingAlone.get(index) : this.lasting.get(end)
    return found?.severity ?? null
  }
}

/** The kernel's side of a live capture: reads its sockets again and again, and answers what is asked of them. */
import { FlowBit, TcpState } from '../../contracts/abi'
import type { KernelView, SocketPage, SocketTable, TimeWaitBoard } from '../../contracts/sockets'
import { SocketWatch } from '../../sockets/index'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { kernelFacts } from './facts'
import { Observer } from './observer'
import type { Reading } from './reading'
import { type SocketOrder, SocketPages } from './socketPages'
import { TimeWaitBoards } from './timeWaitBoard'
import type { KernelFacts } from './word'

/** Where tables come from, and which addresses are this host's; the host's own where it isn't said. */
export interface KernelSource {
  readonly read?: () => Promise<SocketTable>
  readonly addresses?: () => ReadonlySet<string>
}

export interface KernelOptions extends KernelSource {
  readonly core: Core
  /** Until when all packets are captured and read: nanoseconds since the epoch. */
  readonly knownUntilNs: () => number
  /** A reading came, or reading fails. `changed`: flows of which something else is to be said than before. */
  readonly onReading: (changed: readonly number[]) => void
}

export class Kernel {
  /** What rules of verdicts may ask. */
  readonly facts: KernelFacts
  private readonly watch: SocketWatch
  private readonly observer: Observer
  private readonly pages: SocketPages
  private readonly boards = new TimeWaitBoards()
  private reading: Reading | null = null
  private problem: string | null = null

  constructor(private readonly options: KernelOptions) {
    const { core, addresses, read } = options
    this.observer = new Observer(core, addresses)
    this.pages = new SocketPages(core)
    this.facts = kernelFacts(core, this.observer, () => this.reading)
    const watcher = {
      onTable: (table: SocketTable) => this.take(table),
      onProblem: (problem: string | null) => {
        this.problem = problem
        options.onReading([])
      },
    }
    this.watch = read ? new SocketWatch(watcher, read) : new SocketWatch(watcher)
  }

  start(): void {
    this.watch.start()
  }

  /** Connections were opened or ended just now: reads again as soon as that is cheap enough. */
  hurry(): void {
    this.watch.hurry()
  }

  /** The last reading stays. */
  stop(): void {
    this.watch.stop()
  }

  /** Takes in a table, as the watch does. */
  take(table: SocketTable): void {
    const { reading, changed } = this.observer.observe(table, this.options.knownUntilNs())
    this.reading = reading
    this.boards.note(reading)
    this.options.onReading(changed)
  }

  sockets(order: SocketOrder, from: number, count: number): SocketPage {
    return this.pages.page(this.reading, this.problem, order, from, count)
  }

  timeWaits(from: number, count: number): TimeWaitBoard {
    return this.boards.page(this.reading, this.problem, from, count)
  }

  /** What the kernel says of a flow's ends; null: nothing, or there is no reading yet. */
  view(flow: number): KernelView | null {
    const { reading } = this
    if (reading === null) return null
    const word = this.facts.wordOn(flow)
    const lasting = this.facts.lastingOf(flow) ?? reading.onDemand(flow)
    if (word === null && lasting === null) return null
    // A connection that is over has no socket: who listens says nothing of it.
    return {
      at: reading.table.at,
      client: word?.client ?? null,
      server: word?.server ?? (this.isUnopened(flow) ? (word?.listener ?? null) : null),
      disagreement: lasting === null ? null : reading.tell(lasting),
    }
  }

  /** The kernel has no socket of a connection until it answers the SYN: so long the listener stands for it. */
  private isUnopened(id: number): boolean {
    const flow = new FlowRecord(this.options.core).at(id)
    const state = flow.state(flow.index('server'))
    return !flow.has(FlowBit.RESET) && (state === TcpState.LISTEN || state === TcpState.SYN_RCVD)
  }
}

/** This host's TCP sockets as its kernel knows them: one shape for every system. */
import type { Endpoint, Side } from './flow'
import type { StateName } from './names'
import type { FlowId } from './units'

export type SocketTimerKind = 'retransmission' | 'keep-alive' | 'time-wait' | 'persist' | 'other'

export interface SocketTimer {
  readonly kind: SocketTimerKind
  /** Milliseconds left when the table was read. */
  readonly leftMs: number
  /** Retransmissions or probes made since the last progress. */
  readonly tries: number
}

export interface SocketOwner {
  readonly pid: number
  readonly name: string
  /** The process no longer holds the socket (TIME_WAIT, orphans): it did when the socket was last seen open. */
  readonly isPast: boolean
}

/** What the kernel measured on a connection. Absent parts are unknown to the system or of an older kernel. */
export interface SocketMetrics {
  readonly rttMs?: number
  readonly rttVarianceMs?: number
  readonly rtoMs?: number
  readonly mss?: number
  readonly pathMtu?: number
  /** Congestion window, segments. */
  readonly congestionWindow?: number
  /** Segments sent again and not acknowledged yet, and of all time. */
  readonly retransmitsNow?: number
  readonly retransmitsTotal?: number
  /** Segments under way. */
  readonly unacknowledged?: number
  /** Bytes the application wrote and the kernel has not sent. */
  readonly notSentBytes?: number
  readonly bytesSent?: number
  readonly bytesAcked?: number
  readonly bytesReceived?: number
  /** Milliseconds since data was last sent, since data was last received, since an ACK was last received. */
  readonly lastSendMs?: number
  readonly lastReceiveMs?: number
  readonly lastAckMs?: number
  /** The receive window that the peer grants, bytes. */
  readonly sendWindow?: number
}

export interface KernelSocket {
  readonly local: Endpoint
  /** A listening socket's is the wildcard address with port 0. */
  readonly remote: Endpoint
  readonly state: StateName
  /** LISTEN: connections that wait for accept(). Else bytes that the application has not read. */
  readonly receiveQueue: number
  /** LISTEN: how many may wait. Else bytes that the peer has not acknowledged. */
  readonly sendQueue: number
  readonly timer: SocketTimer | null
  /** Processes that hold it, those that may be seen; empty: none, or not ours to see. */
  readonly owners: readonly SocketOwner[]
  readonly metrics: SocketMetrics | null
}

export interface PortRange {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

/** One reading of the kernel's table. */
export interface SocketTable {
  /** Nanoseconds since the epoch. */
  readonly at: bigint
  readonly sockets: readonly KernelSocket[]
  /** Ports that outgoing connections take; null: unknown. */
  readonly ephemeral: PortRange | null
  /** Milliseconds that a TIME_WAIT socket lingers on this system; null: unknown. */
  readonly timeWaitMs: number | null
  /** What the table lacks and why ("processes of other users are hidden: …"); null: nothing. */
  readonly lacks: string | null
}

/** Where kernel and wire don't say the same, or one explains the other. */
export interface Disagreement {
  /** Stable kebab-case name. */
  readonly id: string
  readonly severity: 'note' | 'warning' | 'stuck'
  readonly title: string
  /** "wire: …; kernel: …: what that means". */
  readonly sentence: string
}

/** A socket joined to its flow on the wire. */
export interface SocketRow {
  /** Stable while the socket is listed: local and remote, as text. */
  readonly key: string
  readonly socket: KernelSocket
  /** Where the capture shows it. */
  readonly flow: FlowId | null
  /** What this host is on the wire. */
  readonly side: Side | null
  /** State of this end by the wire; null: no flow. */
  readonly wireState: StateName | null
  readonly disagreement: Disagreement | null
}

export const SOCKET_SORTS = [
  'state',
  'local',
  'remote',
  'process',
  'receiveQueue',
  'sendQueue',
  'timer',
  'disagreement',
] as const
export type SocketSort = (typeof SOCKET_SORTS)[number]

export interface SocketPage {
  /** When the table was read, nanoseconds since the epoch; null: not yet, see `problem`. */
  readonly at: bigint | null
  readonly from: number
  /** Sockets that pass the filter. */
  readonly total: number
  readonly rows: readonly SocketRow[]
  /** Of all sockets, by state. */
  readonly states: Readonly<Partial<Record<StateName, number>>>
  readonly lacks: string | null
  /** Why the kernel's table can't be read here; null: it can. */
  readonly problem: string | null
}

/** An endpoint in TIME_WAIT. */
export interface Lingering {
  readonly key: string
  readonly local: Endpoint
  readonly remote: Endpoint
  readonly flow: FlowId | null
  /** Nanoseconds since the epoch: when TIME_WAIT began (null: before we looked), and when it ends. */
  readonly since: bigint | null
  readonly until: bigint
  /** `kernel`: its timer; `wire`: 2MSL assumed after the last FIN. */
  readonly by: 'kernel' | 'wire'
  readonly owner: SocketOwner | null
}

/** TIME_WAIT towards one address and port, against the ephemeral ports that are left for it. */
export interface PortBudget {
  readonly remote: Endpoint
  readonly lingering: number
  /** Ephemeral ports taken by any state towards this destination, and all that there are; null: range unknown. */
  readonly used: number
  readonly ports: number | null
  /** New TIME_WAIT sockets a second, over the last seconds. */
  readonly perSecond: number
  /** Seconds until no port is left at this rate; null: they last. */
  readonly runsOutInS: number | null
}

export interface TimeWaitBoard {
  readonly at: bigint | null
  readonly ephemeral: PortRange | null
  readonly timeWaitMs: number | null
  /** Destinations, most lingering first, at most 100. */
  readonly budgets: readonly PortBudget[]
  readonly from: number
  readonly total: number
  /** Those that end first come first. */
  readonly rows: readonly Lingering[]
  readonly problem: string | null
}

/** The kernel's word on one flow: this host may be either side, or both (loopback). */
export interface KernelView {
  readonly at: bigint
  readonly client: KernelSocket | null
  readonly server: KernelSocket | null
  readonly disagreement: Disagreement | null
}

/** One flow as the window, the command line and exports see it. */
import type { AnalysisName, CertaintyName, ServiceName, StateName } from './names'
import type { FlowId, FrameNumber } from './units'

export type Side = 'client' | 'server'

/** A value for each side of a flow. */
export interface Sides<T> {
  readonly client: T
  readonly server: T
}

/** An endpoint: address (text form) and port. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

export type Severity = 'ok' | 'note' | 'warning' | 'stuck'
/** How sure a verdict is. */
export type VerdictCertainty = 'proved' | 'likely' | 'possible'

/** The judgement of one flow, as cli.md's `verdict` and what the verdict card adds. */
export interface Verdict {
  /** Stable kebab-case name of the rule: `syn-unanswered`. */
  readonly id: string
  readonly severity: Severity
  readonly certainty: VerdictCertainty
  /** A few words for a table cell: "SYN not answered". */
  readonly title: string
  /** The whole sentence, filled with this flow's facts. */
  readonly sentence: string
  /** Frames that prove it, ascending, each with what it shows. */
  readonly evidence: readonly Evidence[]
  /** What speaks against it; empty: nothing. */
  readonly counterEvidence: readonly string[]
  /** What should have come next and by when; empty: nothing more is expected. */
  readonly expectedNext: string
  readonly nextStep: NextStep
}

/** Another rule that holds for a flow, beside its verdict's. */
export interface AlsoHeld {
  readonly id: string
  readonly severity: Severity
  readonly title: string
}

/** One thing to do next, with a command to copy; '' where none helps. */
export interface NextStep {
  readonly text: string
  /** The one for Linux. */
  readonly command: string
  readonly commands: Readonly<Record<CommandSystem, string>>
}

/** `windows`: PowerShell. */
export type CommandSystem = 'linux' | 'macos' | 'windows'

export interface Evidence {
  readonly frame: FrameNumber
  /** Row index of the flow's ladder is found by frame; this says what the frame shows. */
  readonly shows: string
}

/** Zeek's conn_state. */
export type ConnState =
  | 'S0'
  | 'S1'
  | 'SF'
  | 'REJ'
  | 'S2'
  | 'S3'
  | 'RSTO'
  | 'RSTR'
  | 'RSTOS0'
  | 'RSTRH'
  | 'SH'
  | 'SHR'
  | 'OTH'

/** A judgement about the capture as a whole: what no single flow tells. */
export interface CaptureVerdict
  extends Pick<Verdict, 'id' | 'severity' | 'certainty' | 'title' | 'sentence' | 'nextStep'> {
  /** A few flows that prove it, each with the frame that shows it. */
  readonly evidence: readonly CaptureEvidence[]
}

export interface CaptureEvidence extends Evidence {
  readonly flow: FlowId
}

/**
 * How a server's name is known: TLS's server name, HTTP's Host, what the client looked up in the DNS before, or, where it
 * is none of these, the names that the capture file gives for addresses.
 */
export type NameOrigin = 'sni' | 'host' | 'dns' | 'file'

/** What a flow is for, by its first payload bytes. */
export interface Service {
  /** Application protocol; null: not recognised, or no payload was captured. */
  readonly protocol: ServiceName | null
  /** The server's name, visible ASCII; others chose it. null: it said none, and none was looked up. */
  readonly name: string | null
  readonly nameFrom: NameOrigin | null
  /** TLS version that the server chose: `1.3`; null: not TLS, or its hello was not captured. */
  readonly version: string | null
  /** Protocols that the client offers in TLS; the one chosen, where the server says so in clear text (before TLS 1.3). */
  readonly alpn: readonly string[]
}

/** Everything known of one flow. Times are nanoseconds since the epoch, durations nanoseconds, sizes bytes. */
/** Sequence numbers that were sent and not captured: in how many pieces, and how many. */
export interface Gaps {
  readonly count: number
  readonly bytes: number
}

export interface Flow {
  readonly flow: FlowId
  readonly client: Endpoint
  readonly server: Endpoint
  /** A SYN or SYN,ACK was seen: the roles are facts. */
  readonly clientKnown: boolean
  readonly first: bigint
  readonly last: bigint
  readonly frames: { readonly first: FrameNumber; readonly last: FrameNumber }
  readonly segments: Sides<number>
  /** Payload bytes, each sequence number once. */
  readonly bytes: Sides<number>
  /** Payload bytes with retransmissions. */
  readonly payload: Sides<number>
  readonly state: Sides<StateName>
  readonly certainty: Sides<CertaintyName>
  readonly handshake: {
    readonly complete: boolean
    readonly synRetransmissions: number
    readonly synAckRetransmissions: number
    /** Nanoseconds from SYN to the ACK that completes it; null unless all three were seen. */
    readonly rttNs: number | null
  }
  readonly close: {
    readonly kind: 'fin' | 'reset' | 'none'
    readonly by: Side | 'both' | null
    readonly graceful: boolean
  }
  /** Nanoseconds. */
  readonly rtt: { readonly min: number; readonly median: number; readonly max: number; readonly samples: number } | null
  /** Only flags that occur. */
  readonly analysis: Readonly<Partial<Record<AnalysisName, number>>>
  /**
   * Segments that each side sent again, exact: all their sequence numbers, SYN and FIN included, were captured before.
   * Keep-alives, zero-window probes and frames captured twice are none. `analysis.retransmission` is Wireshark's flag,
   * which names more.
   */
  readonly retransmitted: Sides<number>
  /**
   * Segments of each side with sequence numbers that its later ones had skipped: lost before the capture point and sent
   * again, or overtaken on the way.
   */
  readonly late: Sides<number>
  readonly completeness: number
  readonly gaps: Sides<Gaps>
  /** The connection in Zeek's words. Upper-case letters are those of Zeek's originator, who may be our server. */
  readonly zeek: { readonly connState: ConnState; readonly history: string }
  /** null: neither protocol nor name is known. */
  readonly service: Service | null
  readonly verdict: Verdict
  /** Since when the flow is stuck; null where it isn't, or not all was read yet. */
  readonly stuckSince: bigint | null
  readonly also: readonly AlsoHeld[]
  /** Names of this host's processes that hold, or held, its ends; null: unknown. Only of a live capture. */
  readonly processes?: Sides<string | null>
}

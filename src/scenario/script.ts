import type { TcpOption } from './options'

/** A sequence or acknowledgment number: relative to its initial sequence number, or as on the wire. */
export interface WireNumber {
  readonly value: number
  readonly isRaw: boolean
}

/** Where a statement began: errors found while building point there. */
export interface Position {
  /** 1-based. */
  readonly line: number
  readonly column: number
}

export interface EndpointStatement extends Position {
  readonly kind: 'endpoint'
  readonly name: string
  /** 4 or 16 bytes. */
  readonly address: Uint8Array
  readonly port: number
}

/** Settings of one endpoint, in force from here on. */
export type EndpointSetting =
  | { readonly setting: 'iss' | 'ttl' | 'ipid'; readonly value: number }
  | { readonly setting: 'mac'; readonly value: Uint8Array }
  | { readonly setting: 'options'; readonly value: readonly TcpOption[] }
export type SettingStatement = Position & { readonly kind: 'setting'; readonly endpoint: string } & EndpointSetting

/** When a line happens: nanoseconds after the line before, or after the start of the script. */
export interface Moment {
  readonly isRelative: boolean
  readonly ns: bigint
}

/** What a line may say after its flags; absent: the builder's default. */
export interface SegmentFields {
  readonly seq?: WireNumber
  /** Payload bytes. */
  readonly length?: number
  readonly payload?: Uint8Array
  readonly options?: readonly TcpOption[]
  readonly ack?: WireNumber
  /** Window field as on the wire. */
  readonly win?: number
  readonly urg?: number
  readonly ttl?: number
  readonly tos?: number
  readonly ipid?: number
  /** VLAN identifiers, the outermost first. */
  readonly vlan?: readonly number[]
  /** Data offset in 32-bit words, in place of the true one. */
  readonly doff?: number
  /** Bytes of the frame that the capture kept. */
  readonly cut?: number
  /** Zero bytes after the datagram. */
  readonly pad?: number
  /** Sent, but neither captured nor received. */
  readonly lost?: boolean
  /** Captured, but lost on its way to the receiver. */
  readonly dropped?: boolean
  /** Received, but not captured. */
  readonly unseen?: boolean
  readonly badsum?: boolean
  /** The checksum is left to the network card, which fills it in after the capture. */
  readonly nosum?: boolean
  readonly comment?: string
  /** How often the same bytes are sent in all, and nanoseconds from one to the next. */
  readonly repeat?: { readonly times: number; readonly everyNs: bigint }
}

export interface SegmentStatement extends Position {
  readonly kind: 'segment'
  readonly moment: Moment
  readonly from: string
  readonly to: string
  /** Control bits, see Flag. */
  readonly flags: number
  readonly fields: SegmentFields
}

/** Any frame, given as bytes. */
export interface FrameStatement extends Position {
  readonly kind: 'frame'
  readonly moment: Moment
  readonly bytes: Uint8Array
}

export type Statement = EndpointStatement | SettingStatement | SegmentStatement | FrameStatement

export interface Script {
  /** First comment line: the title. '' where the text doesn't begin with a comment. */
  readonly title: string
  /** The comment lines that follow it, as one sentence. */
  readonly sentence: string
  readonly link: 'ethernet' | 'raw'
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly start: bigint
  /** Bytes kept of each frame; 0: all. */
  readonly snapLength: number
  readonly statements: readonly Statement[]
}

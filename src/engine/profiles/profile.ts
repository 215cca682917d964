import type { TimerSystem } from '../../contracts/assumptions'

/**
 * Timers of one operating system's TCP, in seconds, as they are shipped. A capture can't prove them: whoever shows one
 * says "assumed".
 */
export interface TimerProfile {
  readonly id: ProfileId
  /** `Linux 6.5 or later` */
  readonly name: string
  /** Without its version, for timers that all versions share: `Linux` */
  readonly system: string
  /** When a SYN is sent again, counted from the first one. */
  readonly synRetries: readonly number[]
  /** When connect() fails. */
  readonly synGivesUp: number
  /** When a SYN,ACK is sent again, counted from the first one. */
  readonly synAckRetries: readonly number[]
  readonly synAckGivesUp: number
  readonly timeWait: number
  /** How long FIN_WAIT_2 lasts once no application holds the socket; null: for ever. */
  readonly finWait2: number | null
  /** How long a closed socket sends its FIN (and what is before it) again, at least. */
  readonly finGivesUp: number
  readonly rtoMin: number
  readonly rtoMax: number
  /** How often data is sent again before the connection is given up, and how long that takes at least. */
  readonly dataTries: number
  readonly dataGivesUp: number
  readonly keepAlive: { readonly idle: number; readonly interval: number; readonly probes: number }
  /** Local ports that connections are given, first and last. */
  readonly ports: readonly [number, number]
}

export type ProfileId = TimerSystem

/** Timers that somebody knows better than the shipped profile. */
export type ProfileOverrides = Readonly<Partial<Record<ProfileId, Partial<Omit<TimerProfile, 'id'>>>>>
export type Profiles = Readonly<Record<ProfileId, TimerProfile>>
/** Of a flow's client and of its server. */
export type Timers = readonly [client: TimerProfile, server: TimerProfile]

/** Which system's timers are assumed of each end of a flow: guessed from its SYN, or said by who knows better. */
import type { Side } from './flow'

/** Systems whose timers are known. */
export const TIMER_SYSTEMS = ['linux', 'linux65', 'macos', 'windows', 'rfc'] as const
export type TimerSystem = (typeof TIMER_SYSTEMS)[number]

export const TIMER_NAMES: Readonly<Record<TimerSystem, string>> = {
  linux: 'Linux before 6.5',
  linux65: 'Linux 6.5 or later',
  macos: 'macOS',
  windows: 'Windows',
  rfc: 'RFC 9293',
}

export const TIMER_CHOICES = ['guess', ...TIMER_SYSTEMS] as const
export type TimerChoice = (typeof TIMER_CHOICES)[number]

/** Single timers that hold in place of those of every system, at both ends. Seconds, but for `synRetries`. */
export interface TimerValues {
  /** How often a SYN is sent again. */
  readonly synRetries?: number | undefined
  /** The longest wait before something is sent again. */
  readonly rtoMax?: number | undefined
  /** How long FIN_WAIT_2 lasts once no application holds the socket. */
  readonly finWait2?: number | undefined
  /** How long TIME_WAIT lasts: 2 MSL. */
  readonly timeWait?: number | undefined
  /** Silence before the first keep-alive probe. */
  readonly keepAliveIdle?: number | undefined
}

/** The least and the most that a timer can be told to be. */
export const TIMER_RANGES: Readonly<Record<keyof TimerValues, readonly [number, number]>> = {
  synRetries: [0, 127],
  rtoMax: [1, 3600],
  finWait2: [0, 86_400],
  timeWait: [0, 86_400],
  keepAliveIdle: [1, 604_800],
}

export interface Assumptions extends Readonly<Record<Side, TimerChoice>> {
  readonly timers?: TimerValues | undefined
}

/** Where nobody said anything. */
export const GUESSED: Assumptions = { client: 'guess', server: 'guess' }

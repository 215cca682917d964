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

export type Assumptions = Readonly<Record<Side, TimerChoice>>

/** Where nobody said anything. */
export const GUESSED: Assumptions = { client: 'guess', server: 'guess' }

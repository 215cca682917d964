/** `--assume client=macos,server=linux65`: whose timers to assume of each end. */
import { type Assumptions, GUESSED, TIMER_CHOICES, type TimerChoice } from '../contracts/assumptions'
import type { Side } from '../contracts/flow'
import { usage } from './exit'

export const ASSUME = { assume: { type: 'string' } } as const

/** @returns guesses where the option wasn't given. @throws Failure where it names no end, or no system. */
export function assumeOption(command: string, asked: string | boolean | undefined): Assumptions {
  if (typeof asked !== 'string') return GUESSED
  const said = new Map<Side, TimerChoice>()
  for (const part of asked.split(',')) {
    const [side, name] = part.split('=')
    if (side !== 'client' && side !== 'server') {
      throw usage(`--assume takes client=SYSTEM, server=SYSTEM or both with a comma, not "${part}"`, command)
    }
    const choice = TIMER_CHOICES.find((known) => part === `${side}=${known}`)
    if (choice === undefined) {
      throw usage(`--assume ${side} is one of ${TIMER_CHOICES.join(', ')}, not "${name ?? ''}"`, command)
    }
    if (said.has(side)) throw usage(`--assume names the ${side} twice`, command)
    said.set(side, choice)
  }
  return { ...GUESSED, ...Object.fromEntries(said) }
}

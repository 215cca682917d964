/** `--assume client=macos,server=linux65,2msl=30s`: whose timers to assume of each end, and single ones set otherwise. */
import {
  type Assumptions,
  GUESSED,
  TIMER_CHOICES,
  TIMER_RANGES,
  type TimerChoice,
  type TimerValues,
} from '../contracts/assumptions'
import type { Side } from '../contracts/flow'
import { usage } from './exit'

export const ASSUME = { assume: { type: 'string' } } as const

const TIMERS: Readonly<Record<string, keyof TimerValues>> = {
  'syn-retries': 'synRetries',
  'rto-max': 'rtoMax',
  'fin-timeout': 'finWait2',
  '2msl': 'timeWait',
  'keep-alive': 'keepAliveIdle',
}
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, '': 1 }

/** @returns guesses where the option wasn't given. @throws Failure where it names no end, no system or no timer. */
export function assumeOption(command: string, asked: string | boolean | undefined): Assumptions {
  if (typeof asked !== 'string') return GUESSED
  const sides = new Map<Side, TimerChoice>()
  const timers = new Map<keyof TimerValues, number>()
  for (const part of asked.split(',')) {
    const at = part.indexOf('=')
    const name = at < 0 ? part : part.slice(0, at)
    const value = at < 0 ? '' : part.slice(at + 1)
    const timer = Object.hasOwn(TIMERS, name) ? TIMERS[name] : undefined
    if (timer !== undefined) {
      if (timers.has(timer)) throw usage(`--assume names ${name} twice`, command)
      timers.set(timer, timerValue(command, name, timer, value))
    } else if (name === 'client' || name === 'server') {
      if (sides.has(name)) throw usage(`--assume names the ${name} twice`, command)
      sides.set(name, system(command, name, value))
    } else {
      throw usage(
        `--assume takes client=SYSTEM, server=SYSTEM and timers (${Object.keys(TIMERS).join(', ')}), with commas, not "${part}"`,
        command,
      )
    }
  }
  const systems = { ...GUESSED, ...Object.fromEntries(sides) }
  return timers.size === 0 ? systems : { ...systems, timers: Object.fromEntries(timers) }
}

function system(command: string, side: Side, value: string): TimerChoice {
  const choice = TIMER_CHOICES.find((known) => known === value)
  if (choice === undefined)
    throw usage(`--assume ${side} is one of ${TIMER_CHOICES.join(', ')}, not "${value}"`, command)
  return choice
}

/** A number of tries, or a time: `30s`, `500ms`, `2min`, `1h`, seconds without a unit. */
function timerValue(command: string, name: string, timer: keyof TimerValues, text: string): number {
  const [least, most] = TIMER_RANGES[timer]
  const isCount = timer === 'synRetries'
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|min|h)?$/.exec(text) ?? []
  const value = Number(digits) * (SECONDS[unit] ?? 1)
  const isRight = isCount ? unit === '' && Number.isInteger(value) : !Number.isNaN(value)
  if (isRight && value >= least && value <= most) return value
  const wanted = isCount
    ? `a number from ${least} to ${most}`
    : `a time from ${least} s to ${most} s, such as 30s or 2min`
  throw usage(`--assume ${name} is ${wanted}, not "${text}"`, command)
}

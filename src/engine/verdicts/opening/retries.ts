/** The retries of a SYN or SYN,ACK: when they came, which systems try so, what comes next. */

import type { TimerProfile } from '../../profiles/profile'
import { fits } from '../../profiles/schedule'
import { said } from '../../said/said'
import { andWords, orWords, pluralWords } from '../../words'
import type { Found } from '../story'
import { assumed, profileWords, secondsWords } from '../timers'

const NS = 1e9

/** Seconds from the first try to each later one. */
export const retryTimes = (tries: readonly Found[]): number[] =>
  tries.slice(1).map(({ ns }) => (ns - (tries[0]?.ns ?? ns)) / NS)

/** `after 1, 3 and 7 s` */
export const timesWords = (retries: readonly number[]): string =>
  said`after ${andWords(
    retries.map((seconds) => (seconds < 0.95 ? seconds.toFixed(1) : String(Math.round(seconds)))),
  )} s`

/** Whose schedule the retries follow, as a sentence; '' where there are none. */
export function scheduleWords(retries: readonly number[], fitting: readonly TimerProfile[]): string {
  if (retries.length === 0) return ''
  const systems = fitting.filter(({ id }) => id !== 'rfc').map(profileWords)
  const times = timesWords(retries.slice(0, 12))
  const came = retries.length === 1 ? said`The retry came ${times}` : said`The retries came ${times}`
  if (systems.length === 0) {
    return said` ${came}, which no known system does: an application that tries anew, or SYNs that were not captured.`
  }
  if (retries.length === 1 && systems.length > 2) return said` ${came}, too few to tell the system.`
  return said` ${came}, as ${orWords(systems)} does it.`
}

interface Expected {
  /** `SYN`, `SYN,ACK` */
  readonly what: string
  readonly first: Found
  readonly retries: readonly number[]
  readonly schedule: readonly number[]
  readonly givesUp: number
  readonly profile: TimerProfile
  /** Seconds from the first try to the end of the capture. */
  readonly elapsed: number
}

/** What comes next of the sender, and by when. */
export function nextTryWords({ what, first, retries, schedule, givesUp, profile, elapsed }: Expected): string {
  const end = said`${secondsWords(givesUp)} after frame ${first.frame} ${assumed(profile, what === 'SYN')}`
  if (elapsed >= givesUp) return said`The sender gave up ${end}.`
  const next = fits(retries, schedule) ? schedule[retries.length] : undefined
  if (next === undefined || next >= givesUp) return said`The sender gives up ${end}.`
  return said`Else the ${what} again by frame ${first.frame} + ${secondsWords(next)}; the sender gives up ${end}.`
}

/** ` and 3 times more, up to frame 9` */
export const againWords = (tries: readonly Found[]): string =>
  tries.length < 2
    ? ''
    : said` and ${pluralWords(tries.length - 1, 'time')} more, up to frame ${tries.at(-1)?.frame ?? ''}`

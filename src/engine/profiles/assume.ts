/** Profiles with single timers that somebody says are set otherwise. */
import type { TimerValues } from '../../contracts/assumptions'
import type { Profiles, TimerProfile } from './profile'

/** Waits double. */
const BACKOFF = 2

/** How often something is sent again, counted from the first time, and when it is given up. */
interface Schedule {
  readonly retries: readonly number[]
  readonly givesUp: number
}

/** A schedule of another number of tries, or with a shorter longest wait; waits beyond the known ones double. */
function scheduleOf(known: readonly number[], tries: number, longest: number): Schedule {
  const retries: number[] = []
  let at = 0
  let wait = known[0] ?? 1
  for (let index = 0; ; index++) {
    const due = known[index]
    if (due !== undefined) wait = due - (known[index - 1] ?? 0)
    else if (index > 0) wait *= BACKOFF
    at += Math.min(wait, longest)
    if (index === tries) return { retries, givesUp: at }
    retries.push(at)
  }
}

/** Seconds of all tries of data, each wait twice the one before and none beyond the longest. */
function dataWaits({ rtoMin, dataTries }: TimerProfile, longest: number): number {
  let at = 0
  for (let index = 0; index <= dataTries; index++) at += Math.min(rtoMin * BACKOFF ** index, longest)
  return at
}

/** What is known of the system, in proportion: systems count their tries in ways of their own. */
const dataGivesUp = (profile: TimerProfile, longest: number): number =>
  (profile.dataGivesUp * dataWaits(profile, longest)) / dataWaits(profile, profile.rtoMax)

function assume(profile: TimerProfile, said: TimerValues): TimerProfile {
  const rtoMax = said.rtoMax ?? profile.rtoMax
  const isOther = said.synRetries !== undefined || said.rtoMax !== undefined
  const syn = isOther ? scheduleOf(profile.synRetries, said.synRetries ?? profile.synRetries.length, rtoMax) : null
  const synAck =
    said.rtoMax === undefined ? null : scheduleOf(profile.synAckRetries, profile.synAckRetries.length, rtoMax)
  return {
    ...profile,
    rtoMax,
    synRetries: syn?.retries ?? profile.synRetries,
    synGivesUp: syn?.givesUp ?? profile.synGivesUp,
    synAckRetries: synAck?.retries ?? profile.synAckRetries,
    synAckGivesUp: synAck?.givesUp ?? profile.synAckGivesUp,
    dataGivesUp: said.rtoMax === undefined ? profile.dataGivesUp : dataGivesUp(profile, rtoMax),
    timeWait: said.timeWait ?? profile.timeWait,
    finWait2: said.finWait2 ?? profile.finWait2,
    keepAlive: { ...profile.keepAlive, idle: said.keepAliveIdle ?? profile.keepAlive.idle },
  }
}

/** The profiles, all of them with these timers in place of their own; the same ones where nothing is said. */
export function profilesAssuming(profiles: Profiles, said: TimerValues | undefined): Profiles {
  if (said === undefined) return profiles
  const { linux, linux65, macos, windows, rfc } = profiles
  return {
    linux: assume(linux, said),
    linux65: assume(linux65, said),
    macos: assume(macos, said),
    windows: assume(windows, said),
    rfc: assume(rfc, said),
  }
}

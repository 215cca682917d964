/** Compares the times of retries with the schedules of the profiles. */
import type { SystemFamily } from './fingerprint'
import type { ProfileId, Profiles, TimerProfile } from './profile'

/** Timers tick, hosts are busy: a retry within this share of its time, or this many seconds, is on time. */
const TOLERANCE_SHARE = 0.06
const TOLERANCE_SECONDS = 0.3

/** Whether each retry comes when the schedule says, none left out. */
export function fits(retries: readonly number[], schedule: readonly number[]): boolean {
  return (
    retries.length <= schedule.length &&
    retries.every((seen, index) => {
      const due = schedule[index] ?? 0
      return Math.abs(seen - due) <= Math.max(TOLERANCE_SECONDS, TOLERANCE_SHARE * due)
    })
  )
}

const FAMILIES: Readonly<Record<SystemFamily, readonly ProfileId[]>> = {
  linux: ['linux65', 'linux'],
  macos: ['macos'],
  windows: ['windows'],
}
const BY_SPREAD: readonly ProfileId[] = ['linux65', 'linux', 'macos', 'windows', 'rfc']

/** Profiles whose SYN schedule the retries fit; those of the guessed family alone where one of them fits. */
export function fittingSyn(
  retries: readonly number[],
  family: SystemFamily | null,
  profiles: Profiles,
): readonly TimerProfile[] {
  if (retries.length === 0) return []
  const all = BY_SPREAD.map((id) => profiles[id]).filter(({ synRetries }) => fits(retries, synRetries))
  if (family === null) return all
  const related = all.filter(({ id }) => FAMILIES[family].includes(id))
  return related.length > 0 ? related : all
}

/** The profile to assume where no retry tells: of the guessed family; Linux where nothing was guessed. */
export const assumedProfile = (family: SystemFamily | null, profiles: Profiles): TimerProfile =>
  profiles[family ?? 'linux']

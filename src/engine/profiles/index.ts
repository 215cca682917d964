/** The shipped timer profiles, and what somebody changed of them. */
import { linux, linux65 } from './linux'
import { macos } from './macos'
import type { ProfileOverrides, Profiles } from './profile'
import { rfc } from './rfc'
import { windows } from './windows'

export const PROFILES: Profiles = { linux, linux65, macos, windows, rfc }

/** The profiles with the given timers in place of the shipped ones. */
export function profilesWith(overrides: ProfileOverrides): Profiles {
  return {
    linux: { ...linux, ...overrides.linux },
    linux65: { ...linux65, ...overrides.linux65 },
    macos: { ...macos, ...overrides.macos },
    windows: { ...windows, ...overrides.windows },
    rfc: { ...rfc, ...overrides.rfc },
  }
}

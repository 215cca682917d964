/** Which timers to assume of an endpoint, and how that is said. */

import { Flag, WINDOW_SHIFT_NONE } from '../../contracts/abi'
import { TIMER_NAMES } from '../../contracts/assumptions'
import type { Side } from '../../contracts/flow'
import type { EndpointIndex } from '../flowRecord'
import { guessFamily, type SystemFamily } from '../profiles/fingerprint'
import type { Profiles, TimerProfile } from '../profiles/profile'
import { assumedProfile } from '../profiles/schedule'
import { said } from '../said/said'
import { durationWords } from '../words'
import type { CaptureFacts } from './rule'
import { type FlowStory, hasFlags } from './story'

const NS = 1e9

/** The profiles in force. */
export const profilesOf = (story: FlowStory): Profiles => story.capture.profiles

/** What the endpoint's SYN or SYN,ACK looks like; null where it wasn't captured, can't be read back, or fits none. */
export function familyOf(story: FlowStory, endpoint: EndpointIndex): SystemFamily | null {
  const syn = story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.SYN))
  const packet = syn && story.packet(syn)
  if (!syn || !packet) return null
  const shift = story.flow.windowShift(endpoint)
  return guessFamily({
    ttl: packet.ttl,
    options: packet.options,
    window: story.segmentAt(syn).windowField,
    shift: shift >= WINDOW_SHIFT_NONE ? null : shift,
  })
}

/** The timers that somebody says an end has; null: they are to be guessed. Allocates nothing. */
export function timersSaid({ profiles, assumptions }: CaptureFacts, side: Side): TimerProfile | null {
  const said = assumptions[side]
  return said === 'guess' ? null : profiles[said]
}

/** The timers to assume of an endpoint. */
export function timersOf(story: FlowStory, endpoint: EndpointIndex): TimerProfile {
  const side = endpoint === story.flow.clientIndex ? 'client' : 'server'
  return timersSaid(story.capture, side) ?? assumedProfile(familyOf(story, endpoint), profilesOf(story))
}

/** How long either end may linger in TIME_WAIT, in nanoseconds; as Linux does where nobody says. Allocates nothing. */
export function lingersForNs(capture: CaptureFacts): number {
  const { linux } = capture.profiles
  const client = timersSaid(capture, 'client') ?? linux
  const server = timersSaid(capture, 'server') ?? linux
  return Math.max(client.timeWait, server.timeWait) * NS
}

/** `127 s`, from seconds. */
export const secondsWords = (seconds: number): string =>
  seconds < 600 ? said`${Number(seconds.toFixed(1))} s` : durationWords(seconds * NS)

/** `on Linux (assumed)`; with the version where that matters. */
export const assumed = (profile: TimerProfile, isOfVersion = false): string =>
  said`on ${isOfVersion ? profileWords(profile) : profile.system} (assumed)`

/** A system with its version, where that matters: `Linux before 6.5`. */
export function profileWords({ name }: TimerProfile): string {
  if (name === TIMER_NAMES.linux) return said`Linux before 6.5`
  return name === TIMER_NAMES.linux65 ? said`Linux 6.5 or later` : name
}

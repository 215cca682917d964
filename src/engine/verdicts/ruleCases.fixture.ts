/** What each rule's three tests are made of: see ruleCases.test.ts, which runs them and misses what isn't here. */
import type { Severity } from '../../contracts/flow'
import { ENDPOINTS } from './verdict.fixture'

/** Initial sequence numbers of A and B. */
export interface Numbers {
  readonly a: number
  readonly b: number
}

/** The events of A, B and others, where A and B are declared already and begin at these numbers. */
export type Events = string | ((numbers: Numbers) => string)

export interface Scene {
  /** What happens, as a sentence. */
  readonly name: string
  readonly events: Events
  /** The flow to judge; the first without. */
  readonly flow?: number
}

/** A conversation in which the rule holds. */
export interface Fires extends Scene {
  readonly severity: Severity
  /** Frames of its evidence. */
  readonly frames: readonly number[]
}

/** One much like it, in which the rule doesn't hold. */
export interface NearMiss extends Scene {
  /** The verdict that it gets. */
  readonly instead: string
}

/** By id of the rule. */
export type RuleCases = Readonly<Record<string, { readonly fires: Fires; readonly nearMiss: NearMiss }>>

const MODULUS = 2 ** 32

/** A sequence number this far on from another. */
export const onwards = (from: number, by: number): number => (from + by) % MODULUS

export const PLAIN: Numbers = { a: 1000, b: 5000 }
/** Numbers that pass 2^32 with the SYN, amid the first data, amid the data after it. */
export const WRAPPING: readonly Numbers[] = [1, 6, 351].map((before) => ({ a: MODULUS - before, b: MODULUS - before }))

export function scriptOf({ events }: Scene, numbers: Numbers): string {
  const told = typeof events === 'string' ? events : events(numbers)
  return `${ENDPOINTS}iss A = ${numbers.a}\niss B = ${numbers.b}\n${told}`
}

/** Guesses an endpoint's operating system from its SYN or SYN,ACK. A guess: it is always shown as one. */

/** What a SYN tells of its sender. */
export interface SynTraits {
  /** As captured: each router on the way took 1. */
  readonly ttl: number
  /** TCP option kinds in order, padding included (https://www.iana.org/assignments/tcp-parameters). */
  readonly options: readonly number[]
  /** Window field, unscaled. */
  readonly window: number
  /** Window scale shift; null: none offered. */
  readonly shift: number | null
}

export type SystemFamily = 'linux' | 'macos' | 'windows'

/** Initial TTLs in use. */
const INITIAL_TTLS: readonly number[] = [32, 64, 128, 255]

/** The TTL that the sender presumably set: the next of the usual ones. */
export const initialTtl = (ttl: number): number => INITIAL_TTLS.find((initial) => ttl <= initial) ?? 255

/**
 * Order of the options in a SYN. mss 2, wscale 3, sackOK 4, TS 8, nop 1, eol 0. Linux: net/ipv4/tcp_output
 * (tcp_options_write); macOS: XNU tcp_output; Windows: as its SYNs show. A SYN,ACK has a subset in the same order.
 */
const ORDERS: readonly (readonly [order: string, family: SystemFamily])[] = [
  ['2 4 8 1 3', 'linux'],
  ['2 1 1 4 1 3', 'linux'],
  ['2 4 8', 'linux'],
  ['2 1 3 1 1 8 4 0', 'macos'],
  ['2 1 3 1 1 8 4 0 0', 'macos'],
  ['2 1 3 4 0', 'macos'],
  ['2 1 3 1 1 4', 'windows'],
  ['2 1 3 4 8', 'windows'],
  ['2 1 1 4', 'windows'],
  ['2 1 3 1 1 8 4', 'windows'],
]

const ORDER_POINTS = 3
const TTL_POINTS = 2
const WINDOW_POINTS = 1
/** Two of the three must agree. */
const ENOUGH = 3

/** The family that fits best; null where too little fits, or two fit equally. */
export function guessFamily(traits: SynTraits): SystemFamily | null {
  const scores: Record<SystemFamily, number> = { linux: 0, macos: 0, windows: 0 }
  const order = traits.options.join(' ')
  for (const [known, family] of ORDERS) if (known === order) scores[family] += ORDER_POINTS
  const ttl = initialTtl(traits.ttl)
  if (ttl === 128) scores.windows += TTL_POINTS
  if (ttl === 64) {
    scores.linux += TTL_POINTS
    scores.macos += TTL_POINTS
  }
  // Linux: multiples of the MSS, shift 7 and more; macOS: 65535 with shift 5 or 6; Windows: shift 8.
  if (traits.window === 65535 && (traits.shift === 5 || traits.shift === 6)) scores.macos += WINDOW_POINTS
  else if (traits.shift === 8) scores.windows += WINDOW_POINTS
  else if (traits.shift !== null && traits.shift >= 7) scores.linux += WINDOW_POINTS
  const ranked = (['linux', 'macos', 'windows'] as const).toSorted((a, b) => scores[b] - scores[a])
  const [best, second] = ranked
  if (best === undefined || second === undefined) return null
  return scores[best] >= ENOUGH && scores[best] > scores[second] ? best : null
}

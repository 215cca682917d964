/** Hosts of several flows, as the engine would order them. */
import type { Side } from '../../../contracts/flow'
import type { Host } from '../../../contracts/together'

/** `hosts('0c', '0s 1c', '1s')`: at each host the ends of flows by their places. */
export const hosts = (...all: readonly string[]): readonly Host[] =>
  all.map((ends, at) => ({
    address: `10.0.0.${at + 1}`,
    role: null,
    ends: ends.split(' ').map((end) => ({ place: Number(end[0]), side: sideOf(end) })),
  }))

const sideOf = (end: string): Side => (end.endsWith('c') ? 'client' : 'server')

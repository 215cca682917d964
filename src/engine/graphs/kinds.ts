/** All points of each kind of graph. */
import type { GraphKind } from '../../contracts/graphs'
import { roundTrip } from './roundTrip'
import { sackCandidates } from './sack'
import { stevens, tcptrace } from './sequence'
import type { Series } from './series'
import { type Sums, sumsOf } from './throughput'
import type { Track } from './track'
import { windowGraph } from './window'

/** What a graph is decimated from. */
export interface Whole {
  readonly track: Track
  readonly series: readonly Series[]
  /** Only of throughput. */
  readonly sums: Sums | null
  /** Only of tcptrace: ACKs that may bear SACK blocks, and blocks that were read, by position. */
  readonly sacks: { readonly candidates: Series; readonly known: Map<number, readonly number[]> } | null
}

const BUILDERS: Readonly<Record<Exclude<GraphKind, 'throughput'>, (track: Track) => Series[]>> = {
  stevens,
  tcptrace,
  roundTrip,
  window: windowGraph,
}

export function wholeGraph(kind: GraphKind, track: Track): Whole {
  if (kind === 'throughput') return { track, series: [], sums: sumsOf(track), sacks: null }
  const sacks = kind === 'tcptrace' ? { candidates: sackCandidates(track), known: new Map() } : null
  return { track, series: BUILDERS[kind](track), sums: null, sacks }
}

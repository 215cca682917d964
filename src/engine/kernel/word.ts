/** What rules of verdicts may ask of the kernel. */
import type { Sides } from '../../contracts/flow'
import type { KernelSocket } from '../../contracts/sockets'
import type { EndCode } from './join'
import type { Lasting, Reading } from './reading'

/** The kernel's word on a flow's ends; null for an end that isn't this host's, or has no socket. */
export interface KernelWord extends Sides<KernelSocket | null> {
  /** Who takes connections where the flow leads; null: unknown, or nobody. */
  readonly listener: KernelSocket | null
}

export interface KernelFacts {
  /** null: the kernel knows nothing of it. */
  readonly wordOn: (flow: number) => KernelWord | null
  /** What has lasted; null: wire and kernel agree. Allocates nothing. */
  readonly lastingOf: (flow: number) => Lasting | null
  /** Name of the process that holds, or held, the socket of an end; null: unknown. */
  readonly processOf: (end: EndCode) => string | null
  /** Changes whenever a process becomes known. */
  readonly namesVersion: () => number
  /** The last reading; null: none yet. */
  readonly reading: () => Reading | null
}

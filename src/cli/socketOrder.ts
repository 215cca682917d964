import { STATE_NAMES } from '../contracts/names'
import type { KernelSocket } from '../contracts/sockets'

/** By state in the order of a connection's life, LISTEN first, then by local and by remote endpoint. */
export const inOrder = (sockets: readonly KernelSocket[]): KernelSocket[] =>
  [...sockets].sort(
    (one, other) =>
      STATE_NAMES.indexOf(one.state) - STATE_NAMES.indexOf(other.state) ||
      one.local.port - other.local.port ||
      byText(one.local.address, other.local.address) ||
      one.remote.port - other.remote.port ||
      byText(one.remote.address, other.remote.address),
  )

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

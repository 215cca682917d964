/** Who listens on a port of this host. */
import type { KernelSocket } from '../../contracts/sockets'

const WILDCARDS = new Set(['*', '0.0.0.0', '::', '[::]'])
const isMapped = (address: string): boolean => address.startsWith('::ffff:')
const plain = (address: string): string => (isMapped(address) ? address.slice('::ffff:'.length) : address)

/** One more connection than may wait does so: the kernel takes no further one. Linux compares so (`sk_acceptq_is_full`). */
export const isFull = (listener: KernelSocket): boolean => listener.receiveQueue > listener.sendQueue

export class Listeners {
  private readonly byPort = new Map<number, KernelSocket[]>()

  constructor(sockets: readonly KernelSocket[]) {
    for (const socket of sockets) {
      if (socket.state !== 'LISTEN') continue
      const { port } = socket.local
      const others = this.byPort.get(port)
      if (others) others.push(socket)
      else this.byPort.set(port, [socket])
    }
  }

  /** Something listens on this port, whatever the address. */
  has(port: number): boolean {
    return this.byPort.has(port)
  }

  /**
   * The listener that takes connections to this address and port: the one that names the address, else one for all.
   * Of several that share them (SO_REUSEPORT) the one with most connections waiting.
   */
  towards(address: string, port: number): KernelSocket | null {
    const all = this.byPort.get(port)
    if (all === undefined) return null
    const named = all.filter(({ local }) => plain(local.address.replace(/%.*$/, '')) === address)
    return fullest(named) ?? fullest(all.filter(({ local }) => takesAll(local.address, address)))
  }
}

/** A wildcard of IPv6 takes IPv4 too, unless it was told not to, which the table doesn't say. */
function takesAll(listening: string, address: string): boolean {
  if (!WILDCARDS.has(listening)) return false
  return listening !== '0.0.0.0' || !address.includes(':')
}

function fullest(sockets: readonly KernelSocket[]): KernelSocket | null {
  let found: KernelSocket | null = null
  for (const socket of sockets) if (found === null || socket.receiveQueue > found.receiveQueue) found = socket
  return found
}
